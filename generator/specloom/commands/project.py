"""`[tool.specloom]` of the nearest pyproject.toml: the options of a run without SPEC."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from specloom.base.bounded_read import MEGABYTE, read_regular
from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, UserError, make, user_error
from specloom.base.owners import foreign_finding, foreign_owner
from specloom.base.packagenames import package_fault, package_hint
from specloom.base.records import dataclass
from specloom.base.suggestions import Suggestions
from specloom.base.webaddress import SITE_URL_HINT, is_site_url

FILE = "pyproject.toml"
MOST_BYTES = 16 * MEGABYTE
WORDS = {
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "greater_than_equal": "must not be negative",
    "model_type": "must be a table",
    "string_too_short": "must not be empty",
    "literal_error": "must be one of the values that docs/reference/pyproject.md lists",
}
"""Messages about values, with the terms of TOML."""
TABLE = "tool.specloom"


def check_package_name(package: str) -> str:
    """Return the name of a package. Raises `PydanticCustomError` if it can't be one."""
    fault = package_fault(package)
    if fault is not None:
        context = {"name": repr(package), "fault": fault, "key": "package", "hint": package_hint(package)}
        raise PydanticCustomError("package", "{name} {fault}", context)
    return package


def check_base_url(url: str) -> str:
    """Return the URL of a site. Raises `PydanticCustomError` if it can't be one."""
    if not is_site_url(url):
        context = {"url": repr(url), "key": "docs_base_url", "hint": SITE_URL_HINT}
        raise PydanticCustomError("base_url", "{url} is not the URL of a site", context)
    return url


