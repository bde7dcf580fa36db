"""Proposes the resource and the method names of an operation, the best name first."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.infer.actions import (
    QUESTIONS,
    action_name,
    is_action,
    is_adjective,
    is_pure_verb,
    is_singleton,
    is_state,
)
from specloom.api.infer.candidates import (
    BY_VERB,
    SINGLE,
    fragment_name,
    from_id,
    in_full,
    root_name,
    with_parameter,
    without_ending,
    without_noun,
)
from specloom.api.infer.collections import collection_name, post_name, update_name
from specloom.api.infer.done_by_get import done_by_get
from specloom.api.infer.grouped_names import usual_name
from specloom.api.infer.identifiers import IdRules
from specloom.api.infer.lexicon import (
    ACTIONS,
    ADDING,
    CHOOSING,
    CREATING,
    ENDING,
    FIGURES,
    GIVING,
    ISSUED,
    MAKING,
    NOUNS,
    PREPOSITIONS,
    PUTTING,
    READING,
)
from specloom.api.infer.members import inner_post_name, member_name
from specloom.api.infer.paths import has_echo
from specloom.api.infer.procedures import procedure_proposal
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.infer.tags import resource_of_tag
from specloom.api.ir import Operation
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
        proposal = replace(proposal, chain=_tag_of(operation))
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


def _tag_of(operation: Operation) -> tuple[str, ...]:
    tag = resource_of_tag(operation)
    return (tag,) if tag else ()


def _above(evidence: Evidence, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the resource above the last of `chain`: at the top of the tree, the one that the tag names."""
    tag = _tag_of(evidence.operation)
    return chain[:-1] or (() if tag == chain else tag)


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
    return (_with_last_parameter if evidence.steps[-1].is_parameter else _with_last_word)(evidence, chain)


def _with_last_word(evidence: Evidence, chain: tuple[str, ...]) -> NameProposal:
    """Return the proposal for a path that ends in a word."""
    verb, last = evidence.verb, evidence.steps[-1]
    if last.is_verb or is_action(evidence, last.name):
        method = action_name(evidence, last)
        reads = verb == "get" and method.startswith(("get_", "find_", "retrieve_"))
        reads |= verb != "get" and method.startswith(("create_", "delete_", "update_"))
        owned = method.split("_")[1:-1][:1] == [_CASING.singular(chain[-2])] if len(chain) > 1 else False
        if not last.is_verb and (reads or owned or method.partition("_")[2] in last.name.rpartition("_")[0:1]):
            method = without_noun(method, chain[:-1], evidence)
        others = (with_parameter(method, evidence), "" if verb == "post" else f"{SINGLE[verb]}_{last.name}")
        rank = 1 if evidence.follows_parameter else 2
        above = _above(evidence, chain)
        if len(chain) == 1 and above:
            method = without_ending(method, above[0])
        return NameProposal(chain, (SINGLE[verb], *others), method, above, rank)
    if verb == "get" and (evidence.form is ResponseForm.LIST or _lists_by(evidence, last.name)):
        if len(chain) > 1 and _only_chooses(evidence, last.name):
            return NameProposal(chain[:-1], (f"list_by_{last.name.removeprefix('by_')}",), rank=1)
        chosen = len(chain) > 1 and not evidence.has_members and is_adjective(last.name)
        return NameProposal(chain, ("list",), f"list_{last.name}" if chosen else "", chain[:-1])
    if evidence.calls_only and not evidence.wording.done:
        above = _above(evidence, chain)
        return NameProposal(chain, ("create",), last.name.removeprefix(f"{''.join(above[-1:])}_"), above, 1)
    members = evidence.has_members and not is_pure_verb(last.name)
    if members or (evidence.is_listed and not is_singleton(last.name)) or _names_many(evidence, last.name):
        return NameProposal(
            chain, (collection_name(evidence, last.name),), rank=1 if verb in ("put", "patch", "delete") else 0
        )
    return _for_single_thing(evidence, chain, last.name)


def _lists_by(evidence: Evidence, word: str) -> bool:
    """Return whether a last word such as `by_date` chooses from a collection whose response has no schema."""
    chosen = word.startswith("by_") and _CASING.is_plural(evidence.words[-2] if len(evidence.words) > 1 else "")
    return chosen and evidence.form is ResponseForm.UNKNOWN


def _only_chooses(evidence: Evidence, word: str) -> bool:
    """Return whether the last word of a list only says by what its things are chosen: `by_date`, `country/code`."""
    return word.startswith("by_") or (word in CHOOSING and not evidence.has_members and not evidence.follows_parameter)


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


