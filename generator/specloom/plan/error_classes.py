"""Names the error classes that a property of the body distinguishes."""

from __future__ import annotations

from specloom.base.names import NameScope, class_name
from specloom.base.reserved import BUILTINS, PACKAGE_EXPORTS
from specloom.base.words import Casing
from specloom.plan.planned import Plan

STATUS_ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
"""The classes that every package has, by status."""
_MODULE_NAMES = ("AsyncClient", "Client", "KINDS", "Mapping", "PROPERTY", "SOURCE", "Tuple", "Type", "annotations")
"""The other names in the module of these classes."""


def error_class_names(plan: Plan) -> dict[str, str]:
    """Return the class name of each kind of error, by its discriminator value."""
    found = plan.client_spec.error_kinds
    casing = Casing()
    own = (plan.client.class_name, plan.client.async_class_name, plan.client.error_name)
    scope = NameScope([*PACKAGE_EXPORTS, *BUILTINS, *_MODULE_NAMES, *own])
    kinds = found.kinds if found is not None else ()
    return {kind.value: scope.claim_name(class_name(kind.name, casing)) for kind in kinds}
