"""The data that the templates of a project get: frozen, with finished strings."""

from __future__ import annotations

from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class MetadataView:
    """The metadata in pyproject.toml; strings are finished TOML, empty ones are left out."""

    package: str
    name: str
    version: str
    description: str
    license: str
    license_file: str
    author: str
    requirement: str
    urls: tuple[tuple[str, str], ...]
    classifier: str
    tests: bool
    organization: str


@dataclass(frozen=True, slots=True)
class WorkflowView:
    """The workflows of a project; `tests` says whether it has tests."""

    tests: bool


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as it is, with its copyright holder."""

    text: str
    holder: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MethodLine:
    """A method in api.md: HTML-safe words and links."""

    title: str
    owner: str
    link: str
    name: str
    arguments: str
    result: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A resource in api.md; with `elsewhere`, it has an api.md of its own."""

    heading: str
    elsewhere: str
    types: str
    methods: tuple[MethodLine, ...]
    bare: bool = False
    """Whether it has types only, which then need no title."""


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """An api.md."""

    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class PathTest:
    """A call with one empty path parameter, and the expected message."""

    message: str
    arguments: str


@dataclass(frozen=True, slots=True)
class TestCase:
    """One method, or one overload of it, in one flavour: arguments as source, and the check of the result.

    `kind` is `value`, `none`, `stream` or `binary`; `full` is empty if there are no optional arguments.
    """

    name: str
    suffix: str
    receiver: str
    raw: str
    streamed: str
    method: str
    verb: str
    variable: str
    required: str
    full: str
    paths: tuple[PathTest, ...]
    kind: str
    type: str
    skip: str
    deprecated: bool
    streamed_type: str
    """The class of a binary response that is streamed."""


@dataclass(frozen=True, slots=True)
class TestClass:
    """The tests of a resource in one flavour."""

    name: str
    awaited: bool
    client_class: str
    cases: tuple[TestCase, ...]


@dataclass(frozen=True, slots=True)
class TestFile:
    """A file of tests."""

    imports: str
    classes: tuple[TestClass, ...]


@dataclass(frozen=True, slots=True)
class ConftestView:
    """The file that all tests share: the clients and how they are created."""

    package: str
    client: str
    async_client: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A call in the README: its lines, sync and async, and the part of the result that is printed."""

    call: str
    async_call: str
    raw_call: str
    variable: str
    shown: str


@dataclass(frozen=True, slots=True)
class WebhookView:
    """How webhooks are read; without `call`, by functions of the package. `option` and `variable` contain the key."""

    call: str
    option: str
    variable: str


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """The README; examples that don't apply are None. All texts are finished Markdown."""

    title: str
    package: str
    install: str
    client: str
    async_client: str
    error: str
    arguments: str
    example: ExampleView | None
    page: ExampleView | None
    stream: ExampleView | None
    upload: ExampleView | None
    nested: ExampleView | None
    binary: ExampleView | None
    retries: int
    timeout: str
    prefix: str
    license: str
    docs_url: str
    environments: tuple[str, ...]
    """The default one, and how to select another."""
    webhook: WebhookView | None
    idempotency: str
    tests: bool
    uses_env: bool
    http_library: str
    """The HTTP library that the package imports."""
    variables: tuple[tuple[str, str], ...]
    """The environment variables that client options are read from, and these options."""
