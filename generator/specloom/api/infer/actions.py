"""Recognises the last words of paths that are actions, which are methods of the resource before them."""

from __future__ import annotations

import re

from specloom.api.infer.lexicon import (
    ACTIONS,
    ADJECTIVES,
    ASKING,
    BULK_WORDS,
    COMPOUNDS,
    CRUD_WORDS,
    ENDING,
    NOUNS,
    SETTINGS,
    SINGLETONS,
    STATES,
    UPDATES,
    names_action,
)
from specloom.api.infer.proposals import Evidence, ResponseForm
from specloom.api.infer.segments import PathStep
from specloom.base.words import Casing

_CASING = Casing()
QUESTIONS = ASKING - {"check", "export", "filter", "list", "preview", "query", "stream", "test"}
"""Actions that read, even where their path has members: `search/{term}`."""
_NO_PARTICIPLES = frozenset({"embed", "exceed", "proceed", "speed"})
_BULK = {"put": "bulk_update", "patch": "bulk_update", "delete": "bulk_delete"}


def is_action(evidence: Evidence, word: str) -> bool:
    """Return whether the last word of a path is an action.

    A GET performs only actions that read, and a DELETE only those that end something; for them, other words name
    what is read or removed. A word that is a noun too is one where the path has members.
    """
    verb, (first, _, rest) = evidence.verb, word.partition("_")
    if word == "new":
        return verb == "post" and not evidence.has_members
    if first in BULK_WORDS and not rest:
        return verb != "get" and not evidence.has_members
    if "_".join(word.split("_")[:2]) in COMPOUNDS or is_state(evidence, word):
        return False
    if not evidence.has_members and (_ends_in_action(evidence, word) or _begins_text(evidence, word)):
        return True
    if _is_what_changes(evidence, first):
        return False
    if not names_action(first) or (_names_things(evidence, word) and not _is_called_so(evidence, word)):
        return False
    if verb == "get" and first not in NOUNS and not _CASING.is_plural(word) and not evidence.has_members:
        said = first in (evidence.wording.id_verb, evidence.wording.summary_verb) and "post" not in evidence.beside
        return said or first in ASKING
    if verb == "get":
        return first in ASKING and not (first == "list" and evidence.form is ResponseForm.ONE)
    if verb == "delete":
        return first in ENDING or first.startswith("un")
    # Beside a GET or a POST, which have the word itself, these change what it names.
    return verb == "post" or not evidence.beside & {"get", "post"}


def _begins_text(evidence: Evidence, word: str) -> bool:
    """Return whether the text begins with a word of a path that nothing follows: `Award badge`, or `show` of a GET."""
    if len(evidence.words) < 2 or _CASING.is_plural(word):
        return False
    shown = evidence.verb == "get" and word == "show"
    return shown or (evidence.verb == "post" and evidence.wording.summary[:1] == (word,) and _goes_on(evidence))


def _goes_on(evidence: Evidence) -> bool:
    """Return whether a summary goes on after its first word, which is no heading: not `TREES - Cut a tree`."""
    return re.match(r"\s*\w+ \w", evidence.operation.summary or "") is not None


def _is_what_changes(evidence: Evidence, first: str) -> bool:
    """Return whether a word of a PUT or PATCH that may be an action is what the texts say is changed: its `query`."""
    done = evidence.wording.id_verb or evidence.wording.summary_verb
    return evidence.verb in ("put", "patch") and first in NOUNS and done in UPDATES and done != first


def _ends_in_action(evidence: Evidence, word: str) -> bool:
    """Return whether a word is an action by its last part, `record_start`, or by where it is: `actions/poweron`."""
    _, several, last = word.rpartition("_")
    if evidence.verb == "get":
        return bool(several) and last in QUESTIONS
    if evidence.verb != "post":
        return False
    acts = last in ACTIONS - BULK_WORDS and not _CASING.is_plural(last)
    return _is_below_actions(evidence) or bool(several and acts)


def _names_things(evidence: Evidence, word: str) -> bool:
    """Return whether a word that begins with an action names things: `exchange_rates`, `captures`."""
    first, _, rest = word.partition("_")
    plural = bool(rest) and _CASING.is_plural(word)
    noun = first in NOUNS
    if first in BULK_WORDS and rest.partition("_")[0] in CRUD_WORDS.keys() | UPDATES.keys() | {"create", "retrieve"}:
        return False
    if noun and plural and evidence.verb not in ("get", "delete"):
        return True
    known = evidence.has_members or (evidence.is_listed and (evidence.verb != "get" or first not in ASKING))
    return known and (plural or (noun and first not in QUESTIONS))


def _is_called_so(evidence: Evidence, word: str) -> bool:
    """Return whether the texts of a POST begin as its path does: `searchItems` and `search-items`."""
    parts, wording = tuple(word.split("_")), evidence.wording
    said = wording.words[: len(parts)] == parts or (not wording.id_verb and wording.summary_verb == parts[0])
    return evidence.verb == "post" and len(parts) > 1 and said and not evidence.has_members


def _is_below_actions(evidence: Evidence) -> bool:
    return len(evidence.steps) > 1 and evidence.steps[-2].name in ("actions", "action", "operations")


def is_pure_verb(word: str) -> bool:
    """Return whether a word of a path names an action and no thing."""
    first = word.partition("_")[0]
    return names_action(first) and (first not in NOUNS or word in QUESTIONS) and not _CASING.is_plural(word)


def is_singleton(word: str) -> bool:
    """Return whether a word names the one thing of its kind that something has: `settings`, `snmp_settings`."""
    return word in SINGLETONS or word.rpartition("_")[2] in SETTINGS


def is_state(evidence: Evidence, word: str) -> bool:
    """Return whether the last word of a path names a state that one thing is put into: `archived`, `seen`."""
    changes = evidence.verb in ("post", "put", "patch")
    after = evidence.follows_parameter or (len(evidence.steps) > 1 and evidence.steps[-2].name in BULK_WORDS)
    return changes and after and (word in STATES or is_adjective(word))


def is_adjective(word: str) -> bool:
    """Return whether a word says which members of a collection are meant: `active`, `archived`."""
    participle = re.fullmatch(r"[a-z]{3,}ed", word) is not None
    return word in ADJECTIVES or (participle and word not in _NO_PARTICIPLES)


def action_name(evidence: Evidence, step: PathStep) -> str:
    """Return the name of a method for the action at the end of a path."""
    word, verb = step.name, evidence.verb
    if step.is_verb:
        return word
    if word in BULK_WORDS:
        created = evidence.wording.id_verb in ("create", "insert") and len(evidence.words) > 1
        return _BULK.get(verb, f"{word}_create" if created else word)
    before, several, last = word.rpartition("_")
    said = last in UPDATES.keys() | CRUD_WORDS.keys() and last == (
        evidence.wording.summary_verb or evidence.wording.deed
    )
    if verb == "post" and several and said:
        return f"{last}_{before}"  # what the noun phrase says: `details_update` updates details
    return {"get": "retrieve", "show": "retrieve", "new": "create"}.get(word, word)
