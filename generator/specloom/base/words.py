"""Words of identifiers: splitting, joining in a casing, singulars, and the user's own spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.records import dataclass
from specloom.base.singular import singular


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


INITIALISMS = _word_set(
    """3ds ach acl ai api ats cpu crm db dns e2e eeoc gb gpu hd hris html http https id ip iso jsonl kb kyb kyc lfs
    mb mp3 mp4 nft saml sdk sku sms ss ssh sso url"""
)

BRANDS = ("OpenAI", "OAuth", "GitHub")
"""Words with a spelling of their own."""

_BRANDS = re.compile(r"OpenAPI|OpenAI|(?<![A-Z])OAuth|GitHub|GraphQL|IPv(?=[46])")
_PLURAL_INITIALISM = re.compile(r"(?<![A-Z])([A-Z]{2,})s(?![a-z])")
_AS_AFTER_INITIALISM = re.compile(r"(?<![A-Z])([A-Z]{2,})As(?=[A-Z])")
"""The word `as` after an initialism, which is no plural: `LLMAsJudge`."""
_INITIALISM_VERSION = re.compile(r"(?<![A-Z])([A-Z]{2,})v(?=\d)")
"""An initialism with a version: `SNMPv3`."""
_LOWER_UPPER = re.compile(r"([^\W_A-Z])([A-Z])")
_UPPER_WORD = re.compile(r"([A-Z])([A-Z][a-z])")
_JOINT = re.compile(r"(?<!\d)_|_(?!\d)")
_SEPARATOR = re.compile(r"[\W_]+")
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}
_INVISIBLE_LETTERS = "\u115f\u1160\u3164\uffa0"


def to_ascii_words(text: str) -> str:
    """Return ``text`` with Latin letters reduced to ASCII and all that is no letter or digit as spaces.

    Letters of other scripts are kept in the form in which Python compares identifiers (NFKC).
    """
    if text.isascii():
        return text
    reduced: list[str] = []
    for char in unicodedata.normalize("NFKC", text):
        base = _LATIN.get(char) or unicodedata.normalize("NFD", char)[0]
        kept = base if base.isascii() else char
        usable = kept.isascii() or (("a" + kept).isidentifier() and kept not in _INVISIBLE_LETTERS)
        reduced.append(kept if usable else " ")
    return "".join(reduced)


def split_words(text: str) -> list[str]:
    """Return the lower-case words of an identifier or phrase: ``accountIDs`` -> ``account``, ``ids``."""
    return list(_split_words(text))


@lru_cache(maxsize=1 << 15)
def _split_words(text: str) -> tuple[str, ...]:
    text = _BRANDS.sub(lambda match: match[0].capitalize(), to_ascii_words(text))
    text = _AS_AFTER_INITIALISM.sub(r"\1_As", text) if "As" in text else text
    text = _PLURAL_INITIALISM.sub(lambda match: match[1].capitalize() + "s", text) if "s" in text else text
    text = _INITIALISM_VERSION.sub(lambda match: match[1].capitalize() + "_v", text) if "v" in text else text
    text = _UPPER_WORD.sub(r"\1_\2", _LOWER_UPPER.sub(r"\1_\2", text))
    return tuple(word for word in _SEPARATOR.split(text.lower()) if word)


@dataclass(frozen=True, slots=True)
class Term:
    """The spellings of one word: lower case ``snake``, ``pascal`` (inside and at the start), ``camel`` start."""

    snake: str
    pascal: str
    camel: str


def _parse_initialism(word: str) -> Term:
    return Term(word, word.upper(), word)


def _plural_term(word: str, term: Term) -> Term:
    return Term(word, term.pascal + "s", term.camel + "s")


class Casing:
    """Joins words in a casing, with the spellings that a configuration adds to the built-in ones."""

    def __init__(self, custom: Mapping[str, JsonValue] | None = None) -> None:
        """Read ``custom_casings``: term -> ``{initialism}``, ``{snake, pascal, camel}`` or ``{singular, plural}``."""
        self._terms = {name.lower(): Term(name.lower(), name, name.lower()) for name in BRANDS}
        self._singulars: dict[str, str] = {}
        self._phrases: dict[tuple[str, ...], str] = {}
        for word in sorted(INITIALISMS):
            self._learn_word(word, _parse_initialism(word))
        for name, spec in (custom or {}).items():
            self._add_custom_casing(name, as_object(spec))

    def _learn_word(self, word: str, term: Term) -> None:
        self._terms[word] = term
        if not word.endswith("s"):
            self._terms.setdefault(word + "s", _plural_term(word + "s", term))

    def _add_custom_casing(self, name: str, spec: JsonObject) -> None:
        singular_spec, plural_spec = as_object(spec.get("singular")), as_object(spec.get("plural"))
        if singular_spec or plural_spec:
            one = self._spell_word(name, singular_spec)
            many = self._spell_word(as_str(plural_spec.get("snake")) or one + "s", plural_spec)
            self._singulars[many] = one
        elif spec.get("initialism") is False:
            self._forget_word(name.lower())
        elif spec.get("initialism") is True:
            self._learn_word(name.lower(), _parse_initialism(name.lower()))
        else:
            self._spell_word(name, spec)

    def _forget_word(self, word: str) -> None:
        for form in (word, word + "s"):
            self._terms.pop(form, None)

    def _spell_word(self, name: str, spec: JsonObject) -> str:
        words = split_words(as_str(spec.get("snake")) or name)
        key = "".join(words)
        pascal = as_str(spec.get("pascal")) or as_str(spec.get("capital")) or "".join(map(str.capitalize, words))
        snake = as_str(spec.get("snake")) or ("_".join(words) if _SEPARATOR.search(name.strip("_")) else key)
        self._learn_word(key, Term(snake, pascal, as_str(spec.get("camel")) or pascal[:1].lower() + pascal[1:]))
        for spelling in {tuple(split_words(form)) for form in (name, pascal, snake)}:
            if len(spelling) > 1:
                self._phrases[spelling] = key
        return key

    def words(self, text: str) -> list[str]:
        """Return the words of ``text``; several that the configuration spells as one are returned as one."""
        found = split_words(text)
        for phrase, key in self._phrases.items():
            start = 0
            while start + len(phrase) <= len(found):
                if tuple(found[start : start + len(phrase)]) == phrase:
                    found[start : start + len(phrase)] = [key]
                start += 1
        return found

    def snake(self, text: str) -> str:
        """Return ``text`` in snake case: ``accountIDs`` -> ``account_ids``."""
        return "_".join(self._parse_term(word).snake for word in self.words(text))

    def pascal(self, text: str) -> str:
        """Return ``text`` in Pascal case: ``api_key`` -> ``APIKey``, ``gen4.5`` -> ``Gen4_5``."""
        joined = "_".join(self._parse_term(word).pascal for word in self.words(text))
        return _JOINT.sub("", joined)

    def camel(self, text: str) -> str:
        """Return ``text`` in camel case: ``api_key`` -> ``apiKey``."""
        terms = [self._parse_term(word) for word in self.words(text)]
        return _JOINT.sub("", "_".join(term.pascal if at else term.camel for at, term in enumerate(terms)))

    def singular(self, text: str) -> str:
        """Return ``text`` in snake case with its last word in the singular: ``user_ids`` -> ``user_id``."""
        words = self.words(text)
        if words:
            last = words[-1]
            words[-1] = self._singulars.get(last) or singular(last)
        return "_".join(self._parse_term(word).snake for word in words)

    def is_plural(self, text: str) -> bool:
        """Return whether ``text``, in snake case, has a singular: ``user_ids``, but not ``status``."""
        return self.singular(text) != text

    def _parse_term(self, word: str) -> Term:
        return self._terms.get(word) or Term(word, word[:1].upper() + word[1:], word)
