"""Lists of words: actions, things, and words of paths that mean neither."""

from __future__ import annotations

import re

_ACTIONS = """
    abort accept acknowledge activate add apply approve archive assign attach authenticate authorize ban batch
    begin block boost bulk calculate cancel capture change charge check checkout claim clear clone close commit
    compare complete compute confirm connect convert copy count create crop deactivate decline decrypt delete
    demote deny deploy deprovision describe detach detect diff disable disconnect dismiss dispatch download drain
    duplicate edit embed enable encrypt enqueue escalate estimate evaluate exchange execute expire export extend
    fetch filter finalize find finish follow force fork forward freeze fulfill generate get graft grant harvest
    hide ignore impersonate import ingest init initialize initiate insert inspect install invalidate invite invoke
    join kill launch leave link list lock login logout lookup mark merge migrate mint move mute nominate notify
    open parse patch pause pay pin ping poll predict prepare preview prioritize promote provision prune publish
    pull purge push put reactivate reassign rebuild recalculate recognize recommend recover recreate redeem
    redeliver refresh refund regenerate register reimport reindex reject relaunch release remove rename render
    renew reopen reorder replace replay reply reprocess requeue rerank rerun rescan reschedule resend reset resize
    resolve restart restore resume retrain retrieve retry reverse revert revoke rewrite rollback rotate run save
    scale scan search select send set settle share ship shutdown sign signin signup simulate skip snooze sort split
    stake star start stop submit subscribe summarize suspend swap switch sync synchronize terminate test toggle
    transcribe transfer transform transition translate trigger unarchive unassign unban unblock undelete undeploy
    unfavorite unflag unfollow unfreeze unhide uninstall unlike unlink unlock unmark unmute unpause unpin unpublish
    unregister unset unshare unstake unstar unsubscribe unsuspend update upgrade upload upsert validate verify void
    vote wait watch withdraw write
"""
ACTIONS = frozenset(_ACTIONS.split())
"""First words of path segments that name an action: `cancel`, `find_by_status`."""

TENANTS = frozenset({"account", "accounts", "tenant", "tenants", "organization", "organizations", "organisations"})
"""Collections whose members contain everything else; left out of the tree if something follows."""

NOISE = frozenset({"api", "apis", "latest", "rest", "public"})
"""Segments at the start of a path that carry no meaning."""

VERSION = re.compile(
    r"v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc|preview)\d*)?|\d+(?:\.\d+)+|\d{4}-\d\d(?:-\d\d)?", re.IGNORECASE
)
"""Segments that name a version."""

_NOUNS = """
    access batch block bulk capture change charge check checkout claim clone close commit copy diff download
    export filter follow fork import invite link list lock login mark merge mute open patch pause pin ping post
    preview process pull push query queue release return run save scale search share sign sort split star start
    stop test transfer transform upload verify vote wait watch
"""
NOUNS = frozenset(_NOUNS.split())
"""Actions that are things too where more words follow: `check_runs`, `commit_activity`."""

_ASKING = """
    calculate check compare count describe diff download estimate export fetch filter find get inspect list lookup
    ping poll predict preview recommend render scan search select summarize test validate verify watch retrieve
"""
ASKING = frozenset(_ASKING.split())
"""Actions that a GET performs; for the others it reads the state."""

_ENDING = """
    abort cancel clear close deactivate delete deprovision detach disable disconnect dismiss leave logout purge remove
    reset revoke terminate withdraw
"""
ENDING = frozenset(_ENDING.split())
"""Actions that a DELETE performs, beside those in `un-`; for the others it removes the state."""

UPDATES = {
    "update": "update",
    "replace": "replace",
    "overwrite": "replace",
    "put": "replace",
    "patch": "patch",
    "partial": "partial_update",
    "partially": "partial_update",
    "edit": "edit",
    "modify": "modify",
    "upsert": "upsert",
    "set": "set",
}
"""Words of an operationId for an update -> name of the method."""

OTHER_VERBS = {"put": frozenset({"patch", "partial", "partially"}), "patch": frozenset({"put"})}
"""For an HTTP verb, the words of `UPDATES` that belong to another verb."""

MAKING = frozenset({"add", "create", "insert", "make", "new", "send", "start", "submit", "trigger"})
"""First words of an operationId that creates something."""

SINGLES = frozenset({"details", "options", "preferences", "settings"})
"""Plural words that name one thing."""
