"""Lists of words: actions, things, and words of paths that mean neither."""

from __future__ import annotations

import re

_ACTIONS = """
    abort accept ack acknowledge acquire activate add adjust agree allocate allow amend analyse analyze annotate
    anonymize answer appeal append apply approve archive arrange ask assign associate attach attest authenticate
    authorise authorize autocomplete ban batch begin benchmark bind block boost boot bridge broadcast bulk calculate
    call cancel capture change charge check checkout claim classify cleanup clear clone close collect commit compact
    compare compile complete compose compress compute configure confirm connect consume contains contest convert
    convey copy count crawl create crop deactivate debit debug decline decode decommission decompress decrement
    decrypt deduplicate defend delete demote deny deploy deposit deprovision describe detach detect detokenize dial
    diff disable discard disconnect discover dismiss dispatch dispute distribute donate download draft drain drop
    dump duplicate echo edit eject elevate embed emulate enable encrypt end enhance enqueue enrich enroll enter
    escalate escape estimate evaluate evict exchange execute exists expand expire export expunge extend extract fail
    fetch filter finalize find finish flag flush follow force forget fork forward freeze fulfill gather generate
    geocode get give graft grant guess hangup harvest heartbeat hide hold identify ignore impersonate import
    increment infer ingest init initialize initiate insert inspect install instantiate instruct interrupt invalidate
    invert invite invoke issue join kick kill launch leave like link lint list listen load locate lock log login
    logout lookup make mark match memorize merge migrate mint mirror modify monitor move mute negotiate nominate
    normalize notify obfuscate obtain offer onboard open opt override overwrite paginate park parse patch pause pay
    peek perform pin ping place play poll post postpone precheck predict prepare present preview prewarm prioritize
    proceed process produce promote provide provision prune publish pull purge push put query quote reactivate read
    reassign reauthenticate reauthorize rebase reboot rebuild recalculate recall recheck recognize recommend
    recompile reconcile reconnect record recover recreate recycle redact redeem redeliver redo refer refresh refund
    regenerate register rehydrate reimport reindex reissue reject relabel relaunch release reload relocate remember
    remind remix remote remove rename render renew reopen reorder repair reparse replace replay replenish replicate
    reply report repost reprioritize reprocess reprovision republish request requeue require rerank rerequest rerun
    rescan reschedule resend reserve reset resize resolve respond restart restore resume resync retract retrain
    retrieve retry return retype revalidate reverse revert review revoke rewind rewrite roll rollback rotate route
    run sanitize save scale scan schedule score scrape search seek select send set settle share ship shorten shred
    shuffle shutdown sign signin signup simulate skip snooze solve sort speak spend spin splice split stage stake
    star start stop stream submit subscribe suggest summarize summon supply suppress surrender suspend swap switch
    sync synchronize tag tail takeover terminate test toggle tokenize track train transcribe transfer transform
    transition translate trash triage trigger trim truncate try unarchive unassign unassociate unban unblock
    undelete undeploy undo unenroll unfavorite unflag unfollow unfreeze unfurl unhide unhold uninstall uninvite
    unjoin unlike unlink unload unlock unmark unmute unpack unpause unpin unpublish unregister unreject unset
    unshare unsnooze unstake unstar unsubscribe unsuspend untag unwatch update upgrade upload upscale upsert use
    vacuum validate verify view visualize void vote wait walk warm watch whisper whitelist wipe withdraw write
"""
ACTIONS = frozenset(_ACTIONS.split())
"""First words of path segments that name an action: `cancel`, `find_by_status`."""

_SHORTEST_REDONE = 6


def names_action(word: str) -> bool:
    """Return whether a word is an action, if need be with `un` or `re` before it: `unrevert`, `resubmit`."""
    return word in ACTIONS or (word[:2] in ("un", "re") and len(word) >= _SHORTEST_REDONE and word[2:] in ACTIONS)


_TENANTS = "account accounts tenant tenants org orgs organization organizations organisations"
TENANTS = frozenset(_TENANTS.split())
"""Collections whose members contain everything else; left out of the tree if something follows."""

PROJECTS = frozenset({"app", "apps", "environment", "environments", "project", "projects", "workspace", "workspaces"})
"""Collections that are left out in the same way inside a tenant."""

NOISE = frozenset({"api", "apis", "latest", "rest", "public"})
"""Segments at the start of a path that carry no meaning."""

INTERFACES = frozenset({"api", "apis", "rest"})
"""Words of a path by which a deployment sets off its interface: what stands before them in all paths is no resource."""

