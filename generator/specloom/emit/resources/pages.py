"""Builds page classes: the items of a page, and the request for the next one."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import PaginationKind, Purpose
from specloom.emit.annotations import Annotator
from specloom.emit.docs import doc_source
from specloom.emit.fields import FieldTable
from specloom.emit.imports import Imports, import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import docstring_literal, python_literal, string_literal, wrap_text
from specloom.emit.resources.nextpage import next_page
from specloom.emit.resources.packages import lazy_module
from specloom.emit.resources.pagepaths import PagePaths
from specloom.emit.views import FieldView, FileView, PageClassView, PageFileView, PageModelView
from specloom.plan.planned import Direction, NamedType, Plan, PlannedClass, PlannedField, PlannedPageClass

_PATH = ("pagination",)


def page_files(plan: Plan) -> Iterator[FileView]:
    """Return `pagination.py` and the lazy module that resources use, if anything is paginated."""
    if plan.pages:
        yield FileView("pagination.py", "package/pagination.py.jinja", _page_file_view(plan))
        names = [f"{prefix}{page.name}" for page in plan.pages for prefix in ("Async", "Sync")]
        yield lazy_module(("_runtime", "pages"), dict.fromkeys(names, _PATH), is_package=False)


def _page_file_view(plan: Plan) -> PageFileView:
    imports = Imports(_PATH)
    schemes = tuple(_PageViewBuilder(imports, page).build_view() for page in plan.pages)
    for name in ("Generic", "List", "TypeVar"):
        imports.add_name("typing", name)
    imports.add_name("typing_extensions", "override")
    imports.add_name("__future__", "annotations")
    for name in ("BaseAsyncPage", "BaseSyncPage", "PageInfo"):
        imports.add_own(("_runtime", "pagination"), name)
    names = [name for scheme in schemes for name in (*(model.name for model in scheme.models), *scheme.class_names)]
    return PageFileView(
        imports=import_block(imports.import_groups()),
        all_names=laid_out(python_literal([*names]), 0, 10),
        schemes=schemes,
    )


class _PageViewBuilder:
    """Builds the classes of one scheme."""

    def __init__(self, imports: Imports, page: PlannedPageClass) -> None:
        self.imports = imports
        self.annotator = Annotator(imports, Direction.RESPONSE, self._spell_named_type)
        self.fields = FieldTable()
        self.page = page
        self.paths = PagePaths(page)

    def build_view(self) -> PageClassView:
        """Return the view of the sync and the async class."""
        scheme = self.page.scheme
        items = self.paths.path_expression(self.page.items_path)
        return PageClassView(
            class_names=(f"Sync{self.page.name}", f"Async{self.page.name}"),
            bases=("BaseSyncPage", "BaseAsyncPage"),
            doc=docstring_literal(wrap_text(scheme.description or self._default_doc(), 96), 4),
            models=tuple(map(self._page_model, self.page.models)),
            constants=tuple(self._class_constants()),
            fields=tuple(map(self._page_field, self.page.fields)),
            items=f"({items}) or []" if " and " in items else f"{items} or []",
            next_page=laid_out(next_page(self.page, self.paths, self.imports), 8, prefix=len("return ")),
        )

    def _default_doc(self) -> str:
        return {
            PaginationKind.PAGE_NUMBER: "A page of a list, found by its number.",
            PaginationKind.OFFSET: "A page of a list, found by the number of items before it.",
            PaginationKind.CURSOR: "A page of a list, found by the cursor that came with the page before.",
            PaginationKind.CURSOR_ID: "A page of a list, found by the id of the item before it.",
            PaginationKind.CURSOR_URL: "A page of a list, found by the URL that came with the page before.",
            PaginationKind.FAKE: "A list that comes as a whole: there is no next page.",
        }[self.page.scheme.kind]

    def _class_constants(self) -> Iterator[tuple[str, str, str]]:
        scheme = self.page.scheme
        constants: list[tuple[str, str, str]] = []
        if scheme.top_level_array and self.page.items_path:
            constants.append(("array_field", "ClassVar[str | None]", string_literal(self.page.items_path[0])))
        more = self.paths.property_names(Purpose.HAS_NEXT_PAGE)
        if len(more) == 1 and not scheme.as_documented:
            constants.append(("has_more_field", "ClassVar[str | None]", string_literal(more[0])))
        if scheme.continue_on_empty_items:
            constants.append(("continue_on_empty_items", "ClassVar[bool]", "True"))
        headers = self.paths.header_fields()
        if headers:
            self.imports.add_name("typing", "Mapping")
            constants.append(("header_fields", "ClassVar[Mapping[str, str]]", python_literal({**headers})))
        if constants:
            self.imports.add_name("typing", "ClassVar")
        yield from constants

    def _page_model(self, planned: PlannedClass) -> PageModelView:
        base = self.imports.add_own(("_models",), "BaseModel")
        bases = f"{base}, Generic[_T]" if planned.generic else base
        return PageModelView(
            planned.name, bases, doc_source(planned.doc, 4), tuple(map(self._page_field, planned.fields))
        )

    def _page_field(self, planned: PlannedField) -> FieldView:
        made = self.fields.model_field(planned, self.annotator.type_of(planned.type))
        self.imports.append(made.imports)
        return FieldView(planned.name, made.annotation, made.assignment, doc_source(planned.doc, 4))

    def _spell_named_type(self, expr: NamedType) -> str:
        generic = any(model.name == expr.name and model.generic for model in self.page.models)
        return f"{expr.name}[_T]" if generic else expr.name
