"""Decides whether an operation gives one thing or several, by its schema and by what its texts say."""

from __future__ import annotations

from specloom.api.infer.proposals import ResponseForm
from specloom.api.infer.response_facts import ResponseFacts
from specloom.api.infer.segments import all_steps
from specloom.api.infer.wording import Wording, says_list_of
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_ONE_OF = frozenset({"a", "an", "one", "single"})
_WORD_LIMIT = 4
"""How many words may stand between an article and what it belongs to."""


def form_of(operation: Operation, facts: ResponseFacts, wording: Wording) -> ResponseForm:
    """Return what a response contains; where its schema leaves that open, the texts may call it a list."""
    form = facts.is_list_response(operation)
    is_member = operation.path.endswith("}") and facts.thing_of(operation) is not None
    said = "list" in (wording.id_verb, wording.summary_verb) and not is_member
    if form is ResponseForm.LIST and (_names_member(operation, wording) or _says_one(operation, wording)):
        return ResponseForm.ONE if not said else form
    if form is ResponseForm.LIST and operation.path.endswith("}") and not said:
        # One thing that has `items` is no list.
        return form if facts.is_array_response(operation) else ResponseForm.UNKNOWN
    if form is ResponseForm.LIST and operation.path.rpartition("/")[2] in ("me", "self"):
        return ResponseForm.LIST if said else ResponseForm.ONE
    many = "list" in wording.mentioned and operation.path.endswith("s")
    if form is ResponseForm.ONE and many and facts.thing_of(operation) is not None:
        return ResponseForm.UNKNOWN  # the schema is one of the things that the text calls a list
    if form is ResponseForm.ONE and _says_list(operation, wording) and facts.thing_of(operation) is None:
        return ResponseForm.LIST
    return ResponseForm.LIST if form is ResponseForm.UNKNOWN and said else form


def _says_list(operation: Operation, wording: Wording) -> bool:
    """Return whether the text of a GET says that it gives a list of what its path ends in."""
    if operation.verb != "get" or operation.path.endswith("}"):
        return False
    words = [step.name for step in all_steps(operation.path) if not step.is_parameter]
    return bool(words) and says_list_of(wording, words[-1])


def _names_member(operation: Operation, wording: Wording) -> bool:
    """Return whether the operationId of a member of a collection names one of its things: `getCountry`."""
    steps = all_steps(operation.path)
    if operation.verb != "get" or len(steps) < 2 or not steps[-1].is_parameter or steps[-2].is_parameter:
        return False
    word = steps[-2].name
    return _CASING.is_plural(word) and "_".join(wording.words[1:]) == _CASING.singular(word)


def _says_one(operation: Operation, wording: Wording) -> bool:
    """Return whether the text of a GET says that it gives one of what its path names in the singular: `Get a page`."""
    steps = all_steps(operation.path)
    if operation.verb != "get" or not steps or steps[-1].is_parameter or _CASING.is_plural(steps[-1].name):
        return False
    said, noun = wording.summary, tuple(steps[-1].name.split("_"))
    if len(said) < 2 or said[1] not in _ONE_OF:
        return False
    for at in range(2, 3 + _WORD_LIMIT):
        if said[at : at + len(noun)] == noun:
            return said[at + len(noun) : at + len(noun) + 1] not in (("list",), ("of",))
        if said[at : at + 1] in (("list",), ("of",)):
            return False
    return False