VERSION = re.compile(r"v\d+(?:[._p]\d+)*(?:(?:alpha|beta|rc|preview)\d*)?|\d+(?:[._]\d+)*", re.IGNORECASE)
"""Segments that name a version."""

_NOUNS = """
    access balance batch benchmark block bulk call capture change charge check checkout claim clone close commit
    connect copy crop debit deposit diff dispute download draft drop dump echo embed end estimate exchange export
    filter flag follow force fork forward import increment invite issue link list load lock log login mark match
    merge mirror monitor mute offer open override park patch pause pay pin ping place play post preview process
    produce promote provision pull purge push query queue quote read record refer refund release remote render
    repair reply report request reserve return reverse review roll route run save scale scan schedule score search
    set share ship sign sort spend split stage stake star start stop stream swap sync tag test track train transfer
    transform trigger trim update upload use vault view vote wait watch whitelist
"""
NOUNS = frozenset(_NOUNS.split())
"""Actions that are things too: `check_runs`, `commit_activity`."""

_ASKING = """
    calculate check classify compare contains count describe diff download estimate exists export fetch filter find
    generate geocode get guess has inspect list lookup ping poll predict preview query recommend render resolve
    retrieve scan search select stream suggest summarize tail test validate verify visualize
"""
ASKING = frozenset(_ASKING.split())
"""Actions that a GET performs; for the others it reads the state."""

_ENDING = """
    abort archive cancel clear close deactivate delete deprovision detach disable disconnect dismiss leave logout purge
    remove reset revoke stop terminate withdraw
"""
ENDING = frozenset(_ENDING.split())
"""Actions that a DELETE performs, beside those in `un-`; for the others it removes the state."""

SOFT_ENDING = frozenset({"archive", "cancel"})
"""Actions of a DELETE that leave something behind, and so are not called `delete`."""

_ISSUED = "agreement certificate confirmation contract licence license passport receipt statement transcript voucher"
ISSUED = frozenset(_ISSUED.split())
"""Last words of paths that name what a POST issues, such as a certificate, and no action."""

UPDATES = {
    "update": "update",
    "change": "update",
    "edit": "update",
    "modify": "update",
    "replace": "replace",
    "overwrite": "replace",
    "put": "update",
    "patch": "update",
    "partial": "partial_update",
    "partially": "partial_update",
    "upsert": "upsert",
    "set": "set",
}
"""Words of an operationId for an update -> name of the method."""

OTHER_VERBS = {"put": frozenset({"patch", "partial", "partially"}), "patch": frozenset({"put"})}
"""For an HTTP verb, the words of `UPDATES` that belong to another verb."""

MAKING = frozenset({"create", "insert", "make", "new"})
"""First words of an operationId that creates something."""

ADDING = frozenset({"add", "append", "assign", "associate", "attach", "enroll", "follow", "join", "link", "star"})
"""First words of an operationId that puts a thing that exists into another."""

PUTTING = frozenset({"import", "invite", "pause", "register", "resume", "send", "start", "stop", "submit", "upload"})
"""First words of the operationId of a PUT that name it better than `update`."""

ALL_WORDS = frozenset({"all", "clear", "empty", "entire", "every", "everything", "purge"})
"""Words by which a document says that an operation concerns every member of a collection."""

READING = frozenset({"fetch", "find", "get", "list", "read", "retrieve", "show", "view"})
"""First words of texts by which an operation only reads, whatever its HTTP verb."""

STATES = frozenset({"read", "seen", "unread", "unseen"})
"""Last words of paths that name a state that something is put into, beside those that end in `-ed`."""

BULK_WORDS = frozenset({"bulk", "batch", "mass", "multiple", "many", "several"})
"""Words by which a document says that an operation concerns several members of a collection."""

_SINGLETONS = """
    avatar config configuration details limits me metadata options permissions policy preferences profile quota
    schedule self settings
"""
SINGLETONS = frozenset(_SINGLETONS.split())
"""Words for the one thing of its kind that something has: a resource, though no collection."""

_ADJECTIVES = """
    active all available current due effective expiring inactive inbound latest mine new open outbound pending
    popular private public random recent top trending upcoming
"""
ADJECTIVES = frozenset(_ADJECTIVES.split())
"""Last words of paths that say which members of a collection are meant, beside those that end in `-ed`."""

COMPOUNDS = frozenset({"add_on", "check_in", "check_out", "opt_in", "opt_out", "play_by", "read_me", "time_out"})
"""Nouns that begin as an action does."""

