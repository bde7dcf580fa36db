"""The intermediate representation: what an API means, as frozen data.

`build.py` fills it from the canonical document and the SDK configuration; every later stage reads only this. Wire
names stand beside meaning, no Python name or type text appears here, and every kind is closed: a new construct of
OpenAPI gets a new class or enum member here or falls back to a wider one with a diagnostic.
"""

from __future__ import annotations

from generator.api.ir.client import (
    Api,
    ArrayFormat,
    ClientSpec,
    Environment,
    EventHandling,
    EventRule,
    NestedFormat,
    PackageSpec,
)
from generator.api.ir.operations import (
    Body,
    BodyKind,
    ErrorResponse,
    Location,
    Operation,
    Parameter,
    PartEncoding,
    Result,
    ResultKind,
    SecurityAlternative,
    StreamFormat,
    Streaming,
    Style,
    Webhook,
)
from generator.api.ir.options import (
    AuthRole,
    ClientOption,
    OptionKind,
    SchemeKind,
    SecurityScheme,
)
from generator.api.ir.pagination import (
    PaginationKind,
    PaginationRole,
    PaginationScheme,
    Purpose,
)
from generator.api.ir.resources import (
    MethodSpec,
    ModelSpec,
    ResourceSpec,
)
from generator.api.ir.schemas import (
    AnySchema,
    ArraySchema,
    Constraints,
    Discriminator,
    EnumSchema,
    Field,
    Info,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
    Variant,
)

__all__ = [
    "AnySchema",
    "Api",
    "ArrayFormat",
    "ArraySchema",
    "AuthRole",
    "Body",
    "BodyKind",
    "ClientOption",
    "ClientSpec",
    "Constraints",
    "Discriminator",
    "EnumSchema",
    "Environment",
    "ErrorResponse",
    "EventHandling",
    "EventRule",
    "Field",
    "Info",
    "Location",
    "MapSchema",
    "MethodSpec",
    "ModelSpec",
    "NestedFormat",
    "ObjectSchema",
    "Operation",
    "OptionKind",
    "PackageSpec",
    "PaginationKind",
    "PaginationRole",
    "PaginationScheme",
    "Parameter",
    "PartEncoding",
    "Purpose",
    "RefSchema",
    "ResourceSpec",
    "Result",
    "ResultKind",
    "ScalarKind",
    "ScalarSchema",
    "Schema",
    "SchemeKind",
    "SecurityAlternative",
    "SecurityScheme",
    "StreamFormat",
    "Streaming",
    "Style",
    "TupleSchema",
    "UnionSchema",
    "Variant",
    "Webhook",
]
