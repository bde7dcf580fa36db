"""Names that APIs give to what concerns pages, without casing and punctuation: `hasNextPage` is `hasnextpage`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[\W_]+")
_PREFIXES = ("odata", "hydra")


def squashed(name: str) -> str:
    """Return `name` in lower case, without punctuation and the prefixes of OData and Hydra."""
    text = _SEPARATORS.sub("", name).lower()
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix)
    return text


def has_identity(names: Iterable[str]) -> bool:
    """Return whether one of the properties identifies a single thing, which a page does not have."""
    return any(name.lower() in _IDENTITIES for name in names)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ITEMS = _words(
    """data items results result records entries values value content list rows objects elements resources docs
    documents hits nodes edges member members"""
)
"""Usual names of the property with the items."""
WRAPPERS = _words("data result results response payload body embedded")
"""Objects of a response that may contain all of a page."""
NOT_ITEMS = frozenset(_words("errors messages warnings links included sort facets aggregations"))
"""Lists beside the items."""
HOLDERS = frozenset(
    _words(
        """resultinfo meta pagination pageinfo paging metadata links responsemetadata cursor cursors page pager
        pagemetadata paginator pagingmetadata listmeta pagemeta view next navigation"""
    )
)
"""Objects of a response that describe the page."""

PAGE_PARAMS = _words("page pagenumber pagenum pageno pageindex currentpage pg")
SIZES = frozenset(
    _words(
        """perpage pagesize limit size count take top maxresults max rows resultsperpage itemsperpage pagelimit
        num maxitems maxpagesize first pagetake"""
    )
)
OFFSETS = _words("offset skip startat pageoffset startindex")
VAGUE_OFFSETS = _words("start from begin")
"""Parameters that are offsets only beside a page size."""
CURSOR_PARAMS = _words(
    """cursor pagetoken nextcursor nexttoken nextpagetoken startingafter after startcursor pagecursor pageafter
    continuationtoken continuation continue paginationtoken scrollid aftercursor startafter startkey
    exclusivestartkey bookmark marker nextmarker pagekey nextkey offset page token"""
)
ITEM_CURSORS = _words("startingafter afterid startafter marker after pageafter")
"""Parameters that may take the id of the last item."""
BACKWARDS = {"startingafter": "endingbefore", "afterid": "beforeid", "after": "before", "startafter": "endbefore"}
CURSOR_FIELDS = _words(
    """nextcursor nextpagetoken nexttoken endcursor nextpagecursor continuationtoken nextcontinuationtoken nextmarker
    paginationtoken nextpaginationtoken scrollid lastevaluatedkey nextkey nextstartkey nextpagekey aftercursor
    cursornext cursor after bookmark continuation continue nextpage next offset"""
)
NEXT_LINKS = _words("next nextlink nexturl nextpageurl nextpagelink nexthref nextpageuri nexturi nextpage")
MORE = _words("hasmore hasnext hasnextpage more hasmoreitems hasmoreresults moreresults istruncated truncated")
LAST = _words("last islast islastpage lastpage isend")
TOTAL_PAGES = _words("totalpages pagecount pages numpages numberofpages pagescount totalpage pagestotal")
LAST_PAGE = _words("lastpage lastpagenumber maxpage")
TOTALS = _words(
    """totalcount total totalitems totalelements totalresults totalrecords totalrows totalsize totalentries
    counttotal totalobjects recordcount totalhits"""
)
COUNTS = _words("count itemcount itemscount resultcount numresults")
"""Counts that may be those of one page."""
CURRENT = _words("page pagenumber currentpage pageindex pageno pagenum")
VAGUE_CURRENT = _words("number current index")
"""Numbers of the page only beside the number of pages, or in an object that describes the page."""
PAGE_SIZES = _words("perpage pagesize limit size itemsperpage take resultsperpage")
STARTS = _words("offset skip start startat startindex from")
"""Properties with the number of items before the page."""

_IDENTITIES = frozenset(("id", "_id", "uid", "uuid", "guid"))
ENVELOPE_SIGNS = frozenset(
    _words(
        """success ok error errors message messages msg code status statuscode object kind url href self etag time
        timestamp type warnings requestid traceid context jsonapi included sort first last previous prev facets
        numberofelements empty hasprevious hasprev hasprevpage haspreviouspage prevpage previouspage prevcursor
        previouscursor firstid lastid startcursor prevpageurl firstpageurl lastpageurl path to from pageable
        hasmorepages currentpagebackwards"""
    )
)
"""Properties that a page has beside items and what concerns pages."""
PAGE_FACTS = frozenset(
    (
        *HOLDERS,
        *CURSOR_FIELDS,
        *NEXT_LINKS,
        *MORE,
        *LAST,
        *TOTAL_PAGES,
        *LAST_PAGE,
        *TOTALS,
        *COUNTS,
        *CURRENT,
        *VAGUE_CURRENT,
        *PAGE_SIZES,
        *STARTS,
    )
)
"""Every name of a property that concerns pages."""
