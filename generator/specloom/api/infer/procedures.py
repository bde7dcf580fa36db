"""Names operations whose paths are procedures: `/create-agent`, `/get-agent/{agent_id}`, `/users/createUser`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specloom.api.infer.lexicon import ACTIONS, COMPOUNDS, PROCEDURES
from specloom.api.infer.paths import PathStep
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_VERBS = {
    "create": frozenset({"post", "put"}),
    "retrieve": frozenset({"get", "post"}),
    "list": frozenset({"get", "post"}),
    "update": frozenset({"post", "put", "patch"}),
    "delete": frozenset({"delete", "post"}),
}
_FEWEST_LETTERS = 3
_PREFIX = re.compile(r"^(un|re|de)_(?=[a-z]+_)")
"""What a name in camel case sets off from its verb: `unSuspendAccount`."""


def nouns_of_procedures(operations: Iterable[Operation], steps: Iterable[tuple[PathStep, ...]]) -> dict[str, str]:
    """Return what procedures at the top of the paths create, read, update or delete: in the singular -> as written.

    A noun that is a tag too is written as the tag is.
    """
    found = list(operations)
    tags = {_CASING.singular(tag): tag for each in found for tag in map(_CASING.snake, each.tags[:1])}
    nouns: dict[str, str] = {}
    for each, path in zip(found, steps, strict=True):
        words = [step.name for step in path if not step.is_parameter]
        first, noun = _split_word(words[0]) if len(words) == 1 else ("", "")
        single, name = _CASING.singular(noun), PROCEDURES.get(first, "")
        if noun and name and each.verb in _VERBS[name]:
            nouns[single] = tags.get(single, single)
    return nouns


def procedure_proposal(evidence: Evidence) -> NameProposal | None:
    """Return the proposal for a path that ends in a verb and a noun; None if it does not, or the noun is unknown."""
    words = evidence.words
    if not words or evidence.steps[-1].is_verb:
        return None
    first, noun = _split_word(words[-1])
    name = PROCEDURES.get(first, "")
    name = name if evidence.verb in _VERBS.get(name, ()) else ""
    if not noun or not (name or (first in ACTIONS and evidence.verb != "get")):
        return None
    method, single = _method_name(evidence, name, noun) or first, _CASING.singular(noun)
    if len(words) > 1:
        known = _CASING.singular(words[-2]) == single and (name or not evidence.steps[-1].is_parameter)
        return NameProposal(tuple(words[:-1]), (method, words[-1]), rank=1) if known else None
    tag = _CASING.snake(evidence.operation.tags[0]) if evidence.operation.tags else ""
    if not name and single not in evidence.nouns and _CASING.singular(tag) != single:
        return None
    return NameProposal((evidence.nouns.get(single, tag),), (method, words[-1]))


def _split_word(word: str) -> tuple[str, str]:
    """Return the verb and the noun of `create_agent`, `list_all_agents` and `get_agent_by_id`."""
    first, _, noun = _PREFIX.sub(r"\1", word).partition("_")
    if "_".join(word.split("_")[:2]) in COMPOUNDS or len(first) < _FEWEST_LETTERS:
        return first, ""
    noun = noun.removeprefix("all_").removesuffix("_by_id")
    if PROCEDURES.get(first) == "retrieve" and noun.endswith("_list"):
        first, noun = "list", noun.removesuffix("_list")
    return first, "" if "_by_" in noun or noun in ("all", "by_id") else noun


def _method_name(evidence: Evidence, name: str, noun: str) -> str:
    """Return the name of a method that reads one thing or a list, or of one that changes something."""
    if name not in ("retrieve", "list"):
        return name
    plural = _CASING.is_plural(noun)
    if evidence.form is not ResponseForm.ONE and name == "retrieve":
        return "list" if plural and not evidence.steps[-1].is_parameter else name
    return "retrieve" if evidence.form is ResponseForm.ONE else "list"
