"""The plan as frozen data: every file, type, field, method and parameter with its final Python name.

`plan/` makes it from the whole `Api` and assigns each name once; `emit/` prints it and decides nothing.
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
