"""What became of the client itself: its names, its options, and what it does with every request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.api.ir import ClientOption, SecurityAlternative, SecurityScheme
from generator.api.planned import Plan, PlannedPageClass
from generator.changes.change import Change, Level, Side
from generator.changes.relation import Relations
from generator.changes.retyping import retyping


@dataclass(frozen=True, slots=True)
class Client:
    """The client and its pages, before and after."""

    relations: Relations
    old: Plan
    new: Plan

    def changes(self) -> Iterator[Change]:
        """Yield what became of the client."""
        yield from self.names()
        yield from self.options()
        yield from self.environments()
        yield from self.defaults()
        yield from self.schemes()
        yield from self.pages()

    def names(self) -> Iterator[Change]:
        """Yield the names that users import and that are others now."""
        pairs = (
            ("package", self.old.package.package_name, self.new.package.package_name),
            ("client class", self.old.client.class_name, self.new.client.class_name),
            ("base of all errors", self.old.client.error_name, self.new.client.error_name),
        )
        for what, was, now in pairs:
            if was != now:
                told = self.change(Level.BREAKING, "name-changed", f"the {what} is now called `{now}`, was `{was}`")
                yield replace(told, objects=(((), was), ((), f"Async{was}")))

    def options(self) -> Iterator[Change]:
        """Yield what became of the arguments of the client's constructor."""
        before, after = options(self.old), options(self.new)
        for name in before:
            if name not in after:
                yield self.change(Level.BREAKING, "option-removed", f"option `{name}` is gone")
            else:
                yield from self.option(name, before[name], after[name])
        for name, option in after.items():
            if name not in before:
                level = Level.BREAKING if demanded(option) else Level.COMPATIBLE
                extra = " and required" if demanded(option) else ""
                yield self.change(level, "option-added", f"option `{name}` is new{extra}")

    def option(self, name: str, old: ClientOption, new: ClientOption) -> Iterator[Change]:
        """Yield what became of one option."""
        if demanded(new) and not demanded(old):
            yield self.change(Level.BREAKING, "option-now-required", f"option `{name}` is now required")
        if demanded(old) and not demanded(new):
            yield self.change(Level.COMPATIBLE, "option-now-optional", f"option `{name}` is now optional")
        if old.read_env != new.read_env:
            text = f"option `{name}` is now read from {new.read_env or 'no variable'}, was {old.read_env or 'none'}"
            yield self.change(Level.BREAKING, "option-variable", text)
        if old.kind != new.kind:
            text = f"option `{name}` is now a {new.kind.value}, was a {old.kind.value}"
            yield self.change(Level.BREAKING, "option-type", text)
        if (old.default, old.has_default) != (new.default, new.has_default):
            yield self.change(Level.WIRE, "option-default", f"option `{name}` has another default")

    def environments(self) -> Iterator[Change]:
        """Yield where requests go now."""
        before = {each.name: each.url for each in self.old.client_spec.environments}
        after = {each.name: each.url for each in self.new.client_spec.environments}
        if len(before) > 1:
            for name in before:
                if name not in after:
                    yield self.change(Level.BREAKING, "environment-removed", f"environment {name!r} is gone")
        for name, url in after.items():
            if name in before and before[name] != url:
                yield self.change(Level.WIRE, "base-url", f"requests go to {url}, went to {before[name]}")
            elif name not in before and len(before) > 1:
                yield self.change(Level.COMPATIBLE, "environment-added", f"environment {name!r} is new")
        if before and after and next(iter(before.items()))[1] not in after.values() and len(before) == len(after) == 1:
            was, now = next(iter(before.values())), next(iter(after.values()))
            if next(iter(before)) not in after:
                yield self.change(Level.WIRE, "base-url", f"requests go to {now}, went to {was}")

    def defaults(self) -> Iterator[Change]:
        """Yield what the client does otherwise with every request."""
        old, new = self.old.client_spec, self.new.client_spec
        facts = (
            ("timeout", f"{old.timeout_seconds:g} s", f"{new.timeout_seconds:g} s"),
            ("retries", str(old.max_retries), str(new.max_retries)),
            ("idempotency header", str(old.idempotency_header), str(new.idempotency_header)),
            ("arrays in queries", old.array_format.value, new.array_format.value),
            ("objects in queries", old.nested_format.value, new.nested_format.value),
            ("authentication", ways(old.security), ways(new.security)),
            ("default headers", str(dict(old.default_headers)), str(dict(new.default_headers))),
        )
        for what, was, now in facts:
            if was != now:
                yield self.change(Level.WIRE, f"client-{what.replace(' ', '-')}", f"{what}: {now}, was {was}")

    def schemes(self) -> Iterator[Change]:
        """Yield the security schemes by which the same credentials are sent in another way."""
        before = {scheme.name: sent(scheme) for scheme in self.old.client_spec.schemes}
        for scheme in self.new.client_spec.schemes:
            was, now = before.get(scheme.name), sent(scheme)
            if was is not None and was != now:
                text = f"authentication {scheme.name!r}: {now}, was {was}"
                yield self.change(Level.WIRE, "client-security-scheme", text)

    def pages(self) -> Iterator[Change]:
        """Yield what became of the page classes."""
        before = {page.name: page for page in self.old.pages}
        after = {page.name: page for page in self.new.pages}
        for name, page in before.items():
            subject = f"pagination.Sync{name}"
            if name not in after:
                yield self.change(Level.BREAKING, "page-class-removed", "is gone", subject)
            else:
                yield from self.page(page, after[name], subject)
        for name in after:
            if name not in before:
                yield self.change(Level.COMPATIBLE, "page-class-added", "is new", f"pagination.Sync{name}")

    def page(self, old: PlannedPageClass, new: PlannedPageClass, subject: str) -> Iterator[Change]:
        """Yield what became of the fields of a page."""
        before, after = ({field.name: field for field in page.fields} for page in (old, new))
        for name, field in before.items():
            if name not in after:
                yield self.change(Level.BREAKING, "field-removed", f"field `{name}` is gone", subject)
                continue
            for level, rule, text in retyping(self.relations, field.type, after[name].type, Side.RESPONSE):
                yield self.change(level, f"field-{rule}", f"field `{name}` {text}", subject)
        for name in after:
            if name not in before:
                yield self.change(Level.COMPATIBLE, "field-added", f"field `{name}` is new", subject)

    def change(self, level: Level, rule: str, text: str, subject: str | None = None) -> Change:
        """Return a change of the client, or of a page class."""
        owner = self.old.client.root
        objects = ((owner.module, f"{self.old.client.class_name}"), (owner.module, self.old.client.async_class_name))
        if subject is not None:
            name = subject.rpartition(".")[2].removeprefix("Sync")
            objects = ((("pagination",), f"Sync{name}"), (("pagination",), f"Async{name}"))
        return Change(level, Side.CLIENT, rule, subject or self.new.client.class_name, text, objects=objects)


def options(plan: Plan) -> dict[str, ClientOption]:
    """Return the client's options by their Python names."""
    return {each.name: plan.client_spec.options[each.index] for each in plan.client.options}


def demanded(option: ClientOption) -> bool:
    """Must the caller give this option, or set its variable?"""
    return not option.nullable and not option.has_default


def sent(scheme: SecurityScheme) -> str:
    """Return how credentials are sent, in words."""
    words = (scheme.kind.value.replace("_", " "), scheme.parameter, scheme.keyword, scheme.token_url)
    return " ".join(word for word in words if word)


def ways(alternatives: tuple[SecurityAlternative, ...]) -> str:
    """Return the ways to authenticate, in words."""
    return " or ".join(" and ".join(name for name, _ in each.schemes) or "nothing" for each in alternatives) or "none"
