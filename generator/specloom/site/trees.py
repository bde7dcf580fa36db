"""Prints the tree below each planned type, once for all pages: deep and heavy types become links to pages of their own.

A tree has at most `HEAVY` rows of other types, and a type is printed inside others only if it has at most `LIGHT`
rows, so that a site grows with its document and no faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from specloom.base.graph import strong_components
from specloom.base.markdown import code_span, escape_text
from specloom.plan.planned import (
    LiteralType,
    NamedType,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    PlannedType,
    TupleType,
    TypeExpr,
    UnionType,
)
from specloom.site.facts import facts_of
from specloom.site.prose import cleaned, deprecation_of, html_of, markdown_of
from specloom.site.spelling import SHOWN_VALUES, core_of, optional, spell_type, spell_value
from specloom.site.typenames import named_types, plain
from specloom.site.views import ANCHOR, NOTHING, TOP, RowView, TreePart, anchor_of

LIGHT = 40
HEAVY = 160
MOST_VALUES = 400
"""The most allowed values that a page lists; its Markdown has all."""
EMPTY = TreePart("", "", 0, ())
NO_PARTS: Mapping[str, TreePart] = {}


@dataclass
class TypeTrees:
    """The trees of the types of one package."""

    types: Mapping[NamedType, PlannedType]
    print_rows: Callable[[Sequence[RowView]], tuple[str, str]]
    """Prints rows as HTML and as Markdown."""
    link_to: Callable[[NamedType], str]
    """Returns the path of the page of a type below the site."""
    parts: dict[NamedType, TreePart] = field(default_factory=dict[NamedType, TreePart])
    groups: dict[NamedType, int] = field(default_factory=dict[NamedType, int])

    def print_trees(self, roots: Iterable[NamedType]) -> None:
        """Print the trees of some types and of all that they need, those first that others need."""
        references = {name: [key for key in self._references(name) if key in self.types] for name in self.types}
        names = list(_reachable(references, roots))
        numbers = {name: number for number, name in enumerate(names)}
        graph = {number: [numbers[key] for key in references[name]] for name, number in numbers.items()}
        for group, component in enumerate(strong_components(graph)):
            members = [names[number] for number in component]
            self.groups.update(dict.fromkeys(members, group))
            for name in sorted(members, key=lambda name: isinstance(self.types[name], PlannedAlias)):
                self.parts[name] = self._print_type(name)

    def _references(self, name: NamedType) -> Iterator[NamedType]:
        planned = self.types[name]
        if isinstance(planned, PlannedAlias):
            yield from named_types(planned.type)
            return
        for item in self.fields_of(planned):
            yield from named_types(item.type)

    def fields_of(self, planned: PlannedClass) -> list[PlannedField]:
        """Return the fields of a class with those of its bases, which come first."""
        found: dict[str, PlannedField] = {}
        line: list[PlannedClass] = []
        pending, seen = [planned], {id(planned)}
        while pending:
            line.append(each := pending.pop())
            bases = [self.types.get(plain(base)) for base in each.bases]
            fresh = [base for base in bases if isinstance(base, PlannedClass) and id(base) not in seen]
            seen.update(map(id, fresh))
            pending += fresh
        for each in reversed(line):
            found |= {item.name: item for item in each.fields}
        return list(found.values())

    def _print_type(self, name: NamedType) -> TreePart:
        planned = self.types[name]
        branch = _Branch(self, name)
        if isinstance(planned, PlannedAlias):
            below = branch.below(planned.type)
            return replace(below, links=tuple(branch.links))
        rows = [branch.field_row(item) for item in self.fields_of(planned)]
        if planned.extra is not None:
            extra = PlannedField("[other keys]", "", planned.extra, True, PlannedDoc())
            rows.append(branch.field_row(extra, anchor="other-keys"))
        return branch.part(rows, "fields")

    def tree_of(self, expr: TypeExpr) -> TreePart:
        """Return the tree below a type that a method takes or returns."""
        branch = _Branch(self, None)
        below = branch.below(expr)
        return replace(below, links=tuple(branch.links))

    def tree_of_rows(
        self,
        items: Sequence[tuple[PlannedField, tuple[str, ...]]],
        below: Mapping[str, TreePart] = NO_PARTS,
        kind: str = "fields",
    ) -> TreePart:
        """Return the tree of some values, each with its labels; `below` are the trees of those without a type."""
        branch = _Branch(self, None)
        rows = [branch.field_row(item, labels=labels) for item, labels in items]
        trees = [below.get(item.name, EMPTY) for item, _ in items]
        return branch.part(list(map(with_tree, rows, trees)), kind)


@dataclass
class _Branch:
    """The rows of one type, `source`, and how many rows of other types they contain."""

    trees: TypeTrees
    source: NamedType | None
    rows: int = 0
    links: dict[NamedType, None] = field(default_factory=dict[NamedType, None])

    def part(self, rows: Sequence[RowView], kind: str) -> TreePart:
        """Print rows."""
        html, markdown = self.trees.print_rows(rows) if rows else ("", "")
        return TreePart(html, markdown, len(rows) + self.rows, tuple(self.links), kind)

    def field_row(self, item: PlannedField, labels: tuple[str, ...] = (), anchor: str = "") -> RowView:
        """Return the row of a field or argument."""
        expr = optional(item.type, required=item.required)
        wire_name = item.wire_name if item.wire_name not in ("", item.name) else ""
        extra = (f"{cleaned(wire_name)} on the wire",) if wire_name else ()
        return self._row(anchor or item.name, item.name, expr, item.doc, (*labels, *extra))

    def _row(self, anchor: str, name: str, expr: TypeExpr, doc: PlannedDoc, labels: tuple[str, ...] = ()) -> RowView:
        core = core_of(expr)
        printed = isinstance(core, NamedType) and self._prints(core)
        inner = self._below(core, printed=printed)
        literal = core if isinstance(core, LiteralType) and len(core.values) > SHOWN_VALUES else None
        values = tuple(map(spell_value, literal.values)) if literal is not None else ()
        full = spell_type(expr, lambda named: named.name)
        facts = facts_of(doc)
        is_link = isinstance(core, NamedType) and not printed and plain(core) in self.trees.types
        anchor = anchor_of(anchor)
        return RowView(
            id=f"{ANCHOR}{anchor}",
            name=escape(cleaned(name)),
            type=self._linked_type(expr, core) if is_link else escape(full),
            full_type=code_span(f"{name}: {full}" if name else full),
            text=html_of(doc.text or ""),
            markdown=markdown_of(doc.text or "").replace("\n", "\n  "),
            notes=_notes(labels, facts) + (self._markdown_link(core) if is_link else ""),
            facts=tuple((key, escape(value)) for key, value in facts) if facts else (),
            labels=tuple(map(escape, labels)) if labels else (),
            deprecated=html_of(deprecation_of(doc.deprecated)),
            deprecated_markdown=markdown_of(deprecation_of(doc.deprecated)),
            values=tuple(map(escape, values[:MOST_VALUES])) if values else (),
            all_values=", ".join(map(code_span, values)),
            kind=inner.kind if inner.html else "",
            inner=Markup(inner.html.replace(ANCHOR, f"{ANCHOR}{anchor}.")) if inner.html else NOTHING,
            inner_markdown=_indented(inner.markdown),
        )

    def _markdown_link(self, core: TypeExpr) -> str:
        """Return the link to the page of a type that is not printed here."""
        if not isinstance(core, NamedType):
            return ""
        return f"; see [{core.name}]({TOP}{self.trees.link_to(plain(core))}index.md)"

    def _linked_type(self, expr: TypeExpr, core: TypeExpr) -> Markup:
        """Return a type as HTML; what it is made of is a link, because it is not printed below."""

        def spell(named: NamedType) -> str:
            if named != core:
                return named.name
            self.links[plain(named)] = None
            return f'<a href="{TOP}{self.trees.link_to(plain(named))}">{named.name}</a>'

        return Markup(spell_type(expr, spell, lambda text: str(escape(text))))

    def _prints(self, named: NamedType) -> bool:
        """Return whether the tree of a type is printed here: if it is light, and does not lead back here."""
        key = plain(named)
        part = self.trees.parts.get(key)
        if part is None:
            return False
        if self.source is None:
            return self.rows == 0 or self.rows + part.rows <= HEAVY * 3
        if self.trees.groups[key] == self.trees.groups.get(self.source) and not self._enters_union(key):
            return False
        return part.rows <= LIGHT and self.rows + part.rows <= HEAVY

    def _enters_union(self, key: NamedType) -> bool:
        """Return whether this is the class of a member of a recursive union: these are printed, and lead back to it."""
        types = self.trees.types
        assert self.source is not None
        return isinstance(types[self.source], PlannedAlias) and isinstance(types[key], PlannedClass)

    def below(self, expr: TypeExpr) -> TreePart:
        """Return what is below a value of a type: the fields of a class, or the members of a union."""
        core = core_of(expr)
        return self._below(core, printed=isinstance(core, NamedType) and self._prints(core))

    def _below(self, core: TypeExpr, *, printed: bool) -> TreePart:
        if isinstance(core, NamedType) and printed:
            part = self.trees.parts[plain(core)]
            self.rows += part.rows
            self.links.update(dict.fromkeys(part.links))
            return part
        if isinstance(core, UnionType | TupleType):
            rest = (core.rest,) if isinstance(core, TupleType) and core.rest is not None else ()
            return self._members((*core.items, *rest))
        return EMPTY

    def _members(self, items: Sequence[TypeExpr]) -> TreePart:
        before = self.rows
        anchors: dict[str, int] = {}
        rows: list[RowView] = []
        for item in items:
            core = core_of(item)
            anchor = core.name if isinstance(core, NamedType) else "value"
            anchors[anchor] = number = anchors.get(anchor, 0) + 1
            planned = self.trees.types.get(plain(core)) if isinstance(core, NamedType) else None
            doc = planned.doc if planned is not None else PlannedDoc()
            rows.append(self._row(anchor if number == 1 else f"{anchor}-{number}", "", item, doc))
        html, markdown = self.trees.print_rows(rows)
        return TreePart(html, markdown, len(rows) + self.rows - before, (), "members")


def with_tree(row: RowView, part: TreePart) -> RowView:
    """Return a row with a tree below it."""
    if not part.html and not part.markdown:
        return row
    inner = Markup(part.html.replace(ANCHOR, f"{row.id}."))
    return row._replace(kind=part.kind, inner=inner, inner_markdown=_indented(part.markdown))


def _notes(labels: Sequence[str], facts: Sequence[tuple[str, str]]) -> str:
    """Return what a row says beside its type in Markdown."""
    named = [f" *{escape_text(label)}*" for label in labels]
    return "".join([*named, *(f"; {key} {code_span(value)}" for key, value in facts)])


def _indented(markdown: str) -> str:
    return "  " + markdown.rstrip("\n").replace("\n", "\n  ").replace("\n  \n", "\n\n") if markdown else ""


def _reachable(graph: Mapping[NamedType, Iterable[NamedType]], roots: Iterable[NamedType]) -> dict[NamedType, None]:
    """Return the types that can be reached, in the order of the graph."""
    found: set[NamedType] = set()
    pending = [name for name in roots if name in graph]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += graph[name]
    return dict.fromkeys(name for name in graph if name in found)


def anchored_below(part: TreePart, above: str) -> TreePart:
    """Return a tree with its ids completed: they begin with `above`."""
    return replace(part, html=part.html.replace(ANCHOR, above))