PROCEDURES = {
    "create": "create",
    "insert": "create",
    "new": "create",
    "get": "retrieve",
    "fetch": "retrieve",
    "retrieve": "retrieve",
    "list": "list",
    "update": "update",
    "edit": "update",
    "modify": "update",
    "delete": "delete",
    "remove": "delete",
    "destroy": "delete",
}
"""First words of paths such as `/create-agent` -> name of the method of the resource that the rest names."""

CRUD_WORDS = {
    "get": "retrieve",
    "get_one": "retrieve",
    "get_by_id": "retrieve",
    "find_one": "retrieve",
    "find_by_id": "retrieve",
    "show": "retrieve",
    "read": "retrieve",
    "get_all": "list",
    "find_all": "list",
    "list_all": "list",
    "index": "list",
    "store": "create",
    "destroy": "delete",
    "remove": "delete",
}
"""Names of methods in frameworks -> those in a client."""

_DETERMINERS = "a all an another any each every existing multiple my new one several some specific the these this your"
DETERMINERS = frozenset(_DETERMINERS.split())
"""Words that the object of a verb begins with."""

_NO_VERBS = """
    after allow allows an and are as at be before both by can deprecated do does endpoint for from given has have if in
    into is it like method not note of on once only operation or perform performs please requires returns since such
    that the then this to under upon use used uses using via was when where whether which while will with without you
    your
"""
NO_VERBS = frozenset(_NO_VERBS.split())
"""First words of texts that don't say what is done."""

_CATCH_ALL = """
    all api apis base common core default endpoint endpoints general global main methods misc miscellaneous operations
    other others public rest root routes server service services untagged utilities utility utils
"""
CATCH_ALL = frozenset(_CATCH_ALL.split())
"""Tags that name no resource."""

TAG_ENDINGS = frozenset({"api", "apis", "controller", "endpoint", "endpoints", "operations", "routes"})
"""Last words of tags that say only that operations follow: `user-controller`, `Users API`."""

_PREPOSITIONS = "at between by for from in of on since to until via with"
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
"""Words of paths that only lead to the parameter after them."""

CHOOSING = frozenset({"code", "email", "id", "key", "name", "number", "slug", "uid", "username", "uuid"})
"""Words of a path, and of the parameter after it, that only say by what something is chosen: `/name/{name}`."""

ARTICLES = frozenset({"a", "an", "the"})
"""Words of names that can be left out."""

LINKS = frozenset({"by", "for", "from", "in", "of", "to", "under", "with", "without"})
"""Words of a name between a thing and what chooses it: `members_of_group`."""

_NEVER_MAKING = """
    approve archive calculate cancel check close compare compute confirm convert count deactivate delete disable
    dismiss estimate evaluate execute exists filter lint lookup match move parse pause ping predict preview process
    query refresh reject remove replay resend reset restart restore resume retry reverse revoke rotate search stop
    suspend sync synchronize test unarchive unassign unlink unsubscribe validate verify
"""
NEVER_MAKING = frozenset(_NEVER_MAKING.split())
"""Verbs of a POST that makes nothing of what its path names."""

_DONE_BY_GET = """
    accept activate approve cancel confirm convert deny disable enable generate geocode reject reset restart send start
    stop test toggle trigger unsubscribe validate verify
"""
DONE_BY_GET = frozenset(_DONE_BY_GET.split())
"""Verbs of a GET that does more than read, if its text says what it does it to."""

_DONE_BY_PATCH = "accept approve archive attach cancel close detach disable enable reject restore toggle unarchive"
DONE_BY_PATCH = frozenset(_DONE_BY_PATCH.split())
"""Verbs of a PUT or PATCH that name it better than `update`."""

_NAMED_CHANGES = """
    activate ban block confirm deactivate lock move mute pause publish refresh rename reorder reset resume revoke rotate
    sort start stop suspend unban unblock unlock unmute unpublish unsuspend verify
"""
NAMED_CHANGES = frozenset(_NAMED_CHANGES.split())
"""Verbs of the operationId of a PUT or PATCH that name it, beside `DONE_BY_PATCH`."""

GIVING = frozenset({"add", "assign", "attach", "register", "request", "send", "set", "submit", "upload"})
"""Verbs of a text for a POST that gives a thing something, which its path names: `Send a receipt`."""

_SETTINGS = "config configuration preferences settings"
SETTINGS = frozenset(_SETTINGS.split())
"""Last parts of words for one thing, though some are plurals: `snmp_settings`."""

CREATING = MAKING | {"add", "generate", "issue", "mint"}
"""Verbs of a text that says that a POST makes something."""

FIGURES = frozenset({"analytics", "details", "metrics", "statistics", "stats"})
"""Last parts of words for one thing though they are plurals, which is a method and no resource."""