class ClientTable(BaseModel):
    """The options of one client; paths are relative to the directory of the file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str | None = Field(default=None, min_length=1)
    """The name of the client, for `--client` and in messages. [default: its `spec`]"""
    spec: str | None = Field(default=None, min_length=1)
    """The OpenAPI document: a path, or a URL that `specloom update` fetches."""
    root: str | None = Field(default=None, min_length=1)
    """The directory of all files that the document may refer to. [default: that of the document]"""
    overlays: tuple[str, ...] = Field(default=(), strict=False)
    """OpenAPI overlays to apply to the document, in order."""
    config: str | None = None
    """The SDK config. [default: `stainless.yml` or `stainless.yaml` beside the document]"""
    out: str | None = None
    """The directory that receives the package. [default: `.`]"""
    package: Annotated[str, AfterValidator(check_package_name)] | None = None
    """The name of the package. [default: that of the config, or the title of the document]"""
    templates: str | None = None
    """A directory of templates that replace those of specloom."""
    strict: bool | None = None
    """Whether warnings are errors."""
    with_project: bool | None = None
    """Whether to write a whole project around the package."""
    with_workflows: bool | None = None
    """Whether to add workflows to the project: checks, release pull requests, publishing."""
    custom_code_budget: int | None = Field(default=None, ge=0)
    """How many lines of generated files may be edited by hand before `specloom check` fails. [default: any]"""
    docs: str | None = Field(default=None, min_length=1)
    """The directory of the reference site that `specloom docs` writes."""
    docs_base_url: Annotated[str, AfterValidator(check_base_url)] | None = None
    """The URL at which the reference site will be, for canonical links and the map of the site."""
    docs_format: Literal["html", "markdown"] | None = None
    """The format of the reference site: `html` or `markdown`. [default: `html`]"""

    @property
    def label(self) -> str:
        """The name of this client for the user: its `name`, or else its document."""
        return self.name or self.spec or ""


MOST_JOBS = 1_000
SHARED = ("out", "templates", "strict", "with_project", "with_workflows", "custom_code_budget")
"""The options that the table can set for all its clients."""


class ProjectTable(ClientTable):
    """The table: one client, or a list of clients with shared options."""

    jobs: int | None = Field(default=None, ge=0, le=MOST_JOBS)
    """How many processes may run. [default: one for each processor]"""
    cache: bool | None = None
    """Whether results are kept in the cache. [default: true]"""
    clients: tuple[ClientTable, ...] = Field(default=(), strict=False)
    """Several clients, each a table of its own."""

    @property
    def all_clients(self) -> tuple[ClientTable, ...]:
        """The clients, with the shared options filled in."""
        common = {key: getattr(self, key) for key in SHARED}
        return tuple(
            client.model_copy(update={key: value for key, value in common.items() if getattr(client, key) is None})
            for client in self.clients
        ) or (self,)

    @model_validator(mode="after")
    def _check_forms(self) -> Self:
        """Check that the table has one of its two forms."""
        if self.clients:
            own = [key for key in ("spec", "config", "package", "name") if getattr(self, key) is not None]
            if own:
                raise PydanticCustomError("misplaced", "`{key}` is an option of one client", {"key": own[0]})
        for index, client in enumerate(self.all_clients):
            if client.spec is None:
                raise PydanticCustomError("no_spec", "`spec` is missing", {"key": "spec", "client": index})
        labels = [client.label for client in self.all_clients]
        twice = next((label for label in labels if labels.count(label) > 1), None)
        if twice is not None:
            message = "two clients have the name `{label}`: give each a unique `name`"
            raise PydanticCustomError("twice", message, {"label": twice, "key": "name"})
        return self


class ToolTables(BaseModel):
    """The tables of tools, of which only ours is read."""

    specloom: ProjectTable


class PyprojectFile(BaseModel):
    """A pyproject.toml."""

    tool: ToolTables


@dataclass(frozen=True, slots=True)
class FoundProject:
    """The pyproject.toml that was found, if any, and the findings of the search."""

    path: Path | None
    foreign: tuple[Diagnostic, ...] = ()


def find_project(start: Path) -> FoundProject:
    """Return the nearest pyproject.toml at or above `start` that has the table, or seems to and is not TOML.

    Above `start`, files of other users are not read.
    """
    foreign: list[Diagnostic] = []
    for directory in (start, *start.parents):
        path = directory / FILE
        if not path.is_file():
            continue
        owner = foreign_owner(path) if directory != start else None
        if owner is not None:
            foreign.append(foreign_finding(str(path), owner, "run specloom in that directory", Severity.WARNING))
        elif has_table(read_user_text(path)):
            return FoundProject(path, tuple(foreign))
    return FoundProject(None, tuple(foreign))


def has_table(text: str) -> bool:
    """Return whether the text of a pyproject.toml has the table, in any spelling."""
    if "specloom" not in text:
        return False
    try:
        tools = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return re.search(HEADER_BEGINS, text, re.MULTILINE) is not None
    return isinstance(tools, dict) and "specloom" in tools


def read_project(path: Path, shown: str) -> ProjectTable:
    """Return the table of `path`; `shown` is that path for the user.

    Raises:
        UserError: the file is not TOML (`toml-syntax`) or the table has unknown or wrong keys (`project-key`).
    """
    text = read_user_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = toml_error_position(str(error))
        message = str(error).partition(" (at ")[0]
        location = SourceLocation(shown, line=line, column=column)
        raise user_error("toml-syntax", message, location=location, hint="correct the TOML syntax") from error
    try:
        return PyprojectFile.model_validate(data).tool.specloom
    except ValidationError as error:
        raise UserError(table_diagnostic(detail, text, shown) for detail in error.errors()) from error


def table_diagnostic(detail: ErrorDetails, text: str, shown: str) -> Diagnostic:
    """Return the diagnostic for a fault of the table."""
    whole = detail["loc"][2:]
    client = next((part for part in whole[1:2] if whole[0] == "clients" and isinstance(part, int)), None)
    path = [part for part in whole[0 if client is None else 2 :] if isinstance(part, str)]
    context = detail.get("ctx", {})
    own, index = context.get("key"), context.get("client")
    if isinstance(index, int) and client_headers(text):
        client = index
    key = own if isinstance(own, str) else path[-1] if path else TABLE if client is None else f"{TABLE}.clients"
    known = ProjectTable.model_fields if client is None else ClientTable.model_fields
    location = SourceLocation(shown, line=key_line(text, key, client), column=1)
    message = detail["msg"] if own is not None else f"`{key}`: {WORDS.get(detail['type'], detail['msg'])}"
    if detail["type"] == "extra_forbidden":
        message = unknown_key(key, known)
    hint = f"[{TABLE}] {key} = ...: see docs/reference/pyproject.md"
    if key not in known and key != TABLE:
        hint = f"the keys of [{TABLE if client is None else f'[{TABLE}.clients]'}] are {', '.join(known)}"
    own_hint = context.get("hint")
    return make(Severity.ERROR, "project-key", message, location, own_hint if isinstance(own_hint, str) else hint)


def read_user_text(path: Path) -> str:
    """Return the text of a file of the user, with invalid bytes replaced.

    Raises:
        UserError: it can't be read, or is too large (`unreadable`).
    """
    try:
        return read_regular(path, MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        message = f"the file can't be read: {error.strerror or error}"
        raise user_error(
            "unreadable", message, location=SourceLocation(str(path)), hint="check the file and its permissions"
        ) from None


def toml_error_position(message: str) -> tuple[int, int]:
    """Return line and column from a message of the TOML reader, 0 if it has none."""
    found = re.search(r"line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (0, 0)


HEADER_BEGINS = r"^[ \t]*\[+[ \t]*[\"']?tool[\"']?[ \t]*\.[ \t]*[\"']?specloom\b"
HEADER = r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*specloom[ \t]*\]"
CLIENT_HEADER = r"^[ \t]*\[\[[ \t]*tool[ \t]*\.[ \t]*specloom[ \t]*\.[ \t]*clients[ \t]*\]\]"


def header_line(text: str, client: int | None = None) -> int:
    """Return the line of the table's header, or of that of one of its clients; 0 if there is none."""
    found = re.search(f"{HEADER}|{CLIENT_HEADER}", text, re.MULTILINE)
    clients = client_headers(text)
    if client is not None and client < len(clients):
        found = clients[client]
    return text.count("\n", 0, found.start()) + 1 if found else 0


def client_headers(text: str) -> list[re.Match[str]]:
    """Return the headers of the clients, in order."""
    return list(re.finditer(CLIENT_HEADER, text, re.MULTILINE))


def key_line(text: str, key: str, client: int | None = None) -> int:
    """Return the line of a key of the table, or that of its header if the key does not exist."""
    header = header_line(text, client)
    for number, line in enumerate(text.split("\n")[header:], header + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
            return number
    return header


def key_location(path: Path, shown: str, key: str, client: int | None = None) -> SourceLocation:
    """Return the location of a key in the table of `path`, or in one of its clients; `shown` is the path for the
    user."""
    return SourceLocation(shown, line=key_line(read_user_text(path), key, client), column=1)


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Return the message for an unknown key, with the most similar known one."""
    near = Suggestions().nearest(key, known)
    return f"unknown key `{key}`" + (f", did you mean `{near}`?" if near else "")
