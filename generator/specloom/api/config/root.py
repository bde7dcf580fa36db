"""The config as a whole, and what stands round the client: organization, targets, settings, transforms, README."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, Field, JsonValue, field_validator, model_validator

from specloom.api.config.client import (
    ClientSettings,
    Errors,
    MultipartSettings,
    Pagination,
    QuerySettings,
    SecuritySchemeEntry,
    Streaming,
)
from specloom.api.config.node import Ignored, Node, Unsupported
from specloom.api.config.resources import Resource, endpoint

HttpLibrary = Literal["httpx", "httpx2"]


class Organization(Node):
    """Who the SDK is made for; the name gives the client class, the base error and the prefix of variables."""

    name: str | None = None
    title: str | None = None
    docs: str | None = None
    contact: str | None = None
    website: Ignored = None
    github_org: Ignored = None
    security_contact: Ignored = None
    security_policy_url: Ignored = None

    @field_validator("name")
    @classmethod
    def _has_a_word(cls, value: str | None) -> str | None:
        if value is not None and not any(char.isalnum() for char in value):
            raise ValueError("the name of the organization holds no letter")
        return value


class PythonOptions(Node):
    """Details of the Python package."""

    use_uv: Ignored = None
    websockets_extra_name: Ignored = None
    disable_pydantic_namespace_protection: bool = False


class Publish(Node):
    """Where the package is published."""

    pypi: bool | dict[str, JsonValue] | None = None


class PythonTarget(Node):
    """The Python package. `http_library`, `version` and `resource_class_infix` are additions of ours."""

    package_name: str | None = None
    project_name: str | None = None
    production_repo: str | None = None
    publish: Publish | None = None
    readme_title: str | None = None
    skip: Annotated[bool, Unsupported("the package is made because you ask for it", (None, False))] = False
    staging_repo: Ignored = None
    keep_files: Ignored = None
    edition: Ignored = None
    reporter_only: Ignored = None
    version: str | None = None
    http_library: HttpLibrary | None = None
    resource_class_infix: bool = True
    options: PythonOptions = PythonOptions()


class Targets(Node):
    """One package for each language; those of other languages are ignored."""

    python: PythonTarget | None = None
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


class License(Node):
    """A licence with a text of its own."""

    name: str
    contents: str | None = None
    extension: str | None = None


class PythonSettings(Node):
    """Settings for Python alone."""

    license_classifier: str | None = None


class Settings(Node):
    """How code is written.

    `as_documented` is an addition of ours, which `specloom init` writes: what the dialect has no key for (the `style`
    of parameters, the encoding of form bodies, a `stream` flag, no licence) is as in the document, not by convention.
    """

    license: License | None = None
    unwrap_response_fields: list[str] = Field(default_factory=list)
    unwrap_multiproperty_response_fields: bool | None = None
    positional_params: bool = True
    sort_schema_properties: bool = True
    as_documented: bool = False
    disable_mock_tests: bool = False
    disable_tests: bool = False
    file_header: str | None = None
    per_endpoint_security: Annotated[
        bool | None, Unsupported("each method sends what its own operation asks for", (None, True))
    ] = None
    python: PythonSettings | None = None
    mock_server: Ignored = None

    @field_validator("license", mode="before")
    @classmethod
    def _accept_name(cls, data: JsonValue) -> JsonValue:
        return {"name": data} if isinstance(data, str) else data

    @field_validator("unwrap_response_fields", mode="before")
    @classmethod
    def _accept_one(cls, data: JsonValue) -> JsonValue:
        return [data] if isinstance(data, str) else data


class Transform(Node):
    """One change of the document before generation."""

    command: str
    reason: Ignored = None
    args: dict[str, JsonValue] = Field(default_factory=dict)


class OpenAPI(Node):
    """What happens to the document before generation."""

    transforms: list[Transform] = Field(
        default_factory=list, validation_alias=AliasChoices("transforms", "transformations")
    )
    code_samples: Ignored = None
    code_sample_languages: Ignored = None


class Readme(Node):
    """Examples of the README."""

    example_requests: dict[str, JsonValue] = Field(default_factory=dict)
    include_getting_started: Ignored = None
    include_stainless_attribution: Ignored = None


class ConfigRoot(Node):
    """The whole file. `http_library` is an addition of ours."""

    organization: Organization = Organization()
    targets: Targets = Field(default=Targets(), validation_alias=AliasChoices("targets", "package", "packages"))
    environments: dict[str, str] = Field(default_factory=dict)
    resources: dict[str, Resource] | None = None
    settings: Settings = Settings()
    client_settings: ClientSettings = ClientSettings()
    query_settings: QuerySettings = QuerySettings()
    multipart_settings: MultipartSettings = MultipartSettings()
    pagination: list[Pagination] = Field(default_factory=list)
    streaming: Streaming = Streaming()
    errors: Errors = Errors()
    security: list[dict[str, list[str]]] | None = None
    security_schemes: dict[str, SecuritySchemeEntry] | None = None
    openapi: OpenAPI = OpenAPI()
    readme: Readme = Readme()
    custom_casings: dict[str, JsonValue] = Field(default_factory=dict)
    unspecified_endpoints: list[str] = Field(default_factory=list)
    http_library: HttpLibrary | None = None
    webhooks: Annotated[JsonValue, Unsupported("payload models are made for every webhook of the document")] = None
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
