"""Looks things up in built schemas: the target of a reference, the properties of an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specloom.api.ir import (
    ArraySchema,
    Field,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
)
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Lookup:
    """The components, with methods to look them up."""

    components: Mapping[str, Schema]

    def resolve_fully(self, schema: Schema) -> Schema:
        """Return the schema that a reference, or a chain of references, ends at."""
        seen: set[str] = set()
        while isinstance(schema, RefSchema) and schema.name in self.components and schema.name not in seen:
            seen.add(schema.name)
            schema = self.components[schema.name]
        return schema

    def leaf_schemas(self, schema: Schema) -> Iterator[Schema]:
        """Yield the schemas inside references, arrays and unions, each component once."""
        seen: set[str] = set()
        waiting = [schema]
        while waiting:
            one = waiting.pop()
            if isinstance(one, RefSchema):
                if one.name in self.components and one.name not in seen:
                    seen.add(one.name)
                    waiting.append(self.components[one.name])
            elif isinstance(one, ArraySchema):
                waiting.append(one.items)
            elif isinstance(one, UnionSchema):
                waiting.extend(variant.schema for variant in one.variants)
            else:
                yield one

    def holds_files(self, schema: Schema) -> bool:
        """Return whether a schema is a file, or has one in its items, properties or values."""
        return next(self.files_in(schema), None) is not None

    def files_in(self, schema: Schema) -> Iterator[ScalarSchema]:
        """Yield the files in a schema: itself, or in its items, properties or values."""
        seen: set[str] = set()
        waiting = [schema]
        while waiting:
            one = waiting.pop()
            match one:
                case ScalarSchema(kind=ScalarKind.BINARY):
                    yield one
                case RefSchema(name=name) if name in self.components and name not in seen:
                    seen.add(name)
                    waiting.append(self.components[name])
                case ArraySchema(items=inner) | MapSchema(values=inner):
                    waiting.append(inner)
                case UnionSchema(variants=variants):
                    waiting.extend(variant.schema for variant in variants)
                case ObjectSchema(fields=fields, bases=bases, extra=extra):
                    waiting.extend(field.schema for field in fields)
                    waiting.extend([*bases, extra] if extra is not None else bases)
                case _:
                    pass

    def fields_of(self, schema: Schema) -> dict[str, Field]:
        """Return the properties of an object by wire name, inherited ones first; none for other kinds."""
        target = self.resolve_fully(schema)
        if not isinstance(target, ObjectSchema):
            return {}
        found: dict[str, Field] = {}
        for one in self._line(target):
            found.update({field.wire_name: field for field in one.fields})
        return found

    def _line(self, target: ObjectSchema) -> Iterator[ObjectSchema]:
        """Yield all that an object inherits from, each once and before its subclasses, then the object itself."""
        seen: set[int] = set()
        stack: list[tuple[ObjectSchema, bool]] = [(target, False)]
        while stack:
            one, is_done = stack.pop()
            if is_done:
                yield one
            elif id(one) not in seen:
                seen.add(id(one))
                stack.append((one, True))
                bases = [self.resolve_fully(base) for base in reversed(one.bases)]
                stack += [(base, False) for base in bases if isinstance(base, ObjectSchema)]

    def variants_of(self, schema: Schema) -> list[Schema]:
        """Return the variants of a union, behind references, or the schema alone."""
        target = self.resolve_fully(schema)
        if not isinstance(target, UnionSchema):
            return [schema]
        return [variant.schema for variant in target.variants]
