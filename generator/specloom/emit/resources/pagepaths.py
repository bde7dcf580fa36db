"""Turns the roles of a pagination scheme into expressions that read a page."""

from __future__ import annotations

from specloom.api.ir import PaginationRole, Purpose
from specloom.plan.planned import NamedType, PlannedField, PlannedPageClass


class PagePaths:
    """Finds the properties of a page by their role."""

    def __init__(self, page: PlannedPageClass) -> None:
        """Read the roles of the page's scheme."""
        self._page = page
        self._models = {model.name: model.fields for model in page.models}
        self._response = {role.purpose: role for role in page.scheme.response_roles}
        self._request = {role.purpose: role for role in page.scheme.request_roles}

    def request_param(self, purpose: Purpose) -> str | None:
        """Return the wire name of a request parameter."""
        role = self._request.get(purpose)
        return role.path[-1] if role is not None and role.path else None

    def response_role(self, purpose: Purpose) -> PaginationRole | None:
        """Return the role of a response property."""
        return self._response.get(purpose)

    def property_names(self, purpose: Purpose) -> tuple[str, ...]:
        """Return the Python names that lead to a response property, nothing if there is none."""
        role = self._response.get(purpose)
        return () if role is None else self.python_names(role.path)

    def value_expression(self, purpose: Purpose) -> str | None:
        """Return an expression for a response property, `None` if there is none."""
        names = self.property_names(purpose)
        return self.path_expression(names) if names else None

    def header_fields(self) -> dict[str, str]:
        """Return the fields that come from headers: Python name -> header."""
        found: dict[str, str] = {}
        for role in self._response.values():
            names = self.python_names(role.path)
            if role.from_header is not None and len(names) == 1:
                found[names[0]] = role.from_header
        return found

    def sibling_expression(self, purpose: Purpose, *wire_names: str) -> str | None:
        """Return an expression for a property beside the one of a role."""
        role = self._response.get(purpose)
        for wire_name in wire_names if role is not None else ():
            names = self.python_names((*role.path[:-1], wire_name)) if role is not None else ()
            if names:
                return self.path_expression(names)
        return None

    def python_names(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the Python names along a path of wire names, nothing if the path does not exist."""
        fields: tuple[PlannedField, ...] = self._page.fields
        names: list[str] = []
        for wire_name in path:
            field = next((field for field in fields if field.wire_name == wire_name), None)
            if field is None:
                return ()
            names.append(field.name)
            fields = self._models.get(field.type.name, ()) if isinstance(field.type, NamedType) else ()
        return tuple(names)

    @staticmethod
    def path_expression(names: tuple[str, ...]) -> str:
        """Return an attribute path in which everything before the last name may be absent."""
        steps = [".".join(("self", *names[:end])) for end in range(1, len(names) + 1)]
        return " and ".join(steps) if steps else "[]"
