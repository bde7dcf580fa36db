"""Where an operation goes and what its method may be called: from the operation alone, the best name first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.api.infer.lexicon import ACTIONS, NOUNS
from generator.api.infer.paths import Step, all_steps, steps_of
from generator.api.ir import Operation
from generator.base.words import Casing

_CASING = Casing()
_ITEM = {"get": "retrieve", "put": "update", "patch": "update", "post": "update", "delete": "delete"}
_SINGLE = {"get": "get", "put": "update", "patch": "update", "post": "create", "delete": "delete"}
_COLLECTION = {"get": "list", "put": "replace", "patch": "bulk_update", "post": "create", "delete": "delete_all"}
_MAKING = frozenset({"create", "add", "new", "insert", "send", "trigger", "start", "submit", "make"})
_SECOND = {("patch", "update"): "edit", ("put", "update"): "replace"}
_BY_VERB = {"head": "head", "options": "options", "trace": "trace"}


class Answer(Enum):
    """What a successful response holds, as far as it can be told."""

    LIST = "list"
    ONE = "one"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The resource of an operation and its possible method names, best first; the last one is never taken."""

    chain: tuple[str, ...]
    names: tuple[str, ...]


def propose(operation: Operation, answer: Answer) -> Proposal:
    """Return where `operation` goes; nothing but the operation itself decides."""
    steps = steps_of(operation.path)
    first_word = _CASING.snake(operation.operation_id or "").partition("_")[0]
    verb = _CASING.snake(operation.verb) or "call"
    chain, name = _placed(steps, verb, answer, first_word)
    if not chain and operation.tags:
        tag = _CASING.snake(operation.tags[0])
        chain = (tag,) if tag else ()
    names = [
        name,
        _SECOND.get((verb, name), ""),
        _from_id(operation, chain),
        _with_parameter(name, steps),
        _in_full(operation),
    ]
    return Proposal(chain, tuple(dict.fromkeys(name for name in names if name)))


def _placed(steps: list[Step], verb: str, answer: Answer, first_word: str) -> tuple[tuple[str, ...], str]:
    words = tuple(step.name for step in steps if not step.is_parameter)
    if not steps or not words:
        return (), _BY_VERB.get(verb, f"{verb}_root")
    last = steps[-1]
    if verb not in _ITEM:
        return words, _BY_VERB.get(verb, verb)
    if last.is_parameter:
        return words, "create" if verb == "post" and first_word in _MAKING else _ITEM[verb]
    if _is_action(last.name):
        return words[:-1], last.name if verb not in ("delete",) else f"delete_{last.name}"
    if _is_collection(last.name, answer if verb == "get" else Answer.UNKNOWN):
        return words, _COLLECTION[verb]
    return words, _SINGLE[verb]


def _is_action(word: str) -> bool:
    first, _, rest = word.partition("_")
    return first in ACTIONS and not (rest and first in NOUNS)


def _is_collection(word: str, answer: Answer) -> bool:
    """Return whether a last word names many things: by what is answered if that is known, else by its plural."""
    if answer is not Answer.UNKNOWN:
        return answer is Answer.LIST
    return _CASING.singular(word) != word


def _from_id(operation: Operation, chain: tuple[str, ...]) -> str:
    """Return the operationId as a name, without the words of the resource at its start."""
    text = _CASING.snake(operation.operation_id or "")
    for prefix in ("_".join(chain), chain[-1] if chain else "", chain[0] if chain else "", *operation.tags[:1]):
        start = _CASING.snake(prefix)
        if start and text.startswith(start + "_"):
            return text[len(start) + 1 :]
    return text


def _with_parameter(name: str, steps: list[Step]) -> str:
    parameters = [step.name for step in steps if step.is_parameter]
    return f"{name}_by_{parameters[-1]}" if parameters else ""


def _in_full(operation: Operation) -> str:
    """Return a name that tells verb and whole path."""
    parts = [f"by_{step.name}" if step.is_parameter else step.name for step in all_steps(operation.path)]
    return "_".join([_CASING.snake(operation.verb) or "call", *parts])
