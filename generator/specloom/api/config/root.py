"""The whole config, and its parts outside the client: organization, targets, settings, transforms, README."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, Field, JsonValue, field_validator, model_validator

from specloom.api.config.checked import PackageVersion, Page, ProjectName, Repository
from specloom.api.config.client import (
    ClientSettings,
    Errors,
    MultipartSettings,
    Pagination,
    QuerySettings,
    SecuritySchemeEntry,
    StreamingConfig,
)
from specloom.api.config.node import ConfigNode, Ignored, UnsupportedKey
from specloom.api.config.resources import Resource, endpoint

HttpLibrary = Literal["httpx", "httpx2"]


class Organization(ConfigNode):
    """Who the SDK is made for; the name gives the client class, the base error and the prefix of variables."""

    name: str | None = None
    """The name in lower case; it gives the client class, the base error and the prefix of environment variables."""
    title: str | None = None
    """The name in prose."""
    docs: Page | None = None
    """The URL of the API's documentation."""
    contact: str | None = None
    """The e-mail address of the authors."""
    website: Ignored = None
    github_org: Ignored = None
    security_contact: Ignored = None
    security_policy_url: Ignored = None

    @field_validator("name")
    @classmethod
    def _has_a_word(cls, value: str | None) -> str | None:
        if value is not None and not any(char.isalnum() for char in value):
            raise ValueError("the name of the organization contains no letter")
        return value


class PythonOptions(ConfigNode):
    """Details of the Python package."""

    use_uv: Ignored = None
    websockets_extra_name: Ignored = None
    disable_pydantic_namespace_protection: bool = False
    """Whether fields may begin with `model_`."""


class Publish(ConfigNode):
    """Where the package is published."""

    pypi: bool | dict[str, JsonValue] | None = None
    """Whether, and as what, the package is published."""


class PythonTarget(ConfigNode):
    """The Python package. `http_library`, `version` and `resource_class_infix` are additions of specloom."""

    package_name: str | None = None
    """The name that users import."""
    project_name: ProjectName | None = None
    """The name that users install."""
    production_repo: Repository | None = None
    """The GitHub repository, as `owner/name`; links point to it."""
    publish: Publish | None = None
    """Where the package is published."""
    readme_title: str | None = None
    """The title of the README."""
    skip: Annotated[bool, UnsupportedKey("the package is made because you ask for it", (None, False))] = False
    staging_repo: Ignored = None
    keep_files: Ignored = None
    edition: Ignored = None
    reporter_only: Ignored = None
    version: PackageVersion | None = None
    """The version of the package, instead of that of its `pyproject.toml` or the document. An addition of specloom."""
    http_library: HttpLibrary | None = None
    """The HTTP library of the client. An addition of specloom."""
    resource_class_infix: bool = True
    """Whether classes are called `TreesResource` rather than `Trees`. An addition of specloom."""
    options: PythonOptions = PythonOptions()
    """Details of the package."""


class Targets(ConfigNode):
    """One package for each language; those of other languages are ignored."""

    python: PythonTarget | None = None
    """The Python package."""
    node: Ignored = None
    typescript: Ignored = None
    go: Ignored = None
    java: Ignored = None
    kotlin: Ignored = None
    ruby: Ignored = None
    terraform: Ignored = None
    cli: Ignored = None
    php: Ignored = None
    csharp: Ignored = None
    http: Ignored = None
    openapi: Ignored = None
    sql: Ignored = None
    mcp: Ignored = None
    rust: Ignored = None
    swift: Ignored = None


class License(ConfigNode):
    """A licence with its own text."""

    name: str
    """The name of the licence."""
    contents: str | None = None
    """Its text."""
    extension: str | None = None
    """The suffix of the licence file."""


class PythonSettings(ConfigNode):
    """Settings for Python alone."""

    license_classifier: str | None = None
    """The classifier of the licence in `pyproject.toml`."""


