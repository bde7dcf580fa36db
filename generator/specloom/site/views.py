"""The data that the templates of a site get. Texts are escaped by the templates; `Markup` is finished HTML."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from specloom.base.records import dataclass
from specloom.plan.planned import NamedType

NOTHING = Markup("")
ANCHOR = "\0"
"""What precedes each id in a part of a page, and is replaced by the names of the values around it."""
_BACKTICKS = re.compile("`{3,}")
_LONGEST_ANCHOR = 200
TOP = "\1"
"""What precedes each link in a part of a page, and is replaced by the way to the top of the site."""


def anchor_of(name: str) -> str:
    """Return a name as a part of an id and of a link to it: each name has another one."""
    if name.isidentifier() and len(name) <= _LONGEST_ANCHOR:
        return name
    quoted = quote(name, safe="", errors="surrogatepass").replace(".", "%2E")
    return quoted if len(quoted) <= _LONGEST_ANCHOR else hashlib.sha256(quoted.encode()).hexdigest()


class RowView(NamedTuple):
    """One argument, field, or member of a union. `kind` says what is below it: `fields`, `members` or nothing.

    A site has more of these than of all others: they are tuples because those are made in a third of the time, and
    their texts are finished HTML, so that the template need not escape each.
    """

    id: str
    """As `anchor_of` returns it: a body that no method uses has the names of the document, which may be any text."""
    name: Markup
    type: Markup
    full_type: str
    text: Markup
    markdown: str
    notes: str = ""
    """Labels, facts and the link of the row in Markdown."""
    facts: tuple[tuple[str, Markup], ...] = ()
    labels: tuple[Markup, ...] = ()
    deprecated: Markup = NOTHING
    deprecated_markdown: str = ""
    values: tuple[Markup, ...] = ()
    all_values: str = ""
    """All allowed values in Markdown."""
    kind: str = ""
    inner: Markup = NOTHING
    inner_markdown: str = ""


@dataclass(frozen=True, slots=True)
class TreePart:
    """A printed tree of values: HTML and Markdown, the number of its rows, and the types that it links to."""

    html: str
    markdown: str
    rows: int
    links: tuple[NamedType, ...]
    kind: str = "fields"


@dataclass(frozen=True, slots=True)
class CodeView:
    """An example of code: highlighted lines, and the text itself for Markdown."""

    label: str
    language: str
    html: Markup
    text: str

    @property
    def fence(self) -> str:
        """What surrounds the code in Markdown: longer than any row of backticks in it."""
        if "```" not in self.text:
            return "```"
        return "`" * max(3, max((len(run) + 1 for run in _BACKTICKS.findall(self.text)), default=0))


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One security scheme: what it is for, an example of its header, and the scopes that are needed."""

    title: str
    text: Markup
    markdown: str
    example: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityView:
    """Schemes that are needed together."""

    title: str
    schemes: tuple[SchemeView, ...]


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A documented error of a method; `link` is the path of the page of the type of its body."""

    status: str
    name: str
    text: Markup
    markdown: str
    type: NamedType | None = None
    link: str = ""
    media_types: tuple[str, ...] = ()
    """The media types of its body, if not just JSON."""


@dataclass(frozen=True, slots=True)
class MediaView:
    """A body in one media type: a note, the type of the whole, and its tree."""

    label: str
    note: Markup
    note_markdown: str
    title: str
    tree: TreePart


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a page of the site, by its path, or to another site."""

    title: str
    path: str
    text: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class MethodExamples:
    """The examples of a method: programs and commands that call it, bodies of requests, and what the API sends."""

    calls: tuple[CodeView, ...]
    bodies: tuple[CodeView, ...]
    responses: tuple[CodeView, ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """A page of a method."""

    call: str
    arguments: tuple[tuple[str, str], ...]
    result: str
    plain_signature: str
    verb: str
    url_path: str
    text: Markup
    markdown: str
    badges: tuple[str, ...]
    deprecated: Markup
    deprecated_markdown: str
    security: tuple[SecurityView, ...]
    permissions: tuple[str, ...]
    parameters: TreePart
    returns_title: str
    returns_note: Markup
    returns_note_markdown: str
    returns: TreePart
    events_title: str
    events: TreePart
    headers: tuple[tuple[str, Markup, str], ...]
    errors: tuple[ErrorView, ...]
    media_types: tuple[str, ...]
    examples: MethodExamples
    request_media: tuple[MediaView, ...]
    response_media: tuple[MediaView, ...]
    external: LinkView | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a resource, or another list of links."""

    text: Markup
    markdown: str
    groups: tuple[tuple[str, tuple[LinkView, ...]], ...]
    deprecated: Markup = NOTHING
    links: tuple[LinkView, ...] = ()
    """Links to further documentation."""


@dataclass(frozen=True, slots=True)
class TypePage:
    """A page of a type."""

    import_line: str
    heading: str
    text: Markup
    markdown: str
    tree: TreePart
    deprecated: Markup
    direction: str


@dataclass(frozen=True, slots=True)
class ErrorsPage:
    """The page of the errors: (class, statuses, base class) of each."""

    package: str
    base: str
    classes: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str, str], ...]
    kinds_property: str
    body: str
    body_link: str


@dataclass(frozen=True, slots=True)
class WebhookView:
    """A webhook on the page of all; `source` is where the document has it."""

    name: str
    source: str
    title: str
    text: Markup
    markdown: str
    tree: TreePart
    type: NamedType | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class WebhooksPage:
    """The page of all webhooks."""

    hooks: tuple[WebhookView, ...]


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of running text, such as the start page: what precedes the text, and its headings with their ids."""

    html: Markup
    markdown: str
    intro: Markup = NOTHING
    links: tuple[LinkView, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteView:
    """What all pages of a site share."""

    title: str
    base_url: str
    guides: tuple[tuple[str, str], ...]
    errors_path: str


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What surrounds the content of each page."""

    path: str
    title: str
    summary: str
    crumbs: tuple[LinkView, ...]
    kind: str
    previous: LinkView | None = None
    following: LinkView | None = None
