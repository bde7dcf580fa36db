"""Names operations whose paths are procedures: `/create-agent`, `/get-agent/{agent_id}`, `/users/createUser`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specloom.api.infer.lexicon import ACTIONS, COMPOUNDS, LINKS, PROCEDURES
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.infer.segments import PathStep
from specloom.api.infer.tags import resource_of_tag
from specloom.api.infer.wording import says_list_of, says_reading
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
_NUMBERED = re.compile(r"([a-z]+)(\d\w*)")
"""A verb before a digit, which no casing sets off: `retrieve3dsResult`."""


def nouns_of_procedures(operations: Iterable[Operation], steps: Iterable[tuple[PathStep, ...]]) -> dict[str, str]:
    """Return what procedures at the top of the paths create, read, update or delete: in the singular -> as written.

    A noun that is a tag too is written as the tag is, one that is always written in the plural so.
    """
    found = list(operations)
    tags = {_CASING.singular(tag): tag for each in found if (tag := resource_of_tag(each))}
    nouns: dict[str, str] = {}
    for each, path in zip(found, steps, strict=True):
        words = [step.name for step in path if not step.is_parameter]
        first, noun, _ = _split_word(words[0]) if len(words) == 1 else ("", "", "")
        single, name = _CASING.singular(noun), PROCEDURES.get(first, "")
        if noun and name and each.verb in _VERBS[name]:
            nouns[single] = tags.get(single, single if noun == single else nouns.get(single, noun))
    return nouns


def procedure_proposal(evidence: Evidence) -> NameProposal | None:
    """Return the proposal for a path that ends in a verb and a noun; None if it does not, or the noun is unknown."""
    words = evidence.words
    if not words or evidence.steps[-1].is_verb:
        return None
    named = _after_tag(evidence) if len(words) == 1 and evidence.verb == "post" else None
    if named is not None:
        return named
    first, noun, rest = _split_word(words[-1])
    name = PROCEDURES.get(first, "")
    name = name if evidence.verb in _VERBS.get(name, ()) else ""
    if not noun or not (name or (first in ACTIONS and evidence.verb != "get")):
        return None
    method, single = _method_name(evidence, name, noun) or first, _CASING.singular(noun)
    method = f"{method}_{rest}" if rest else method
    if len(words) == 1:
        return _at_top(evidence, name, method, noun)
    known = _CASING.singular(words[-2]) == single and (name or not evidence.steps[-1].is_parameter)
    return NameProposal(tuple(words[:-1]), (method, words[-1]), rank=1) if known else None


def _after_tag(evidence: Evidence) -> NameProposal | None:
    """Return the proposal for a word that begins with its tag, `/conferenceMute`, or that ends in `List` and reads."""
    word, tag = evidence.words[0], resource_of_tag(evidence.operation)
    rest = word.removeprefix(f"{tag}_")
    if tag and rest != word and rest.partition("_")[0] in ACTIONS:
        return NameProposal((tag,), (rest, word))
    noun = word.removesuffix("_list")
    reads = noun != word and word.partition("_")[0] not in PROCEDURES and says_reading(evidence.wording)
    return NameProposal((noun,), ("list", word)) if reads else None


def _at_top(evidence: Evidence, name: str, method: str, noun: str) -> NameProposal | None:
    """Return the proposal for a verb and a noun that are all of a path; `name` is empty for an unusual verb."""
    word, tag = evidence.words[0], resource_of_tag(evidence.operation)
    single = _CASING.singular(noun)
    inside = _inside_parameter(evidence, word)
    if inside is not None or (not name and single not in evidence.nouns and _CASING.singular(tag) != single):
        return inside
    if noun[0].isdigit():
        return NameProposal((tag,) if tag else (), (f"{method}_{noun}", word))
    return NameProposal((evidence.nouns.get(single, tag),), (method, word))


def _inside_parameter(evidence: Evidence, word: str) -> NameProposal | None:
    """Return the proposal for what is done to, or inside, a noun that the parameter names.

    `/rerun-call-analysis/{call_id}` is `call.rerun_analysis`; `/create-agent-version/{agent_id}` is
    `agent.create_version`.
    """
    last = evidence.steps[-1]
    owner = last.name.removesuffix("_id")
    if not last.is_parameter or owner == last.name or owner not in evidence.nouns:
        return None
    noun = word.partition("_")[2]
    if noun.endswith(f"_{owner}") and (noun in evidence.nouns or word.partition("_")[0] in PROCEDURES):
        return None
    padded = f"_{word}_"
    rest = padded.replace(f"_{owner}_", "_", 1).strip("_")
    if padded.count(f"_{owner}_") != 1 or "_" not in rest:
        return None
    first = word.partition("_")[0]
    verb = {"new": "create", "insert": "create", "get": "retrieve"}.get(first, first)
    return NameProposal((evidence.nouns[owner],), (f"{verb}_{rest.removeprefix(f'{first}_')}", word))


def _split_word(word: str) -> tuple[str, str, str]:
    """Return the verb, the noun and what chooses it, of `create_agent`, `list_all_agents`, `get_agents_of_team`."""
    first, _, noun = _PREFIX.sub(r"\1", word).partition("_")
    numbered = _NUMBERED.fullmatch(first)
    if numbered is not None and numbered[1] in PROCEDURES:
        first, noun = numbered[1], f"{numbered[2]}_{noun}".strip("_")
    if "_".join(word.split("_")[:2]) in COMPOUNDS or len(first) < _FEWEST_LETTERS:
        return first, "", ""
    noun = noun.removeprefix("all_").removesuffix("_by_id")
    if PROCEDURES.get(first) == "retrieve" and noun.endswith("_list"):
        first, noun = "list", noun.removesuffix("_list")
    parts = noun.split("_")
    at = next((at for at, part in enumerate(parts) if at and part in LINKS), len(parts))
    noun, rest = "_".join(parts[:at]), "_".join(parts[at:])
    return first, "" if noun in ("all", "by_id") or parts[0] in LINKS else noun, rest


def _method_name(evidence: Evidence, name: str, noun: str) -> str:
    """Return the name of a method that reads one thing or a list, or of one that changes something."""
    if name not in ("retrieve", "list"):
        return name
    plural = _CASING.is_plural(noun)
    if name == "retrieve" and plural and says_list_of(evidence.wording):
        return "list"
    if evidence.form is not ResponseForm.ONE and name == "retrieve":
        return "list" if plural and not evidence.steps[-1].is_parameter else name
    return "retrieve" if evidence.form is ResponseForm.ONE else "list"
