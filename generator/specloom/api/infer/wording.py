"""Reads what the texts of an operation say that it does."""

from __future__ import annotations

import re

from specloom.api.infer.identifiers import VERBS, IdRules, clean_id
from specloom.api.infer.lexicon import ALL_WORDS, DETERMINERS, NO_VERBS, READING, SOFT_ENDING
from specloom.api.ir import Operation
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_MOST_WORDS = 12
_LONGEST_SENTENCE = 400
_DOTTED_ID = re.compile(r"(?:[A-Za-z]\w*\.)+([A-Za-z]\w*)")
"""An operationId after its resources: `orders.cancelOrder`."""
_SHORTEST_VERB = 3
_SENTENCE = re.compile(r"\. |\.$|\n")
_ELEMENT = re.compile(r"<[^<>]{1,80}>")
_LIST_OF = re.compile(r"(?:\w+ )?(?:(?:a|an|the|all|paginated|full|complete) )*lists? of\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the operationId and the summary say that an operation does."""

    words: tuple[str, ...]
    """The words of the operationId."""
    id_verb: str
    """The verb that the operationId begins with."""
    summary_verb: str
    """The verb that the summary begins with, or the `description` if it says how something ends."""
    mentioned: frozenset[str]
    """All words of the operationId and of the summary."""
    deed: str = ""
    """The verb that the summary, or without one the `description`, begins with if it has an object: `Score the run`."""
    summary: tuple[str, ...] = ()
    """The first words of the summary, or of the `description` without one."""

    @property
    def done(self) -> str:
        """The first verb that the texts give: that of the operationId, of the summary, of the `description`."""
        return self.id_verb or self.summary_verb or self.deed

    @property
    def change(self) -> str:
        """The verb that the summary begins with if it is the only one: not `enable` in `Enable/disable a user`."""
        return self.deed if self.summary[1:2] and self.summary[1] in VERBS | {"or", "and"} else self.summary_verb

    def says(self, words: frozenset[str]) -> bool:
        """Return whether one of `words` is said."""
        return bool(self.mentioned & words)


def wording_of(operation: Operation, rules: IdRules) -> Wording:
    """Return what the texts of an operation say."""
    text = clean_id(operation)
    dotted = _DOTTED_ID.fullmatch(text)
    words = tuple(_CASING.words(dotted[1] if dotted else text))[0 if dotted else len(rules.module) :]
    summary, described = _first_words(operation.summary), _first_words(operation.description)
    silent = words[:1] in ((operation.verb,), ("post",), ("put",), ("patch",))
    id_verb = words[0] if words and words[0] in VERBS and not silent else ""
    said = summary or described
    summary_verb = _base_form(said[0]) if said else ""
    summary_verb = summary_verb if summary or summary_verb in SOFT_ENDING else ""
    return Wording(words, id_verb, summary_verb, frozenset(words) | frozenset(said), _deed_of(said), said)


def _first_words(text: str | None) -> tuple[str, ...]:
    """Return the first words of the first sentence of a text."""
    plain = _ELEMENT.sub(" ", (text or "")[:_LONGEST_SENTENCE]).strip()
    sentence = _SENTENCE.split(plain, maxsplit=1)[0]
    return tuple(_CASING.words(sentence)[:_MOST_WORDS])


def _base_form(word: str) -> str:
    """Return a verb in its base form if it is known: `creates` -> `create`, `cancelling` is left."""
    third = f"{word.removesuffix('ies')}y" if word.endswith("ies") else ""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), third, word.removesuffix("ing"))
    return next((form for form in forms if form in VERBS), "")


def _deed_of(said: tuple[str, ...]) -> str:
    """Return the verb that a text begins with if a determiner follows it: `score` of `Scores the result`."""
    if len(said) < 3 or said[0] in NO_VERBS or said[1] not in DETERMINERS:
        return ""
    known = _base_form(said[0])
    third = said[0].removesuffix("s")
    return known or ("" if len(third) < _SHORTEST_VERB or third.endswith(("s", "u", "i", "ing", "ed", "ly")) else third)


def says_reading(wording: Wording) -> bool:
    """Return whether the document says that an operation only reads."""
    return (wording.id_verb or wording.summary_verb) in READING


def says_list_of(wording: Wording, noun: str = "") -> bool:
    """Return whether the text begins as that of a list does, if given of `noun`: `Get a list of trees`."""
    text = " ".join(wording.summary)
    match = _LIST_OF.match(text)
    return match is not None and (not noun or _CASING.singular(noun).rpartition("_")[2] in text[match.end() :])


def says_all(wording: Wording) -> bool:
    """Return whether the document says that an operation concerns every member of a collection."""
    return wording.says(ALL_WORDS)
