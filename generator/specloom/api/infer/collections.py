"""Names what an operation changes or reads. Nothing is claimed that the document does not say."""

from __future__ import annotations

from specloom.api.infer.lexicon import ADDING, BULK_WORDS, ENDING, MAKING, NEVER_MAKING, OTHER_VERBS, PUTTING, UPDATES
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.infer.wording import says_all, says_list_of, says_reading
from specloom.base.words import Casing

_CASING = Casing()
_ALL = {"put": "replace_all", "patch": "update_all", "delete": "delete_all"}
_ONE = (("a",), ("an",), ("one",), ("single",))
_COLLECTION = frozenset({"collection", "collections"})
_BULK_NAMES = frozenset({"delete", "update"})
_MEMBER_NAMES = frozenset({"delete", *UPDATES.values()})
_BULK = {"put": "bulk_update", "patch": "bulk_update", "delete": "bulk_delete"}


def collection_name(evidence: Evidence, word: str) -> str:
    """Return the name of a method for the collection `word`.

    `update` and `delete` belong to its members if it has some; then the word tells the methods apart.
    """
    verb, id_verb = evidence.verb, evidence.wording.id_verb
    if verb == "get":
        single = evidence.form is ResponseForm.ONE
        listed = says_list_of(evidence.wording)
        says_one = evidence.thing is not None and evidence.wording.summary[1:2] in _ONE
        if single and evidence.has_members and (listed or not says_one):
            single = word.endswith("_list") or not (listed or evidence.is_plural)
        return "list" if not single else f"retrieve_{word}" if evidence.has_members else "retrieve"
    if verb == "post":
        return post_name(evidence)
    if verb == "delete" and evidence.wording.says(_COLLECTION) and evidence.has_members and word not in _COLLECTION:
        return "delete_collection"
    if says_all(evidence.wording):
        return _ALL[verb]
    if evidence.wording.says(BULK_WORDS):
        return "bulk_partial_update" if "partial" in evidence.wording.words else _BULK[verb]
    if verb == "delete":
        name = id_verb if id_verb in ENDING or id_verb.startswith("un") else "delete"
    else:
        name = id_verb if id_verb in ADDING or id_verb == "save" else update_name(evidence)
        name = evidence.wording.change if not id_verb and evidence.wording.change in ADDING else name
        name = "create" if verb == "put" and id_verb in MAKING else name
        name = id_verb if verb == "put" and id_verb in PUTTING else name
    if name in _BULK_NAMES and evidence.has_members:
        return name if _concerns_one(evidence, word) else f"bulk_{name}"
    return f"{name}_{word}" if evidence.has_members and name in _MEMBER_NAMES else name


def _concerns_one(evidence: Evidence, word: str) -> bool:
    """Return whether the texts of a PUT, PATCH or DELETE of a collection name one of its members."""
    wording, last = evidence.wording, word.rpartition("_")[2]
    single, said = _CASING.singular(last), wording.summary or wording.words
    named = single == last or (single in said and last not in said)
    return named or wording.summary[1:3] in (("a", "single"), ("an", "existing"))


def post_name(evidence: Evidence) -> str:
    """Return the name of a method that sends a POST: most create something."""
    wording = evidence.wording
    computed = wording.summary[:1] == ("returns",) and not wording.id_verb and not evidence.creates
    if says_reading(wording) or computed:
        listed = evidence.form is not ResponseForm.ONE and says_list_of(wording, evidence.words[-1])
        return "list" if listed or evidence.form is ResponseForm.LIST else "retrieve"
    changing = wording.id_verb in UPDATES.keys() | MAKING
    if changing and wording.words[1:2] == ("or",) and len(wording.words) > 2:
        return "_".join(wording.words[:3])
    done = wording.id_verb or (wording.deed if not evidence.creates else "")
    if done in NEVER_MAKING and not evidence.creates:
        return done
    text_verb = wording.summary_verb or wording.deed
    said = wording.id_verb or (text_verb if text_verb != "set" else "")
    return update_name(evidence) if said in UPDATES and not evidence.creates else "create"


def update_name(evidence: Evidence) -> str:
    """Return the name of a method that changes something: the operationId's own word counts, or a text's `replace`."""
    known = {part for word in evidence.words for part in word.split("_")}
    known |= OTHER_VERBS.get(evidence.verb, frozenset())
    wording = evidence.wording
    said = next((UPDATES[word] for word in wording.words if word in UPDATES and word not in known), "")
    replaces = evidence.verb == "put" and "replace" in (wording.summary_verb, wording.deed)
    if replaces and (not said or wording.words[:1] == ("put",)):
        return "replace"
    return said or "update"
