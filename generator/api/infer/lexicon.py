"""Words that tell an action from a thing, and words of paths that say nothing about either."""

from __future__ import annotations

import re

_ACTIONS = """
    abort accept acknowledge activate add apply approve archive assign attach authenticate authorize batch begin
    block bulk calculate cancel capture change charge check checkout claim clear clone close commit compare
    complete compute confirm connect convert copy count deactivate decline decrypt delete deny deploy detach
    diff disable disconnect dismiss dispatch download drain duplicate edit embed enable encrypt enqueue estimate
    evaluate exchange execute expire export extend fetch filter find finish follow force fork forward freeze
    generate get grant hide ignore import ingest init initialize initiate install invalidate invite invoke join
    kill leave link list lock login logout lookup mark merge migrate move mute notify open parse patch pause pin
    ping poll predict prepare preview promote provision publish pull purge push put reactivate rebuild
    recalculate refresh refund regenerate register reject release remove rename render renew reopen reorder
    replace replay reply rerun resend reset resolve restart restore resume retrieve retry reverse revert revoke
    rollback rotate run save scale search select send set share shutdown sign signin signup simulate skip snooze
    sort split star start stop submit subscribe suspend swap switch sync synchronize terminate test toggle
    transfer transform transition translate trigger unarchive unassign unblock unfollow unfreeze unhide
    uninstall unlink unlock unmark unmute unpause unpin unpublish unregister unset unshare unstar unsubscribe
    unsuspend update upgrade upload upsert validate verify void vote wait watch withdraw write
"""
ACTIONS = frozenset(_ACTIONS.split())
"""First words of a path segment that names an action: `cancel`, `find_by_status`."""

TENANTS = frozenset({"account", "accounts", "tenant", "tenants", "organization", "organizations", "organisations"})
"""Collections whose members hold everything else: left out of the tree where something follows."""

NOISE = frozenset({"api", "apis", "rest", "public"})
"""Segments at the start of a path that tell nothing."""

VERSION = re.compile(
    r"v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc|preview)\d*)?|\d+(?:\.\d+)+|\d{4}-\d\d(?:-\d\d)?|latest", re.IGNORECASE
)
"""Segments that name a version."""

_NOUNS = """
    access batch block bulk capture change charge check checkout claim clone close commit copy diff export filter follow
    fork import invite link list lock login mark merge mute open patch pause pin ping post preview process pull push
    query queue release return run save scale search share sign sort split star start stop test transform transfer vote
    wait watch
"""
NOUNS = frozenset(_NOUNS.split())
"""Actions that are things too where more words follow: `check_runs`, `commit_activity`."""
