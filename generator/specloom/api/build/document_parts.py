"""The schemas and operations of a document as they are before a config: inference reads them, and the build goes on."""

from __future__ import annotations

from specloom.api.build.listed_children import with_listed_children
from specloom.api.build.nodes import BuildContext, CanonicalSource
from specloom.api.build.operations import BuiltOperation, build_operations
from specloom.api.build.parents import with_parent_unions
from specloom.api.build.requiredtags import with_required_tags
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.work import BuildState
from specloom.api.ir import Schema
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, as_object
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The schemas and operations of a document, with the context that has built them."""

    context: BuildContext
    schemas: dict[str, Schema]
    operations: dict[str, BuiltOperation]

    def are_valid_for(self, context: BuildContext) -> bool:
        """Return whether a build with `context` would make the same parts: nothing that decides them has changed."""
        work, models = self.context.work, frozenset(context.models)
        return (
            self.context.document is context.document
            and self.context.keeps_bases == context.keeps_bases
            and not context.moved
            and work.possible_bases <= models
            and work.opened_components.isdisjoint(models)
        )


def with_completed_unions(document: JsonObject) -> JsonObject:
    """Return a document that no config describes with its unions as servers use them. The input is not changed."""
    return with_required_tags(with_parent_unions(with_listed_children(document)))


def build_document_parts(canonical: CanonicalSource) -> DocumentParts:
    """Build the parts of a document that no config describes."""
    document = with_completed_unions(canonical.document)
    keys = as_object(as_object(document.get("components")).get("schemas")).keys()
    work = BuildState(Allowance(canonical.values))
    context = BuildContext(canonical, document, Diagnostics(), bases=keys, work=work)
    builder = SchemaBuilder(context)
    schemas = {key: builder.build_component(key) for key in context.components}
    return DocumentParts(context, schemas, build_operations(builder, schemas, honour_form=True))
