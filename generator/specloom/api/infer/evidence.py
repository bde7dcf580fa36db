"""Collects what is known of each operation, from itself and from the whole document, and lets it be named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from specloom.api.infer.compounds import split_compounds
from specloom.api.infer.identifiers import id_rules
from specloom.api.infer.naming import propose_name
from specloom.api.infer.paths import path_rules
from specloom.api.infer.procedures import nouns_of_procedures
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.infer.response_facts import ResponseFacts
from specloom.api.infer.response_forms import form_of
from specloom.api.infer.segments import PathStep
from specloom.api.infer.wording import wording_of
from specloom.api.ir import Operation
from specloom.base.json import JsonObject, as_object

_TEMPLATE = re.compile(r"\{[^{}]*\}")
_FEWEST_CALLS = 5
_NEARLY_ALL = 0.9
_ENDING = re.compile(r"\.(?:json|xml|html?|csv|php|ya?ml|\{\})$|/$")


def propose_names(
    operations: Sequence[tuple[Operation, JsonObject]], facts: ResponseFacts, paged: Container[str]
) -> list[NameProposal]:
    """Return a proposal for each operation, given with its object of the document; `paged` has the keys of lists."""
    everything = [operation for operation, _ in operations]
    rules, ids = path_rules((each.verb, each.path) for each in everything), id_rules(everything)
    forms = [
        ResponseForm.LIST if operation.key in paged else form_of(operation, facts, wording_of(operation, ids))
        for operation, _ in operations
    ]
    members = {path for each in everything for path in _paths_with_members(each.path)}
    pairs = zip(operations, forms, strict=True)
    listed = {_shape_of(o.path) for (o, _), form in pairs if o.verb == "get" and form is ResponseForm.LIST}
    steps = _without_compounds([rules.steps_of(each.path) for each in everything], _texts_of(operations, facts))
    verbs: dict[str, set[str]] = defaultdict(set)
    for each in everything:
        verbs[_shape_of(each.path)].add(each.verb)
    performed = frozenset(_words_of(found) for found in steps if found and not found[-1].is_parameter)
    calls_only, nouns = _are_calls(everything), nouns_of_procedures(everything, steps)
    return [
        propose_name(
            Evidence(
                operation,
                found,
                form,
                wording_of(operation, ids),
                _only_creates(raw),
                facts.thing_of(operation),
                _shape_of(operation.path) in members,
                _shape_of(operation.path).rpartition("/{}")[0].rpartition("/")[0] in members,
                _shape_of(operation.path) in listed,
                frozenset(verbs[_shape_of(operation.path)]),
                performed,
                calls_only,
                nouns,
            ),
            ids,
        )
        for (operation, raw), found, form in zip(operations, steps, forms, strict=True)
    ]


def _are_calls(operations: Sequence[Operation]) -> bool:
    """Return whether nearly all operations are a POST to a path without parameters."""
    calls = sum(each.verb == "post" and "{" not in each.path for each in operations)
    return len(operations) >= _FEWEST_CALLS and calls >= _NEARLY_ALL * len(operations)


def _texts_of(operations: Sequence[tuple[Operation, JsonObject]], facts: ResponseFacts) -> Iterator[str]:
    """Yield the texts that say how words are written."""
    for operation, _ in operations:
        yield from filter(None, (operation.operation_id, operation.summary, *operation.tags))
    yield from facts.component_names()


def _without_compounds(steps: list[list[PathStep]], texts: Iterator[str]) -> list[tuple[PathStep, ...]]:
    """Return the steps, their words written as in the texts of the document: `custom_fields`."""
    apart = split_compounds((step.name for path in steps for step in path if not step.is_parameter), texts)
    return [
        tuple(step if step.is_parameter else replace(step, name=apart.get(step.name, step.name)) for step in path)
        for path in steps
    ]


def _words_of(steps: tuple[PathStep, ...]) -> tuple[str, ...]:
    return tuple(step.name for step in steps if not step.is_parameter)


def _shape_of(path: str) -> str:
    """Return a path without the names of its parameters and without a file extension."""
    return _ENDING.sub("", _TEMPLATE.sub("{}", path.partition("?")[0].partition("#")[0]))


def _paths_with_members(path: str) -> Iterator[str]:
    """Yield the parts of a path that a parameter follows."""
    segments = _shape_of(path).split("/")
    for at in range(1, len(segments)):
        if segments[at].startswith("{}"):
            yield "/".join(segments[:at])


def _only_creates(raw: JsonObject) -> bool:
    """Return whether 201 is the only success status of an operation."""
    codes = [code for code in as_object(raw.get("responses")) if code.startswith("2")]
    return codes == ["201"]
