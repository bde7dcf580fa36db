"""Proposes the name of an operation whose path ends in a parameter: a member of a collection."""

from __future__ import annotations

from specloom.api.infer.actions import QUESTIONS, is_pure_verb
from specloom.api.infer.lexicon import ACTIONS, CHOOSING, NOUNS, READING
from specloom.api.infer.members import inner_post_name, member_name
from specloom.api.infer.proposals import Evidence, NameProposal, ResponseForm
from specloom.api.infer.tags import resource_above


def name_by_last_parameter(evidence: Evidence, chain: tuple[str, ...]) -> NameProposal:
    """Return the proposal for a path that ends in a parameter: a member of a collection."""
    verb, steps, id_verb = evidence.verb, evidence.steps, evidence.wording.id_verb
    if evidence.has_members and (verb == "post" or (verb == "get" and evidence.form is ResponseForm.LIST)):
        return NameProposal(chain, (inner_post_name(evidence) if verb == "post" else "list",), rank=1)
    name = member_name(evidence)
    word = evidence.words[-1]
    before = steps[-2]
    rank = 2 if before.is_parameter else 1 if name == "list" else 0
    if verb == "get" and word in READING - QUESTIONS - {"list"} | {"get"} and len(chain) > 1:
        return NameProposal(chain[:-1], (name,), rank=1)
    if verb == "get" and word in QUESTIONS and not before.is_parameter:
        return NameProposal(resource_above(evidence, chain), (f"{word}_by_{steps[-1].name}",), rank=1)
    if verb in ("get", "post") and word.rpartition("_")[2] in QUESTIONS and "_" in word and not before.is_parameter:
        return NameProposal(resource_above(evidence, chain), (word,), rank=1 if verb == "get" else 2)
    said_by = ("by", word) in zip(evidence.wording.summary, evidence.wording.summary[1:], strict=False)
    if len(chain) > 1 and (said_by or (word == "id" and before.is_parameter)):
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
