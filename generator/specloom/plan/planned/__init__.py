"""The plan: every file, type, field, method and parameter with its final Python name, as frozen data.

`plan/` fills it from the `Api`, each name once, when all are known; `emit/` prints it and chooses nothing.
"""

from __future__ import annotations

from specloom.plan.planned.exprs import (
    BasicKind,
    BasicType,
    DictType,
    FormattedType,
    ListForm,
    ListType,
    LiteralType,
    ModulePath,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
    WireFormat,
)
from specloom.plan.planned.methods import (
    ArgumentLocation,
    BodyEncoding,
    PlannedBody,
    PlannedMethod,
    PlannedOverload,
    PlannedPage,
    PlannedParameter,
    PlannedResult,
    PlannedStream,
)
from specloom.plan.planned.package import (
    Plan,
    PlannedClient,
    PlannedOption,
    PlannedPageClass,
    PlannedResource,
    PlannedUnwrap,
    PlannedWebhook,
)
from specloom.plan.planned.types import (
    Direction,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    PlannedType,
    PlannedTypeModule,
    PlannedTypePackage,
)

__all__ = [
    "ArgumentLocation",
    "BasicKind",
    "BasicType",
    "BodyEncoding",
    "DictType",
    "Direction",
    "FormattedType",
    "ListForm",
    "ListType",
    "LiteralType",
    "ModulePath",
    "NamedType",
    "OptionalType",
    "Plan",
    "PlannedAlias",
    "PlannedBody",
    "PlannedClass",
    "PlannedClient",
    "PlannedDoc",
    "PlannedField",
    "PlannedMethod",
    "PlannedOption",
    "PlannedOverload",
    "PlannedPage",
    "PlannedPageClass",
    "PlannedParameter",
    "PlannedResource",
    "PlannedResult",
    "PlannedStream",
    "PlannedType",
    "PlannedTypeModule",
    "PlannedTypePackage",
    "PlannedUnwrap",
    "PlannedWebhook",
    "TupleType",
    "TypeExpr",
    "UnionType",
    "WireFormat",
]
