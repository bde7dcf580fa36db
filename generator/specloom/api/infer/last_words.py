"""Proposes the name of an operation whose path ends in a word: an action, a collection, or one thing."""

from __future__ import annotations

from specloom.api.infer.actions import action_name, is_action, is_adjective, is_pure_verb, is_singleton, is_state
from specloom.api.infer.candidates import SINGLE, with_parameter, without_ending, without_noun
from specloom.api.infer.collections import collection_name, post_name, update_name
from specloom.api.infer.done_by_get import done_by_get
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
    PREPOSITIONS,
    PUTTING,
)
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.infer.tags import resource_above
from specloom.base.words import Casing

_CASING = Casing()


def name_by_last_word(evidence: Evidence, chain: tuple[str, ...]) -> NameProposal:
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
        above = resource_above(evidence, chain)
        if len(chain) == 1 and above:
            method = without_ending(method, above[0])
        return NameProposal(chain, (SINGLE[verb], *others), method, above, rank)
    if verb == "get" and (evidence.form is ResponseForm.LIST or _lists_by(evidence, last.name)):
        if len(chain) > 1 and _only_chooses(evidence, last.name):
            return NameProposal(chain[:-1], (f"list_by_{last.name.removeprefix('by_')}",), rank=1)
        chosen = len(chain) > 1 and not evidence.has_members and is_adjective(last.name)
        return NameProposal(chain, ("list",), f"list_{last.name}" if chosen else "", chain[:-1])
    if evidence.calls_only and not evidence.wording.done:
        above = resource_above(evidence, chain)
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
        says_word |= (name, word) == ("create", "new")
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
