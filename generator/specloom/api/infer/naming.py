"""Proposes the resource and the method names of an operation from that operation alone, the best name first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from specloom.api.infer.lexicon import ACTIONS, ASKING, ENDING, MAKING, NOUNS, OTHER_VERBS, SINGLES, UPDATES
from specloom.api.infer.paths import PathStep, all_steps, steps_of
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_ITEM = {"get": "retrieve", "put": "update", "patch": "update", "post": "update", "delete": "delete"}
_SINGLE = {"get": "get", "put": "update", "patch": "update", "post": "create", "delete": "delete"}
_COLLECTION = {"get": "list", "put": "replace_all", "patch": "bulk_update", "post": "create", "delete": "delete_all"}
_SECOND = {("patch", "update"): "edit", ("put", "update"): "replace"}
_ACTION = {"get": "get_{}", "delete": "delete_{}", "patch": "update_{}"}
_MOST_RESOURCES = 30
"""The most levels of nested resources. Deeper operations go into the last one, named after the whole path."""
_BY_VERB = {"head": "head", "options": "options", "trace": "trace"}


class ResponseForm(Enum):
    """What a successful response contains, as far as it is known."""

    LIST = "list"
    ONE = "one"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NameProposal:
    """The resource of an operation and its possible method names, best first; the last one is never taken."""

    chain: tuple[str, ...]
    names: tuple[str, ...]


def propose_name(operation: Operation, answer: ResponseForm, version: str | None = None) -> NameProposal:
    """Return the proposal for `operation`, which depends only on the operation and the `version` left out of paths."""
    steps = steps_of(operation.path, version)
    chain, name = _place_operation(steps, operation, answer)
    if not chain and operation.tags:
        tag = _CASING.snake(operation.tags[0])
        chain = (tag,) if tag else ()
    names = [
        name,
        _SECOND.get((operation.verb, name), ""),
        _from_id(operation, chain),
        _with_parameter(name, steps),
        _in_full(operation),
    ]
    return NameProposal(chain, tuple(dict.fromkeys(name for name in names if name)))


def _place_operation(steps: list[PathStep], operation: Operation, answer: ResponseForm) -> tuple[tuple[str, ...], str]:
    verb = operation.verb
    words = [step.name for step in steps if not step.is_parameter]
    if not steps or not words:
        return (), _BY_VERB.get(verb, f"{verb}_root")
    last = steps[-1]
    chain = _resources_of_words(words)
    fragment = _CASING.snake(operation.path.partition("#")[2])
    if fragment:
        return chain, fragment if "_" in fragment else f"{verb}_{fragment}"
    if verb not in _ITEM:
        return chain, _BY_VERB.get(verb, verb)
    if last.is_parameter:
        return chain, _single_method_name(operation, words, _ITEM)
    if _is_action(last.name):
        return chain[:-1], _action_method_name(last.name, verb)
    if _is_collection(last.name, answer if verb == "get" else ResponseForm.UNKNOWN):
        return chain, _COLLECTION[verb]
    return chain, _single_method_name(operation, words, _SINGLE)


def _resources_of_words(words: list[str]) -> tuple[str, ...]:
    """Return the resources for the words of a path; an action below another resource becomes a plural.

    So its name never clashes with the method's.
    """
    return (words[0], *(_pluralise(word) if _is_action(word) else word for word in words[1:_MOST_RESOURCES]))


def _pluralise(word: str) -> str:
    if _CASING.singular(word) != word:
        return word
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _action_method_name(word: str, verb: str) -> str:
    """Return the name of a method for the action `word`.

    A GET performs only actions that read, a DELETE only those that end something.
    """
    first = word.partition("_")[0]
    done = {"get": first in ASKING, "delete": first in ENDING or first.startswith("un"), "patch": first in UPDATES}
    if done.get(verb):
        return word
    return _ACTION.get(verb, "{}").format(word)


def _single_method_name(operation: Operation, words: list[str], usual: dict[str, str]) -> str:
    """Return the name of a method for one thing; for one that changes it, the operationId's own word counts."""
    verb, name = operation.verb, usual[operation.verb]
    told = _CASING.snake(operation.operation_id or "").split("_")
    if verb == "post" and usual is _ITEM and told[0] in MAKING:
        return "create"
    if verb == "post" and usual is _ITEM and told[0] in ACTIONS and told[0] not in UPDATES:
        return told[0]
    if name != "update":
        return name
    known = {part for word in words for part in word.split("_")} | OTHER_VERBS.get(verb, frozenset())
    return next((UPDATES[word] for word in told if word in UPDATES and word not in known), name)


def _is_action(word: str) -> bool:
    first, _, rest = word.partition("_")
    return first in ACTIONS and not (rest and first in NOUNS)


def _is_collection(word: str, answer: ResponseForm) -> bool:
    """Return whether a last word names many things: by the response if that is known, else by its plural."""
    if answer is not ResponseForm.UNKNOWN:
        return answer is ResponseForm.LIST
    return _CASING.singular(word) != word and word not in SINGLES


def _from_id(operation: Operation, chain: tuple[str, ...]) -> str:
    """Return the operationId as a name, without the words of the resource at its start."""
    text = _CASING.snake(operation.operation_id or "")
    for prefix in ("_".join(chain), chain[-1] if chain else "", chain[0] if chain else "", *operation.tags[:1]):
        start = _CASING.snake(prefix)
        if start and text.startswith(start + "_"):
            return text[len(start) + 1 :]
    return text


def _with_parameter(name: str, steps: list[PathStep]) -> str:
    parameters = [step.name for step in steps if step.is_parameter]
    return f"{name}_by_{parameters[-1]}" if parameters else ""


def _in_full(operation: Operation) -> str:
    """Return a name made from the verb and the whole path."""
    parts = [f"by_{step.name}" if step.is_parameter else step.name for step in all_steps(operation.path)]
    return "_".join([_CASING.snake(operation.verb) or "call", *parts])
