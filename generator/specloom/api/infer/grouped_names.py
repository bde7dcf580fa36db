"""Names methods by operationIds that name their resource first: `Trees_GetTree`, `trees.list`."""

from __future__ import annotations

import re
from itertools import pairwise

from specloom.api.infer.candidates import SINGLE, read_name, without_noun
from specloom.api.infer.collections import post_name
from specloom.api.infer.identifiers import VERBS, IdRules
from specloom.api.infer.lexicon import ARTICLES, ASKING, CRUD_WORDS, LINKS
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.infer.wording import says_list_of
from specloom.base.words import Casing

_CASING = Casing()
_PLAIN_VERBS = frozenset({"create", "delete", "get", "list", "update"})
_CRUD_WORDS = {**CRUD_WORDS, "fetch": "retrieve", "fetch_all": "list", "fetch_one": "retrieve", "get_list": "list"}
_HTTP_VERBS = frozenset({"patch", "post", "put"})
"""HTTP verbs that functions of a server are named after, and methods of a client are not."""


def usual_name(text: str, resource: str, evidence: Evidence, ids: IdRules) -> str:
    """Return the words of a grouped operationId as a method's name: `get_user` of `users` -> `retrieve`."""
    resource = re.sub(r"_v\d+$", "", resource)
    nouns = {resource, _CASING.singular(resource)}
    if text in nouns and text not in VERBS:
        return _usual_verb(evidence, resource)
    words = _without_resource([*text.split("_")], nouns, evidence)
    if words[0] in _HTTP_VERBS and words[0] == evidence.verb:
        words = words[1:] if len(words) > 1 and words[1] in VERBS else [_usual_verb(evidence), *words[1:]]
    text = "_".join(words)
    name = _CRUD_WORDS.get(text) or without_noun(text, (resource,), evidence)
    name = _CRUD_WORDS.get(name, name)
    says_nothing_done = words[0] not in VERBS and words[-1] not in ASKING and not set(words) & _PLAIN_VERBS
    if evidence.verb == "get" and len(words) > 1 and says_nothing_done:
        name = read_name(name, resource, evidence)
    if evidence.verb == "get" and name.startswith("retrieve_") and name.endswith("_list"):
        name = f"list_{_plural(name.removeprefix('retrieve_').removesuffix('_list'))}"
    if evidence.verb == "get" and name == "retrieve" and evidence.form is ResponseForm.LIST:
        return name if ids.lists or _says_by_id(evidence) else "list"
    return "retrieve" if name == "list" and evidence.form is ResponseForm.ONE and evidence.verb == "get" else name


def _says_by_id(evidence: Evidence) -> bool:
    """Return whether the text of a member of a collection says that it is chosen by its id."""
    said = evidence.wording.summary
    return evidence.operation.path.endswith("}") and ("by", "id") in pairwise(said)


def _usual_verb(evidence: Evidence, resource: str = "") -> str:
    """Return the method of an operation by its HTTP verb and its response."""
    if evidence.verb == "get":
        many = evidence.form is ResponseForm.LIST or says_list_of(evidence.wording) or resource.endswith("_list")
        return "list" if many else "retrieve"
    return post_name(evidence) if evidence.verb == "post" and evidence.words else SINGLE.get(evidence.verb, "")


def _without_resource(words: list[str], nouns: set[str], evidence: Evidence) -> list[str]:
    """Return the words of a name without the resource that they repeat, and without an article."""
    if len(words) > 2 and words[-1] in nouns and words[-2] in ("of", "for"):
        words = words[:-2]
    if len(words) > 1 and "_".join(words[1:]) in nouns:
        words = words[:1]
    elif words[0] in ("find", "get", "list"):
        words = _without_last_noun(words, nouns, evidence)
    if len(words) > 1 and words[-1] in ARTICLES:
        words = words[:-2] if words[-2] in LINKS else words[:-1]
    return words


def _without_last_noun(words: list[str], nouns: set[str], evidence: Evidence) -> list[str]:
    """Return the words of a verb that reads without the resource at their end: `list_for_owner` of `trees`.

    What is before the resource is its owner if the path has it, with a parameter, or says which of them are meant.
    """
    noun = next((each for each in nouns if "_".join(words).endswith(f"_{each}")), "")
    if not noun:
        return words
    rest = words[: -len(noun.split("_"))]
    owners = {
        _CASING.singular(word.name)
        for word, after in zip(evidence.steps, evidence.steps[1:], strict=False)
        if after.is_parameter and not word.is_parameter
    }
    return [rest[0], "for", *rest[1:]] if "_".join(rest[1:]) in owners - nouns else rest


def _plural(word: str) -> str:
    """Return a word in the plural."""
    if _CASING.is_plural(word) or word.endswith("_all"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
