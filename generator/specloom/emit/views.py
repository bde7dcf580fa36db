"""The data that templates get: frozen, with finished strings. A view contains all decisions; templates only print."""

from __future__ import annotations

from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a model or page, a key of a TypedDict, or the value of an alias."""

    name: str
    annotation: str
    assignment: str
    doc: str


@dataclass(frozen=True, slots=True)
class ExtraView:
    """The types of other attributes: of one value, of a name, and of all of them."""

    value: str
    key: str
    whole: str


@dataclass(frozen=True, slots=True)
class HiddenBasesView:
    """The base classes that type checkers don't see: the name for them, what checkers see instead, and themselves."""

    name: str
    model: str
    bases: str
    several: bool


@dataclass(frozen=True, slots=True)
class TypeModuleView:
    """A file below `types/`: imports and printed types, in order."""

    imports: str
    all_names: str
    bodies: tuple[str, ...]
    legacy: tuple[tuple[str, str], ...] = ()
    late_imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileView:
    """One file to print: its path, its template and its view."""

    path: str
    template: str
    view: object


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature: everything between the decorators and the body."""

    decorators: tuple[str, ...]
    head: str
    doc: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: its overloads, the signature of the implementation, and its one statement."""

    name: str
    overloads: tuple[SignatureView, ...]
    implementation: SignatureView
    statement: str


@dataclass(frozen=True, slots=True)
class ChildView:
    """A property that makes a sub-resource, whose class is imported when it is first used."""

    attribute: str
    class_name: str
    import_line: str
    doc: str
    wrapper: str
    """The call that wraps the sub-resource; only a wrapper's property has it."""


@dataclass(frozen=True, slots=True)
class ResourceClassView:
    """A resource class, sync or async."""

    name: str
    base: str
    doc: str
    cached_property: str
    raw_class: str
    streaming_class: str
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class WrappedMethodView:
    """A method behind `with_raw_response`: the statement that wraps it."""

    statement: str


@dataclass(frozen=True, slots=True)
class WrapperClassView:
    """A class behind `with_raw_response` or `with_streaming_response`; `wraps` is the resource's class."""

    name: str
    wraps: str
    doc: str
    cached_property: str
    methods: tuple[WrappedMethodView, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class ResourceFileView:
    """A file of resources."""

    imports: str
    checked_imports: tuple[str, ...]
    all_names: str
    classes: tuple[ResourceClassView, ...]
    wrappers: tuple[WrapperClassView, ...]


@dataclass(frozen=True, slots=True)
class PackageView:
    """A lazy module: the imports for type checkers, and the function that loads a name on first use."""

    imports: str
    checked_imports: tuple[str, ...]
    lazy_names: str


@dataclass(frozen=True, slots=True)
class ClientClassView:
    """A client class, sync or async. `options` are (attribute, annotation, expression that reads it)."""

    name: str
    base: str
    doc: str
    init_doc: str
    sent_headers: str
    option_headers: str
    option_query: str
    signature: str
    options: tuple[tuple[str, str, str], ...]
    base_url: str
    server_variables: str
    described_servers: str
    copy_signature: str
    copied: str
    raw_class: str
    streaming_class: str
    cached_property: str
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class ClientFileView:
    """The file of both clients."""

    imports: str
    checked_imports: tuple[str, ...]
    all_names: str
    environments: str
    security: str
    classes: tuple[ClientClassView, ...]
    wrappers: tuple[WrapperClassView, ...]
    aliases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConstantsView:
    """A file of constants: (name, annotation, value)."""

    constants: tuple[tuple[str, str, str], ...]
    imports: str
    error_name: str = ""


@dataclass(frozen=True, slots=True)
class ErrorKindsView:
    """`_runtime/error_kinds.py`: the classes as (name, base, docstring), and the discriminator."""

    imports: str
    all_names: str
    classes: tuple[tuple[str, str, str], ...]
    source: str
    property_name: str
    kinds: str


@dataclass(frozen=True, slots=True)
class RootView:
    """The package's own `__init__` file."""

    doc: str
    imports: str
    checked_imports: tuple[str, ...]
    lazy_names: str
    all_names: str


@dataclass(frozen=True, slots=True)
class PageModelView:
    """A nested model of a page."""

    name: str
    bases: str
    doc: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class PageClassView:
    """The page classes of one scheme: the sync and the async one differ only in name and base."""

    class_names: tuple[str, str]
    bases: tuple[str, str]
    doc: str
    models: tuple[PageModelView, ...]
    constants: tuple[tuple[str, str, str], ...]
    fields: tuple[FieldView, ...]
    items: str
    next_page: str


@dataclass(frozen=True, slots=True)
class PageFileView:
    """`pagination.py`."""

    imports: str
    all_names: str
    schemes: tuple[PageClassView, ...]


@dataclass(frozen=True, slots=True)
class HooksView:
    """`webhooks.py`: the union of all payloads, and their list."""

    imports: str
    event: str
    event_doc: str
    event_type: str
