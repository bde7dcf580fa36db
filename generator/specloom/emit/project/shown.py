"""What examples of the README and of the reference site have in common: the client's arguments, the printed field."""

from __future__ import annotations

from specloom.emit.literals import python_literal, string_literal
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import NamedType, Plan, PlannedClass, TypeExpr


def client_arguments(plan: Plan) -> str:
    """Return the arguments of the client, one per line: the required ones, and one way to authenticate."""
    lines: list[str] = []
    schemes = first_schemes(plan)
    for option in plan.client.options:
        spec = plan.client_spec.options[option.index]
        optional = spec.nullable or spec.has_default
        if optional and spec.scheme not in schemes:
            continue
        if spec.read_env is not None:
            comment = "  # This is the default and can be omitted"
            lines.append(f"    {option.name}=os.environ.get({string_literal(spec.read_env)}),{comment}\n")
        else:
            value = spec.example or "My " + option.name.strip("_")
            lines.append(f"    {option.name}={python_literal(value)},\n")
    return "".join(lines)


def first_schemes(plan: Plan) -> set[str]:
    """Return the security schemes of the first way to authenticate."""
    filled = {option.scheme for option in plan.client_spec.options}
    ways = ({name for name, _ in way.schemes} for way in plan.client_spec.security)
    return next((way for way in ways if way and way <= filled), set[str]())


def field_to_print(expr: TypeExpr, facts: TypeFacts) -> str:
    """Return a field to print: the id, or the first that is always present; empty if there is none."""
    planned = facts.planned_type(expr) if isinstance(expr, NamedType) else None
    if not isinstance(planned, PlannedClass):
        return ""
    names = [field.name for field in planned.fields if field.required]
    return next((name for name in ("id", *names) if name in {field.name for field in planned.fields}), "")
