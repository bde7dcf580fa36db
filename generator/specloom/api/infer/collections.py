"""Names what an operation changes or reads. Nothing is claimed that the document does not say."""

from __future__ import annotations

from specloom.api.infer.identifiers import says_all, says_reading
from specloom.api.infer.lexicon import ADDING, BULK_WORDS, ENDING, MAKING, OTHER_VERBS, UPDATES
from specloom.api.infer.proposals import Evidence, ResponseForm

_ALL = {"put": "replace_all", "patch": "update_all", "delete": "delete_all"}
_MEMBER_NAMES = frozenset({"delete", *UPDATES.values()})
_BULK = {"put": "bulk_update", "patch": "bulk_update", "delete": "bulk_delete"}


def collection_name(evidence: Evidence, word: str) -> str:
    """Return the name of a method for the collection `word`.

    `update` and `delete` belong to its members if it has some; then the word tells the methods apart.
    """
    verb, id_verb = evidence.verb, evidence.wording.id_verb
    if verb == "get":
        name = "retrieve" if evidence.form is ResponseForm.ONE else "list"
        return f"retrieve_{word}" if evidence.has_members and name == "retrieve" else name
    if verb == "post":
        return post_name(evidence)
    if says_all(evidence.wording):
        return _ALL[verb]
    if evidence.wording.says(BULK_WORDS):
        return "bulk_partial_update" if "partial" in evidence.wording.words else _BULK[verb]
    if verb == "delete":
        name = id_verb if id_verb in ENDING or id_verb.startswith("un") else "delete"
    else:
        name = id_verb if id_verb in ADDING or id_verb == "save" else update_name(evidence)
        name = "create" if verb == "put" and id_verb in MAKING else name
    return f"{name}_{word}" if evidence.has_members and name in _MEMBER_NAMES else name


def post_name(evidence: Evidence) -> str:
    """Return the name of a method that sends a POST: most create something."""
    if says_reading(evidence.wording):
        return "list" if evidence.form is ResponseForm.LIST else "retrieve"
    changes = evidence.wording.id_verb in UPDATES and not evidence.creates
    return update_name(evidence) if changes else "create"


def update_name(evidence: Evidence) -> str:
    """Return the name of a method that changes something: the operationId's own word counts."""
    known = {part for word in evidence.words for part in word.split("_")}
    known |= OTHER_VERBS.get(evidence.verb, frozenset())
    return next((UPDATES[word] for word in evidence.wording.words if word in UPDATES and word not in known), "update")
