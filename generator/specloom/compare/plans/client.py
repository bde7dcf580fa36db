"""What became of the client itself: its names, its options, and what it does with every request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.api.ir import ClientOption, EventRule
from specloom.compare.plans.change import Change, Level, Side
from specloom.compare.plans.relation import Relations
from specloom.compare.plans.retyping import retyping
from specloom.compare.plans.wire import filled, sent_ways, sent_words, ways
from specloom.plan.planned import Basic, BasicType, LiteralType, Plan, PlannedPageClass, TypeExpr


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
        yield from self.authentication()
        yield from self.pages()
        yield from self.webhooks()

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
        old, new = self.old.client.env_prefix, self.new.client.env_prefix
        if old != new:
            text = f"reads {new}_BASE_URL and {new}_LOG from the environment, was {old}_BASE_URL and {old}_LOG"
            yield self.change(Level.BREAKING, "variables-renamed", text)

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
            was, now = (json.dumps(each.default) if each.has_default else "none" for each in (old, new))
            yield self.change(Level.WIRE, "option-default", f"option `{name}` is {now} by default, was {was}")
        if carriers(old) != carriers(new):
            text = f"option `{name}` is sent as {carriers(new)}, was as {carriers(old)}"
            yield self.change(Level.WIRE, "option-place", text)
        if old.values != new.values:
            before, after = option_type(old), option_type(new)
            for level, rule, text in retyping(self.relations, before, after, Side.REQUEST):
                yield self.change(level, f"option-{rule}", f"option `{name}` {text}")
        if old.description != new.description:
            yield self.change(Level.DOCS, "option-documentation", f"option `{name}` is described in other words")

    def environments(self) -> Iterator[Change]:
        """Yield where requests go now."""
        before = {each.name: each.url for each in self.old.client_spec.environments}
        after = {each.name: each.url for each in self.new.client_spec.environments}
        if len(before) > 1 and len(after) > 1:
            yield from self.choices(before, after)
            return
        if len(after) > 1:
            text = f"option `environment` is new: {', '.join(after)}"
            yield self.change(Level.COMPATIBLE, "environment-added", text)
        elif len(before) > 1:
            yield self.change(Level.BREAKING, "environment-removed", "option `environment` is gone")
        was, now = next(iter(before.values()), "nowhere"), next(iter(after.values()), "nowhere")
        if was != now:
            yield self.change(Level.WIRE, "base-url", f"requests go to {now}, went to {was}")

    def choices(self, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
        """Yield what became of the environments that users choose from."""
        for name, url in before.items():
            if name not in after:
                yield self.change(Level.BREAKING, "environment-removed", f"environment {name!r} is gone")
            elif after[name] != url:
                text = f"requests go to {after[name]}, went to {url} ({name})"
                yield self.change(Level.WIRE, "base-url", text)
        for name in after:
            if name not in before:
                yield self.change(Level.COMPATIBLE, "environment-added", f"environment {name!r} is new")
        was, now = next(iter(before)), next(iter(after))
        if was != now:
            text = f"environment {now!r} is the one by default, was {was!r}"
            yield self.change(Level.WIRE, "base-url", text)

    def webhooks(self) -> Iterator[Change]:
        """Yield that there are webhooks now, or none any more."""
        if self.old.webhooks and not self.new.webhooks:
            told = self.change(
                Level.BREAKING, "webhooks-removed", "is gone: there are no webhooks any more", "webhooks"
            )
            yield replace(told, objects=((("webhooks",), ""), (("types", "webhooks"), "")))
        elif self.new.webhooks and not self.old.webhooks:
            text = f"is new, with {len(self.new.webhooks)} of them"
            yield self.change(Level.COMPATIBLE, "webhooks-added", text, "webhooks")

    def defaults(self) -> Iterator[Change]:
        """Yield what the client does otherwise with every request."""
        before, after = defaults(self.old), defaults(self.new)
        for what, was in before.items():
            now = after[what]
            if was != now:
                text = f"{what}: {now or 'none'}, was {was or 'none'}"
                yield self.change(Level.WIRE, f"client-{what.replace(' ', '-')}", text)
        if self.old.package.http_library != self.new.package.http_library:
            text = f"is built on `{self.new.package.http_library}`, was on `{self.old.package.http_library}`"
            yield self.change(Level.BREAKING, "client-http-library", text)
        docs = [(plan.package.title, plan.package.description) for plan in (self.old, self.new)]
        if docs[0] != docs[1]:
            yield self.change(Level.DOCS, "client-documentation", "is described in other words")

    def authentication(self) -> Iterator[Change]:
        """Yield the other ways in which credentials are sent."""
        first, second = self.old.client_spec.security, self.new.client_spec.security
        if sent_ways(self.old, first) == sent_ways(self.new, second):
            return
        was, now = ways(self.old, first), ways(self.new, second)
        if was != now:
            yield self.change(Level.WIRE, "client-authentication", f"authentication: {now}, was {was}")
        before = {name: sent_words(scheme) for name, (scheme, _) in filled(self.old).items()}
        for name, (scheme, _) in filled(self.new).items():
            if name in before and before[name] != sent_words(scheme):
                text = f"authentication {name!r}: {sent_words(scheme)}, was {before[name]}"
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


def option_type(option: ClientOption) -> TypeExpr:
    """Return the texts that an option may be."""
    return LiteralType(option.values) if option.values else BasicType(Basic.STR)


def demanded(option: ClientOption) -> bool:
    """Must the caller give this option, or set its variable?"""
    return not option.nullable and not option.has_default


def defaults(plan: Plan) -> dict[str, str]:
    """Return what a client does with every request unless it is told otherwise, in words."""
    spec = plan.client_spec
    kinds = spec.error_kinds
    return {
        "timeout": f"{spec.timeout_seconds:g} s",
        "retries": str(spec.max_retries),
        "delay between retries": f"{spec.initial_delay_seconds:g} to {spec.max_delay_seconds:g} s",
        "idempotency header": spec.idempotency_header or "",
        "arrays in queries": plan.array_format.value,
        "objects in queries": plan.nested_format.value,
        "arrays in multipart bodies": spec.multipart_array_format.value,
        "objects in multipart bodies": spec.multipart_nested_format.value,
        "default headers": ", ".join(f"{name}: {value}" for name, value in spec.default_headers),
        "rules for the events of streams": "; ".join(map(rule_words, spec.event_rules)),
        "list of errors in an envelope": spec.errors_field or "",
        "message of an error": spec.error_message_field or "",
        "kinds of errors": ", ".join(f"{each.value} {each.name}" for each in kinds.kinds) if kinds is not None else "",
        "property that tells errors apart": ".".join((*kinds.source, kinds.property_name)) if kinds is not None else "",
    }


def rule_words(rule: EventRule) -> str:
    """Return a rule for the events of a stream, in words."""
    when = [*rule.event_types, *([f"data {rule.data_starts_with}…"] if rule.data_starts_with is not None else [])]
    read = [f"reads {rule.error_property}"] if rule.error_property is not None else []
    return " ".join([", ".join(when) or "anything else", rule.handle.value, *read])


def carriers(option: ClientOption) -> str:
    """Return in what an option is sent with every request, in words."""
    places = {
        "header": option.send_in_header,
        "query parameter": option.send_as_query_param,
        "path parameter": option.send_as_path_param,
        "property of bodies": option.send_as_body_param,
        "variable of the address": option.server_variable,
    }
    return ", ".join(f"{place} {name}" for place, name in places.items() if name is not None) or "nothing"
