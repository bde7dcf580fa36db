"""Collects the facts about a method's requests and responses that no signature shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from specloom.compare.from_plan.security import security_words, sent_credentials
from specloom.compare.surface import WireFact
from specloom.plan.planned import ArgumentLocation, BodyEncoding, Plan, PlannedBody, PlannedMethod, PlannedParameter

SENT_IN = {
    ArgumentLocation.PATH: "the path",
    ArgumentLocation.QUERY: "the query",
    ArgumentLocation.HEADER: "a header",
    ArgumentLocation.COOKIE: "a cookie",
    ArgumentLocation.BODY: "the body",
    ArgumentLocation.WHOLE_BODY: "the whole body",
}
_IN_BRACES = re.compile(r"\{[^{}]*\}")


def method_facts(plan: Plan, method: PlannedMethod) -> dict[str, WireFact]:
    """Return the facts of a method."""
    facts = [
        ("request-line", f"{method.verb.upper()} {_IN_BRACES.sub('{}', method.path)}"),
        ("server", method.server or "the client's"),
        ("retries", own_number(method.max_retries)),
        ("timeout", own_number(method.timeout_seconds)),
        ("idempotency-key", yes_or_no(method.idempotent_key)),
        *body_facts(method.body),
        ("envelope", method.result.unwrap or "none"),
    ]
    if method.stream is not None:
        facts.append(("stream", method.stream.format.value))
    found = {name: WireFact(f"wire-{name}", name.replace("-", " "), words) for name, words in facts}
    # Another requested media type is not reported if the kind of the result changes.
    found[f"accept {method.result.kind} {method.stream is None}"] = WireFact(
        "wire-accept", "accept", method.result.accept or "JSON"
    )
    words = "the client's" if method.security is None else security_words(plan, method.security)
    sent = "the client's" if method.security is None else repr(sent_credentials(plan, method.security))
    found["security"] = WireFact("wire-security", "security", words, sent)
    found["headers"] = WireFact("method-documentation", "", repr(method.result.headers))
    for each in method.parameters:
        if each.is_fixed:
            fact = WireFact("constant-changed", repr(each.wire_name), repr(each.fixed_value))
            found[f"constant {each.location} {each.wire_name}"] = fact
    return found


def body_facts(body: PlannedBody) -> Iterator[tuple[str, str]]:
    """Yield the facts of a body, none without a body."""
    if body.encoding is not BodyEncoding.NONE:
        headers = [(name, [f"{key}: {value}" for key, value in items]) for name, items in body.part_headers]
        yield "body-encoding", body.media_type or body.encoding.value
        yield "types-of-the-parts", listed_words(body.part_types)
        yield "headers-of-the-parts", listed_words(headers)
        yield "JSON-without-files", yes_or_no(body.json_without_files)


def parameter_facts(parameter: PlannedParameter) -> dict[str, WireFact]:
    """Return the facts of where and how an argument is sent."""
    location = parameter.location
    found = {
        "place": WireFact("parameter-place", "", SENT_IN[location]),
        "style": WireFact("parameter-style", "", style_words(parameter)),
        "option": WireFact("parameter-option", "", parameter.option or ""),
    }
    if location is not ArgumentLocation.PATH:
        found[f"name in {location}"] = WireFact("parameter-wire-name", "", repr(parameter.wire_name))
    return found


def style_words(parameter: PlannedParameter) -> str:
    """Return the style of a value as text."""
    words = [f"as {parameter.style.value}" if parameter.style is not None else "as usual"]
    words += ["exploded"] if parameter.explode else []
    words += ["with reserved characters as they are"] if parameter.reserved else []
    words += [f"with {', '.join(parameter.extends)} added"] if parameter.extends else []
    return " ".join(words)


def own_number(number: float | None) -> str:
    """Return a method's own number as text, or that it is the client's."""
    return "the client's" if number is None else f"{number:g}"


def yes_or_no(given: object) -> str:
    """Return "yes" or "no"."""
    return "yes" if given else "no"


def listed_words(pairs: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return the settings of parts as text."""
    return "; ".join(f"{name} {', '.join(items)}" for name, items in pairs) or "none"
