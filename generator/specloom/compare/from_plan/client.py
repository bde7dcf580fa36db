"""Reads the client's options and its behaviour for every request from a plan."""

from __future__ import annotations

import json

from specloom.api.ir import ClientOption, EventRule
from specloom.compare.from_plan.security import filled_schemes, scheme_words, security_words, sent_credentials
from specloom.compare.surface import SurfaceMember, SurfaceMethod, SurfaceSignature, WireFact
from specloom.compare.surface_types import LITERAL, SurfaceType
from specloom.plan.planned import Plan, PlannedDoc


def planned_constructor(plan: Plan) -> SurfaceMethod:
    """Return the constructor of the client with the options from the document and the config."""
    options = [(each.name, plan.client_spec.options[each.index]) for each in plan.client.options]
    return SurfaceMethod("__init__", (SurfaceSignature(tuple(client_option(*each) for each in options), None),))


def client_option(name: str, option: ClientOption) -> SurfaceMember:
    """Return one option; it is required (as argument or environment variable) without a default or null."""
    words = tuple(SurfaceType(repr(value)) for value in option.values)
    expr = SurfaceType(LITERAL, words) if words else SurfaceType("str")
    facts = {
        "variable": WireFact("option-variable", "", option.read_env or ""),
        "type": WireFact("option-type", "", option.kind.value),
        "default": WireFact("option-default", "", json.dumps(option.default) if option.has_default else "none"),
        "place": WireFact("option-place", "", carrier_words(option)),
    }
    required = not option.nullable and not option.has_default
    return SurfaceMember(name, expr, required, facts=facts, doc=PlannedDoc(text=option.description))


def carrier_words(option: ClientOption) -> str:
    """Return the part of every request that carries an option, as text."""
    locations = {
        "header": option.send_in_header,
        "query parameter": option.send_as_query_param,
        "path parameter": option.send_as_path_param,
        "property of bodies": option.send_as_body_param,
        "variable of the URL": option.server_variable,
    }
    return ", ".join(f"{location} {name}" for location, name in locations.items() if name is not None) or "nothing"


def client_facts(plan: Plan) -> dict[str, WireFact]:
    """Return the client's default behaviour for every request."""
    spec = plan.client_spec
    kinds = spec.error_kinds
    words = {
        "timeout": f"{spec.timeout_seconds:g} s",
        "retries": str(spec.max_retries),
        "delay between retries": f"{spec.initial_delay_seconds:g} to {spec.max_delay_seconds:g} s",
        "idempotency header": spec.idempotency_header,
        "arrays in queries": plan.array_format.value,
        "objects in queries": plan.nested_format.value,
        "arrays in multipart bodies": spec.multipart_array_format.value,
        "objects in multipart bodies": spec.multipart_nested_format.value,
        "default headers": ", ".join(f"{name}: {value}" for name, value in spec.default_headers),
        "rules for the events of streams": "; ".join(map(event_rule_words, spec.event_rules)),
        "list of errors in an envelope": spec.errors_field,
        "message of an error": spec.error_message_field,
        "kinds of errors": ", ".join(f"{each.value} {each.name}" for each in kinds.kinds) if kinds else "",
        "property that tells errors apart": ".".join((*kinds.source, kinds.property_name)) if kinds else "",
    }
    facts = {name: WireFact(f"client-{name.replace(' ', '-')}", name, text or "none") for name, text in words.items()}
    variables = " and ".join(f"{plan.client.env_prefix}_{name}" for name in ("BASE_URL", "LOG"))
    facts["variables"] = WireFact("variables-renamed", "", variables)
    facts["HTTP library"] = WireFact("client-http-library", "", plan.package.http_library)
    sent = repr(sent_credentials(plan, spec.security))
    facts["authentication"] = WireFact(
        "client-authentication", "authentication", security_words(plan, spec.security), sent
    )
    for name, (scheme, _) in filled_schemes(plan).items():
        label = f"authentication {name!r}"
        facts[label] = WireFact("client-security-scheme", label, scheme_words(scheme))
    return facts


def event_rule_words(rule: EventRule) -> str:
    """Return a rule for the events of a stream as text."""
    when = [*rule.event_types, *([f"data {rule.data_starts_with}…"] if rule.data_starts_with is not None else [])]
    read = [f"reads {rule.error_property}"] if rule.error_property is not None else []
    return " ".join([", ".join(when) or "anything else", rule.handle.value, *read])
