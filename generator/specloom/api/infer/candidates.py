"""Makes names from a whole operationId, a whole path or a fragment: the last ones that a method is given."""

from __future__ import annotations

import re
from itertools import takewhile

from specloom.api.infer.identifiers import VERBS, clean_id
from specloom.api.infer.lexicon import ACTIONS, ARTICLES, CRUD_WORDS, LINKS, MAKING, READING, UPDATES
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.infer.segments import all_steps
from specloom.api.infer.tags import resource_of_tag
from specloom.api.infer.wording import says_list_of
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_READS = READING | {"return"}
_NO_WORD = re.compile(r"[\W_]+")
_TEMPLATE = re.compile(r"\{([^{}]*)\}")
SINGLE = {"get": "retrieve", "put": "update", "patch": "update", "post": "create", "delete": "delete"}
"""HTTP verb -> name of the method for one thing."""
BY_VERB = {"head": "head", "options": "retrieve_options", "trace": "trace"}
"""The other HTTP verbs -> name of their methods."""


def root_name(evidence: Evidence) -> str:
    """Return the name of a method at the root of the API, or for a path of parameters alone."""
    verb, words = evidence.verb, evidence.wording.words
    if verb not in SINGLE:
        return BY_VERB.get(verb, verb)
    if evidence.wording.id_verb and len(words) > 1:
        return "_".join(word for word in words if word not in ARTICLES)
    deed = evidence.wording.deed
    if deed in ACTIONS - CRUD_WORDS.keys() - UPDATES.keys() - _READS - MAKING:
        return deed
    if evidence.steps or resource_of_tag(evidence.operation) or (verb == "get" and deed in _READS):
        said = says_list_of(evidence.wording) or evidence.wording.summary[1:2] == ("all",)
        listed = verb == "get" and (said or evidence.form is ResponseForm.LIST)
        return "list" if listed else SINGLE[verb]
    return f"{verb}_root"


def fragment_name(operation: Operation) -> str:
    """Return the name that the fragment of a path gives: `#X-Amz-Target=Service.DoThis`, `#Action=DoThis`."""
    fragment = operation.path.partition("#")[2]
    fragment = "" if "&" in fragment and "=" not in fragment else fragment
    text = _CASING.snake(fragment.rpartition("=")[2].rpartition(".")[2])
    return text if "_" in text or "=" in fragment or not text else f"{operation.verb}_{text}"


def from_id(evidence: Evidence, chain: tuple[str, ...], resource: tuple[str, ...]) -> str:
    """Return the operationId as a name, without the words of `chain` at its start and without the noun of `resource`.

    Nothing is returned for an operationId that only repeats the verb and the path.
    """
    operation = evidence.operation
    text = _CASING.snake(clean_id(operation))
    if _squashed(text) == _squashed(f"{operation.verb}{operation.path}"):
        return ""
    for prefix in ("_".join(chain), chain[-1] if chain else "", chain[0] if chain else "", *operation.tags[:1]):
        start = _CASING.snake(prefix)
        if start and text.startswith(start + "_"):
            text = text[len(start) + 1 :]
            break
    name = without_noun(text, resource, evidence)
    return name if name not in SINGLE else ""


def _squashed(text: str) -> str:
    return _NO_WORD.sub("", text.lower())


def without_noun(text: str, chain: tuple[str, ...], evidence: Evidence) -> str:
    """Return a verb and what it concerns without the noun of the resource: `get_item_by_id` of `items`.

    A verb that reads is that of a client: `retrieve_by_id`, or `list_by_owner` where a list comes back.
    """
    verb, _, rest = text.partition("_")
    if verb not in VERBS | BY_VERB.keys() or not rest:
        return text
    forms = _nouns_of(chain)
    noun = next((form for form in forms if rest == form or rest.startswith(f"{form}_")), "")
    rest = rest[len(noun) + 1 :] if noun else rest
    if verb == "get" or (verb == "retrieve" and evidence.form is ResponseForm.LIST):
        return read_name(rest, noun or "_".join(chain[-1:]), evidence, noun)
    return "_".join(part for part in (verb, rest) if part)


def read_name(rest: str, resource: str, evidence: Evidence, noun: str = "") -> str:
    """Return `list` or `retrieve` before what is read, by the response and by whether the noun is a plural."""
    words = noun.split("_") if noun else list(takewhile(lambda word: word not in LINKS, rest.split("_")))
    found = [word for word in words if word] or [resource]
    many = evidence.form is ResponseForm.LIST and any(map(_CASING.is_plural, found))
    return "_".join(part for part in ("list" if many else "retrieve", rest) if part)


def without_ending(text: str, noun: str) -> str:
    """Return a name without the noun at its end: `bulk_create_tree` of `trees` is `bulk_create`."""
    shorter = next((text.removesuffix(f"_{form}") for form in _nouns_of((noun,)) if text.endswith(f"_{form}")), text)
    return shorter if shorter.rpartition("_")[2] in VERBS else text


def _nouns_of(chain: tuple[str, ...]) -> list[str]:
    """Return the ways to write the last resource, the longest first: `ad_campaigns`, `ad_campaign`, `campaigns` ..."""
    last = chain[-1] if chain else ""
    parts = last.split("_")
    endings = ["_".join(parts[at:]) for at in range(len(parts))]
    owners = [_CASING.singular(word) for word in chain[:-1]]
    owned = ["_".join([*owners[at:], last]) for at in range(len(owners))]
    return [form for each in (*owned, *endings) for form in (each, _CASING.singular(each)) if form]


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
