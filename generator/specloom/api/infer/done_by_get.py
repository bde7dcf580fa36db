"""Recognises what a GET does beside reading: some APIs start, convert or delete things by GET."""

from __future__ import annotations

from specloom.api.infer.lexicon import DONE_BY_GET, MAKING
from specloom.api.infer.proposals import Evidence
from specloom.base.words import Casing

_CASING = Casing()


def done_by_get(evidence: Evidence) -> str:
    """Return the verb of a GET that does more than read, by its operationId or else its text; empty for most.

    A noun of the path is no verb: `test` of `/tests/{id}/results`, whose operationId is `testResults`.
    """
    wording = evidence.wording
    parts = {_CASING.singular(part) for word in evidence.words for part in word.split("_")}
    verb = wording.id_verb or wording.deed or _verb_before_resource(evidence)
    made = verb in MAKING
    if (verb not in DONE_BY_GET and not made) or verb in parts:
        return ""
    return "create" if made else verb


def _verb_before_resource(evidence: Evidence) -> str:
    """Return the verb of a summary that goes on with a word of the path: `Test authentication` of `/authentication`."""
    said = evidence.wording.summary[1:2]
    return evidence.wording.summary_verb if said and evidence.words and said[0] == evidence.words[-1] else ""
