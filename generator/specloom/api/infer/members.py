"""Names what an operation does to one member of a collection."""

from __future__ import annotations

from specloom.api.infer.collections import post_name, update_name
from specloom.api.infer.done_by_get import done_by_get
from specloom.api.infer.lexicon import (
    ACTIONS,
    ADDING,
    CRUD_WORDS,
    DONE_BY_PATCH,
    ENDING,
    MAKING,
    NAMED_CHANGES,
    READING,
    SOFT_ENDING,
    UPDATES,
)
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.infer.wording import says_list_of, says_reading


def member_name(evidence: Evidence) -> str:
    """Return the name of a method for one member of a collection."""
    verb, wording = evidence.verb, evidence.wording
    if verb == "get":
        done = done_by_get(evidence)
        if done:
            return done
        is_open = evidence.form is ResponseForm.UNKNOWN and wording.id_verb not in ("read", "retrieve", "show")
        several = "_".join(wording.words[1:]) == evidence.words[-1] and evidence.is_plural and len(evidence.steps) > 2
        many = is_open and (several or says_list_of(wording) or wording.summary[1:2] == ("all",))
        return "list" if many or evidence.form is ResponseForm.LIST else "retrieve"
    if verb == "delete":
        soft = wording.summary_verb if wording.words[:1] != ("delete",) else ""
        said = wording.id_verb or (soft if soft in SOFT_ENDING else "")
        kept = said in ENDING and said != "remove"
        return said if kept or said.startswith("un") else "delete"
    if wording.words[:2] in (("create", "or"), ("add", "or")):
        return "_".join(wording.words[:3])
    if wording.id_verb in MAKING:
        return "create"
    if verb == "put" and {wording.id_verb, wording.summary_verb} & ADDING:
        return wording.id_verb if wording.id_verb in ADDING else wording.summary_verb
    return _deed_of_member(evidence) or _change_of_member(evidence)


def inner_post_name(evidence: Evidence) -> str:
    """Return the name of a POST to a member that has members: what the texts say that it does, else `create`."""
    done = evidence.wording.done
    usual = UPDATES.keys() | CRUD_WORDS.keys() | MAKING | ADDING | READING
    return done if done in ACTIONS and done not in usual and not evidence.creates else post_name(evidence)


def _deed_of_member(evidence: Evidence) -> str:
    """Return the verb that the texts say a POST, PUT or PATCH does to a member, if it is no usual change."""
    wording = evidence.wording
    if evidence.verb != "post":
        done = wording.id_verb or wording.change
        return done if done in DONE_BY_PATCH or (wording.id_verb and done in NAMED_CHANGES) else ""
    done = wording.done
    if says_reading(wording) or wording.words[:1] == ("get",):
        return "retrieve"
    if done == "return" and evidence.form is ResponseForm.ONE:
        return "retrieve"
    known = done in ACTIONS or done == wording.deed
    return done if known and done not in UPDATES and done not in CRUD_WORDS and done not in MAKING else ""


def _change_of_member(evidence: Evidence) -> str:
    """Return `create` or `update`, whichever a POST, PUT or PATCH of a member is."""
    verb, wording = evidence.verb, evidence.wording
    made = verb != "patch" and evidence.creates and wording.id_verb not in UPDATES
    silent = verb == "post" and evidence.beside == frozenset({"post"}) and not wording.done
    return "create" if made or (silent and not evidence.is_plural) else update_name(evidence)