def _with_last_parameter(evidence: Evidence, chain: tuple[str, ...]) -> NameProposal:
    """Return the proposal for a path that ends in a parameter: a member of a collection."""
    verb, steps, id_verb = evidence.verb, evidence.steps, evidence.wording.id_verb
    if evidence.has_members and (verb == "post" or (verb == "get" and evidence.form is ResponseForm.LIST)):
        return NameProposal(chain, (inner_post_name(evidence) if verb == "post" else "list",), rank=1)
    name = member_name(evidence)
    word = evidence.words[-1]
    before = steps[-2]
    rank = 2 if before.is_parameter else 1 if name == "list" else 0
    if verb == "get" and word in READING - QUESTIONS | {"get"} and len(chain) > 1:
        return NameProposal(chain[:-1], (name,), rank=1)
    if verb == "get" and word in QUESTIONS and not before.is_parameter:
        return NameProposal(_above(evidence, chain), (f"{word}_by_{steps[-1].name}",), rank=1)
    if verb in ("get", "post") and word.rpartition("_")[2] in QUESTIONS and "_" in word and not before.is_parameter:
        return NameProposal(_above(evidence, chain), (word,), rank=1 if verb == "get" else 2)
    if len(chain) > 1 and ("by", word) in zip(evidence.wording.summary, evidence.wording.summary[1:], strict=False):
        return NameProposal(chain[:-1], (f"{name}_by_{word}",), rank=1)
    if len(chain) > 1 and not before.is_parameter:
        chosen = word == steps[-1].name and tuple(evidence.words) not in evidence.performed
        if word.startswith("by_") or (chosen and (evidence.is_beside_member or word in CHOOSING)):
            return NameProposal(chain[:-1], (f"{name}_by_{word.removeprefix('by_')}",), rank=1)
        if word.endswith(("_by", "_for", "_to", "_with")):
            return NameProposal(chain[:-1], (word if word.startswith(f"{name}_") else f"{name}_{word}",), rank=1)
        pure = word.partition("_")[0] in ACTIONS and word not in NOUNS
        if verb != "get" and pure and (word.partition("_")[0] == id_verb or (verb == "post" and is_pure_verb(word))):
            return NameProposal(chain[:-1], (word,), rank=1)
    return NameProposal(chain, (name,), rank=rank)


def _for_single_thing(evidence: Evidence, chain: tuple[str, ...], word: str) -> NameProposal:
    """Return the proposal for a word that names no collection: a method of the resource above, or a resource."""
    verb, id_verb = evidence.verb, evidence.wording.id_verb
    name = post_name(evidence) if verb == "post" else SINGLE[verb]
    if verb == "get":
        name = done_by_get(evidence) or name
        word = word.removeprefix("new_") if name == "create" else word
    if verb in ("put", "patch"):
        name = id_verb if verb == "put" and id_verb in ADDING | PUTTING else update_name(evidence)
    if verb == "delete" and (id_verb in ENDING or id_verb.startswith("un")) and id_verb != "remove":
        name = id_verb
    if len(chain) < 2 or is_singleton(word):
        return NameProposal(chain, (name,))
    if is_state(evidence, word):
        return NameProposal(chain, (name,), f"mark_as_{word}", chain[:-1])
    if verb == "put" and is_pure_verb(word) and word == (id_verb or evidence.wording.summary_verb):
        return NameProposal(chain, (name,), word, chain[:-1])
    if verb != "post":
        says_word = name not in ("retrieve", "update", "delete") and word.startswith(name.removeprefix("un"))
        return NameProposal(chain, (name,), name if says_word else f"{name}_{word}", chain[:-1])
    if not (evidence.follows_parameter or _is_alone(evidence, word)):
        return NameProposal(chain, (name,))
    nouns = {_CASING.singular(each) for each in evidence.words}
    if name == "create" and id_verb in ACTIONS - MAKING - nouns:
        name = id_verb
    named_so = "_".join(evidence.wording.words).startswith(word) or name in (chain[-2], *word.split("_"))
    said = {name, id_verb, evidence.wording.summary_verb, evidence.wording.deed} - {"", "create"}
    named_so |= word.startswith(tuple(said))
    creating = bool({id_verb, evidence.wording.deed} & CREATING) and word.partition("_")[0] not in ACTIONS
    name = _given(evidence, word) or name if name == "create" else name
    creating |= id_verb in MAKING or evidence.creates or word in ISSUED
    made = (name != "create" or creating) and not named_so
    return NameProposal(chain, (name,), f"{name}_{word}" if made else word, chain[:-1])


def _given(evidence: Evidence, word: str) -> str:
    """Return the verb by which the texts of a POST give something that `word` names: `Send a receipt`."""
    wording = evidence.wording
    direct = wording.summary[1:2] and wording.summary[1] not in PREPOSITIONS
    named = not wording.id_verb and direct and not set(word.split("_")).isdisjoint(wording.summary[1:])
    verb = wording.deed or (wording.summary_verb if named else "")
    return verb if verb in GIVING and word.partition("_")[0] not in ACTIONS else ""


def _is_alone(evidence: Evidence, word: str) -> bool:
    """Return whether a POST after a word does not make what the word names, and so is a method of what is above."""
    thing = evidence.thing
    made = thing is not None and (not thing or _CASING.singular(word) in _CASING.snake(thing))
    if evidence.beside != frozenset({"post"}) or _CASING.is_plural(word) or made:
        return False
    said = {evidence.wording.id_verb, evidence.wording.summary_verb}
    return tuple(evidence.words[:-1]) in evidence.performed or not CREATING & said


def _names_many(evidence: Evidence, word: str) -> bool:
    """Return whether a last word without known members names many things."""
    if not _CASING.is_plural(word) or is_singleton(word) or word.rpartition("_")[2] in FIGURES:
        return False
    return evidence.verb != "get" or evidence.form is ResponseForm.UNKNOWN
