"""What a method sends or reads in another way under the same signature, and the failures that it is said to have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.api.ir import ClientSpec, ErrorResponse, Operation, SecurityAlternative, SecurityScheme
from specloom.compare.plans.change import Change, Level, Side
from specloom.compare.plans.inventory import FoundMethod
from specloom.compare.plans.relation import Relations, plain
from specloom.plan.planned import Encoding, NamedType, Plan, PlannedBody, PlannedMethod

Operations = Mapping[str, Operation]
STATUS_WORDS = {"default": "any other status"}


@dataclass(frozen=True, slots=True)
class Wire:
    """One method, before and after, with the clients that it belongs to."""

    relations: Relations
    old_plan: Plan
    new_plan: Plan
    old: FoundMethod
    new: FoundMethod

    def changes(self) -> Iterator[Change]:
        """Yield what is sent or read in another way."""
        before, after = self.old.method, self.new.method
        facts = [
            ("request-line", request_line(before), request_line(after)),
            ("server", before.server or "the client's", after.server or "the client's"),
            ("retries", count(before.max_retries), count(after.max_retries)),
            ("timeout", count(before.timeout_seconds), count(after.timeout_seconds)),
            ("idempotency-key", yes(before.idempotent_key), yes(after.idempotent_key)),
            *self.body(before.body, after.body),
            *self.answer(before, after),
        ]
        for rule, was, now in facts:
            if was != now:
                text = f"{rule.replace('-', ' ')}: {now}, was {was}"
                yield change(Level.WIRE, f"wire-{rule}", text, self.new)
        if credentials(self.old_plan, before) != credentials(self.new_plan, after):
            was, now = security(self.old_plan, before), security(self.new_plan, after)
            text = f"security: {now}, was {was}" if was != now else f"security: {now}, sent in another way"
            yield change(Level.WIRE, "wire-security", text, self.new)

    def body(self, old: PlannedBody, new: PlannedBody) -> Iterator[tuple[str, str, str]]:
        """Yield the facts of the body, none where it has come or gone altogether."""
        if Encoding.NONE in (old.encoding, new.encoding):
            return
        yield "body-encoding", old.media_type or old.encoding.value, new.media_type or new.encoding.value
        yield "types-of-the-parts", named_words(old.part_types), named_words(new.part_types)
        yield "headers-of-the-parts", headers(old), headers(new)
        yield "JSON-without-files", yes(old.json_without_files), yes(new.json_without_files)

    def answer(self, old: PlannedMethod, new: PlannedMethod) -> Iterator[tuple[str, str, str]]:
        """Yield the facts of the answer; what is asked for is no news where the result is of another kind."""
        if old.result.kind is new.result.kind and (old.stream is None) is (new.stream is None):
            yield "accept", old.result.accept or "JSON", new.result.accept or "JSON"
        yield "envelope", old.result.unwrap or "none", new.result.unwrap or "none"
        if old.stream is not None and new.stream is not None:
            yield "stream", old.stream.format.value, new.stream.format.value

    def errors(self, old: Operation | None, new: Operation | None) -> Iterator[Change]:
        """Yield the documented failures that have come, gone, or that carry another body."""
        if old is None or new is None:
            return
        before = {error.status: error for error in old.errors}
        after = {error.status: error for error in new.errors}
        for status in sorted(after.keys() - before.keys()):
            text = f"may now fail with {STATUS_WORDS.get(status, status)}"
            yield change(Level.COMPATIBLE, "error-added", text, self.new, Side.RESPONSE)
        for status in sorted(before.keys() - after.keys()):
            text = f"is no longer said to fail with {STATUS_WORDS.get(status, status)}"
            yield change(Level.COMPATIBLE, "error-removed", text, self.new, Side.RESPONSE)
        was, now = dict(self.old.method.errors), dict(self.new.method.errors)
        for status in sorted(before.keys() & after.keys()):
            first, second = self.carried(was, before[status]), self.carried(now, after[status])
            is_known = status in was or status in now
            if is_known and self.translated(was.get(status), first) != second:
                text = f"failing with {STATUS_WORDS.get(status, status)} it carries {second}, was {first}"
                level = Level.BREAKING if status in was else Level.COMPATIBLE
                yield change(level, "error-body", text, self.new, Side.RESPONSE)

    def carried(self, models: Mapping[str, NamedType], error: ErrorResponse) -> str:
        """Return what the body of a failure is, in words."""
        if error.status in models:
            return f"`{models[error.status].name}`"
        return "no described body" if error.schema is None else "a body without a model"

    def translated(self, model: NamedType | None, words: str) -> str:
        """Return the words for an old body, with the name that its model has now."""
        if model is None:
            return words
        now = plain(model, self.relations.renamed)
        return f"`{now.name}`" if isinstance(now, NamedType) else words


def request_line(method: PlannedMethod) -> str:
    """Return verb and path with empty braces: the names in them are no matter of the wire."""
    path = re.sub(r"\{[^{}]*\}", "{}", method.path)
    return f"{method.verb.upper()} {path}"


def count(number: float | None) -> str:
    """Return a number of a method's own in words."""
    return "the client's" if number is None else f"{number:g}"