class Settings(ConfigNode):
    """How code is written.

    `as_documented` is an addition of specloom, which `specloom init` writes: where the dialect has no key (the `style`
    of parameters, the encoding of form bodies, a `stream` flag, no licence) the document decides, not a convention.
    """

    license: License | None = None
    """The licence: a name such as `MIT`, or a mapping."""
    unwrap_response_fields: list[str] = Field(default_factory=list)
    """Properties that a method returns instead of the response that contains them."""
    unwrap_multiproperty_response_fields: bool | None = None
    """Whether to do so where the response has other properties too."""
    positional_params: bool = True
    """Whether the last path parameter can be given by position."""
    sort_schema_properties: bool = True
    """Whether the fields of models are sorted by name."""
    as_documented: bool = False
    """Whether details without a key follow the document, not the dialect. `specloom init` writes it."""
    disable_mock_tests: bool = False
    """Whether generated tests that need a mock server are skipped."""
    disable_tests: bool = False
    """Whether no tests are generated."""
    file_header: str | None = None
    """The comment at the top of each file."""
    per_endpoint_security: Annotated[
        bool | None, UnsupportedKey("each method sends what its own operation asks for", (None, True))
    ] = None
    python: PythonSettings | None = None
    """Settings of the Python package."""
    mock_server: Ignored = None

    @field_validator("license", mode="before")
    @classmethod
    def _accept_name(cls, data: JsonValue) -> JsonValue:
        return {"name": data} if isinstance(data, str) else data

    @field_validator("unwrap_response_fields", mode="before")
    @classmethod
    def _accept_one(cls, data: JsonValue) -> JsonValue:
        return [data] if isinstance(data, str) else data


class Transform(ConfigNode):
    """One change of the document before generation."""

    command: str
    """`remove`, `merge`, `replace`, `copy`, `move` and others."""
    reason: Ignored = None
    args: dict[str, JsonValue] = Field(default_factory=dict)
    """What to change: `target` is a JSONPath or a list of them."""


class OpenAPI(ConfigNode):
    """What happens to the document before generation."""

    transforms: list[Transform] = Field(
        default_factory=list, validation_alias=AliasChoices("transforms", "transformations")
    )
    """Changes of the document before anything else, in order."""
    code_samples: Ignored = None
    code_sample_languages: Ignored = None


class Readme(ConfigNode):
    """Examples of the README."""

    example_requests: dict[str, JsonValue] = Field(default_factory=dict)
    """Calls that the README shows, by section: `endpoint`, `params`, `response_property`."""
    include_getting_started: Ignored = None
    include_stainless_attribution: Ignored = None


class ConfigRoot(ConfigNode):
    """The whole file. `http_library` is an addition of specloom."""

    organization: Organization = Organization()
    """Who the SDK is made for."""
    targets: Targets = Field(default=Targets(), validation_alias=AliasChoices("targets", "package", "packages"))
    """The packages, by language."""
    environments: dict[str, str] = Field(default_factory=dict)
    """The base URLs by name; the first is the default."""
    resources: dict[str, Resource] | None = None
    """The tree of resources, methods and models. Without it, they are inferred."""
    settings: Settings = Settings()
    """How code is written."""
    client_settings: ClientSettings = ClientSettings()
    """Options and behaviour of the client."""
    query_settings: QuerySettings = QuerySettings()
    """How lists and objects are sent in a query."""
    multipart_settings: MultipartSettings = MultipartSettings()
    """How lists and objects are sent in a multipart body."""
    pagination: list[Pagination] = Field(default_factory=list)
    """The pagination schemes: a list, or one."""
    streaming: StreamingConfig = StreamingConfig()
    """What the client does with the events of a stream."""
    errors: Errors = Errors()
    """How the bodies of errors are read."""
    security: list[dict[str, list[str]]] | None = None
    """Security requirements, instead of those of the document."""
    security_schemes: dict[str, SecuritySchemeEntry] | None = None
    """Security schemes, instead of those of the document."""
    openapi: OpenAPI = OpenAPI()
    """Changes of the document before generation."""
    readme: Readme = Readme()
    """Examples of the README."""
    custom_casings: dict[str, JsonValue] = Field(default_factory=dict)
    """How words are written in names, such as `iOS`."""
    unspecified_endpoints: list[str] = Field(default_factory=list)
    """Operations that have no method on purpose."""
    http_library: HttpLibrary | None = None
    """The HTTP library of the client. An addition of specloom."""
    webhooks: Annotated[JsonValue, UnsupportedKey("payload models are made for every webhook of the document")] = None
    edition: Ignored = None
    codeflow: Ignored = None
    diagnostics: Ignored = None

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_sections(cls, data: JsonValue) -> JsonValue:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None}

    @field_validator("pagination", mode="before")
    @classmethod
    def _accept_one(cls, data: JsonValue) -> JsonValue:
        return [data] if isinstance(data, dict) else data

    @field_validator("custom_casings", mode="before")
    @classmethod
    def _accept_list(cls, data: JsonValue) -> JsonValue:
        if not isinstance(data, list):
            return data
        return {key: value for item in data if isinstance(item, dict) for key, value in item.items()}

    @field_validator("unspecified_endpoints")
    @classmethod
    def _normalise_endpoints(cls, value: list[str]) -> list[str]:
        return [endpoint(item) for item in value]
