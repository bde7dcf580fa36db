"""Makes names from a whole operationId, a whole path or a fragment: the last ones that a method is given."""

from __future__ import annotations

import re

from specloom.api.infer.identifiers import clean_id
from specloom.api.infer.paths import all_steps
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_TEMPLATE = re.compile(r"\{([^{}]*)\}")
SINGLE = {"get": "retrieve", "put": "update", "patch": "update", "post": "create", "delete": "delete"}
"""HTTP verb -> name of the method for one thing."""
BY_VERB = {"head": "head", "options": "options", "trace": "trace"}
"""The other HTTP verbs -> name of their methods."""


def root_name(evidence: Evidence) -> str:
    """Return the name of a method at the root of the API, or for a path of parameters alone."""
    verb, words = evidence.verb, evidence.wording.words
    if verb not in SINGLE:
        return BY_VERB.get(verb, verb)
    if evidence.wording.id_verb and len(words) > 1:
        return "_".join(words)
    if evidence.steps or evidence.operation.tags:
        listed = verb == "get" and evidence.form is ResponseForm.LIST
        return "list" if listed else SINGLE[verb]
    return f"{verb}_root"


def fragment_name(operation: Operation) -> str:
    """Return the name that the fragment of a path gives: `#X-Amz-Target=Service.DoThis`, `#Action=DoThis`."""
    fragment = operation.path.partition("#")[2]
    text = _CASING.snake(fragment.rpartition("=")[2].rpartition(".")[2])
    return text if "_" in text or "=" in fragment or not text else f"{operation.verb}_{text}"


def from_id(operation: Operation, chain: tuple[str, ...]) -> str:
    """Return the operationId as a name, without the words of the resource at its start."""
    text = _CASING.snake(clean_id(operation))
    for prefix in ("_".join(chain), chain[-1] if chain else "", chain[0] if chain else "", *operation.tags[:1]):
        start = _CASING.snake(prefix)
        if start and text.startswith(start + "_"):
            return text[len(start) + 1 :]
    return text


def with_parameter(name: str, evidence: Evidence) -> str:
    """Return a name with the last parameter of the path, or those that a path's own query has: `list_by_city`."""
    query = _CASING.snake(" ".join(_TEMPLATE.findall(evidence.operation.path.partition("?")[2])))
    parameters = [step.name for step in evidence.steps if step.is_parameter]
    parameter = query or (parameters[-1] if parameters else "")
    return f"{name}_by_{parameter}" if parameter else ""


def in_full(operation: Operation) -> str:
    """Return a name made from the verb and the whole path."""
    parts = [f"by_{step.name}" if step.is_parameter else step.name for step in all_steps(operation.path)]
    return "_".join([_CASING.snake(operation.verb) or "call", *parts])