def yes(given: object) -> str:
    """Return yes or no."""
    return "yes" if given else "no"


def named_words(pairs: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return what is said of parts, in words."""
    return "; ".join(f"{name} {', '.join(items)}" for name, items in pairs) or "none"


def headers(body: PlannedBody) -> str:
    """Return the headers of the parts of a body, in words."""
    return named_words((name, [f"{key}: {value}" for key, value in items]) for name, items in body.part_headers)


def security(plan: Plan, method: PlannedMethod) -> str:
    """Return the ways in which a method authenticates, in words."""
    return "the client's" if method.security is None else ways(plan, method.security)


def credentials(plan: Plan, method: PlannedMethod) -> object:
    """Return what a method sends to authenticate, the names of schemes apart; None for what the client sends."""
    return None if method.security is None else sent_ways(plan, method.security)


def filled(plan: Plan) -> dict[str, tuple[SecurityScheme, tuple[tuple[str, str], ...]]]:
    """Return the schemes that options of the client fill, by name, with these options."""
    spec: ClientSpec = plan.client_spec
    options: dict[str, list[tuple[str, str]]] = {}
    for each in plan.client.options:
        option = spec.options[each.index]
        if option.scheme is not None:
            options.setdefault(option.scheme, []).append((option.role.value, each.name))
    return {each.name: (each, tuple(options[each.name])) for each in spec.schemes if each.name in options}


def ways(plan: Plan, alternatives: tuple[SecurityAlternative, ...]) -> str:
    """Return the ways to authenticate in words, those alone that the client knows."""
    known = filled(plan)
    names = [
        " and ".join(name for name, _ in each.schemes if name in known) or "nothing"
        for each in alternatives
        if not each.schemes or any(name in known for name, _ in each.schemes)
    ]
    return " or ".join(dict.fromkeys(names)) or "nothing"


def sent_ways(plan: Plan, alternatives: tuple[SecurityAlternative, ...]) -> list[list[object]]:
    """Return what is sent in each way to authenticate."""
    known = filled(plan)
    found: list[list[object]] = []
    for each in alternatives:
        sent: list[object] = [
            (sent_words(known[name][0]), known[name][1], scopes_of(known[name][0], scopes))
            for name, scopes in each.schemes
            if name in known
        ]
        if (sent or not each.schemes) and sent not in found:
            found.append(sent)
    return sorted(found, key=lambda item: not item) if found != [[]] else []


def scopes_of(scheme: SecurityScheme, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the scopes that are asked for, none where no token is fetched."""
    return (scopes or scheme.scopes) if scheme.token_url is not None else ()


def sent_words(scheme: SecurityScheme) -> str:
    """Return how credentials are sent, in words."""
    words = (scheme.kind.value.replace("_", " "), scheme.parameter, scheme.keyword, scheme.token_url)
    return " ".join(item for item in words if item)


def change(level: Level, rule: str, text: str, found: FoundMethod, side: Side = Side.REQUEST) -> Change:
    """Return a change of a method."""
    return Change(level, side, rule, found.subject, text, found.method.pointer, objects=found.objects)
