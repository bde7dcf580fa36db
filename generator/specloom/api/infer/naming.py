"""Proposes the resource and the method names of an operation, the best name first."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.infer.actions import is_pure_verb
from specloom.api.infer.candidates import BY_VERB, SINGLE, fragment_name, from_id, in_full, root_name, with_parameter
from specloom.api.infer.grouped_names import usual_name
from specloom.api.infer.identifiers import IdRules
from specloom.api.infer.last_parameters import name_by_last_parameter
from specloom.api.infer.last_words import name_by_last_word
from specloom.api.infer.lexicon import ADDING
from specloom.api.infer.paths import has_echo
from specloom.api.infer.procedures import procedure_proposal
from specloom.api.infer.proposals import Evidence, NameProposal
from specloom.api.infer.tags import tag_chain
from specloom.base.words import Casing

_CASING = Casing()
_CRUD = frozenset({*SINGLE.values(), "list"})
_SECOND = {("patch", "update"): "edit", ("put", "update"): "replace"}
_MOST_RESOURCES = 30
"""The most levels of nested resources. Deeper operations go into the last one, named after the whole path."""


def propose_name(evidence: Evidence, ids: IdRules) -> NameProposal:
    """Return the proposal for an operation."""
    operation = evidence.operation
    named = ids.resource_and_name(operation)
    if named is not None:
        proposal = NameProposal(named[0], (usual_name(named[1], named[0][-1], evidence, ids),))
    else:
        proposal = procedure_proposal(evidence) or _below_verb(evidence, _without_echo(_from_path(evidence)))
    if not proposal.chain:
        proposal = replace(proposal, chain=tag_chain(operation))
    chain, (name, *others) = proposal.chain, proposal.names
    method = proposal.method or name
    noun = evidence.words[-1] if evidence.words and not evidence.steps[-1].is_parameter else ""
    noun = f"{name}_{noun}" if noun and not proposal.method and chain[-1:] == (noun,) and name in ADDING else ""
    in_words = [
        noun,
        from_id(evidence, chain, proposal.above if proposal.method else chain),
        with_parameter(method, evidence),
    ]
    if operation.verb == "get" and evidence.steps and evidence.steps[-1].is_parameter:
        in_words.reverse()
    second = _SECOND.get((operation.verb, name), "")
    second = "patch" if second == "edit" and "patch" in evidence.wording.words else second
    short = f"{operation.verb}_{evidence.words[-1]}" if evidence.words else ""
    if "{" in operation.path.partition("?")[2]:  # one of several variants
        name = with_parameter(name, evidence)
        proposal = replace(proposal, method=with_parameter(proposal.method, evidence) if proposal.method else "")
    names = [name, *others, second, *in_words, short, in_full(operation)]
    return replace(
        proposal,
        names=tuple(dict.fromkeys(name for name in names if name)),
        rank=proposal.rank + _rank_beside(evidence),
    )


def _rank_beside(evidence: Evidence) -> int:
    """Return how much later a PATCH chooses its name than the PUT of its path, and `/trees/trees` than `/trees`.

    Their order in the document is no information, since servers print it from sets. A PATCH is added to a PUT more
    often than a PUT to a PATCH, and must not rename it.
    """
    return int(evidence.verb == "patch" and "put" in evidence.beside) + int(has_echo(evidence.operation.path))


def _from_path(evidence: Evidence) -> NameProposal:
    """Return the proposal that a path and the texts of its operation give."""
    verb, words = evidence.verb, evidence.words
    fragment = fragment_name(evidence.operation)
    if not words:
        return NameProposal((), (fragment or root_name(evidence),))
    chain = tuple(words[:_MOST_RESOURCES])
    if fragment:
        return NameProposal(chain, (fragment,))
    if verb not in SINGLE:
        return NameProposal(chain, (BY_VERB.get(verb, verb),))
    return (name_by_last_parameter if evidence.steps[-1].is_parameter else name_by_last_word)(evidence, chain)


def _without_echo(proposal: NameProposal) -> NameProposal:
    """Return the proposal with a verb that its resource repeats as the method: `hooks.tests.test` is `hooks.test`."""
    if len(proposal.chain) < 2 or proposal.method:
        return proposal
    *above, word = proposal.chain
    name = proposal.names[0]
    if name == word or (name not in _CRUD and name == _CASING.singular(word)):
        return replace(proposal, method=name, above=tuple(above))
    if name not in _CRUD and name == above[-1]:
        return replace(proposal, method=word, above=tuple(above))
    return proposal


def _below_verb(evidence: Evidence, proposal: NameProposal) -> NameProposal:
    """Return the proposal for a path that goes on after an action, as a method of the resource that has the action.

    Beside `trees.graft`, `/trees/{id}/graft/status` is `trees.retrieve_graft_status`: a method has no methods.
    """
    if not evidence.steps:
        return proposal
    words, last = evidence.words, evidence.steps[-1]
    middle = len(words) if last.is_parameter else len(words) - 1
    at = next((at for at in range(1, middle) if _is_performed(evidence, words[: at + 1])), None)
    if at is None:
        return proposal
    chain, name = proposal.chain, proposal.names[0]
    if proposal.method and not proposal.method.endswith(f"_{last.name}"):
        chain, name = proposal.above, proposal.method
    if len(chain) <= at:
        return proposal
    *before, noun = chain[at:]
    if last.is_parameter:
        noun = _CASING.singular(noun) if before else f"{noun}_by_{last.name}"
    return NameProposal(chain[:at], ("_".join([name, *before, noun]), *proposal.names), rank=2)


def _is_performed(evidence: Evidence, words: list[str]) -> bool:
    return is_pure_verb(words[-1]) and tuple(words) in evidence.performed
