"""Security schemes and the alternatives that operations accept."""

from __future__ import annotations

from collections.abc import Mapping

from generator.api.ir import SchemeKind, SecurityAlternative, SecurityScheme
from generator.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings

_PLACES = {"header": SchemeKind.HEADER, "query": SchemeKind.QUERY, "cookie": SchemeKind.COOKIE}


def alternatives(value: JsonValue) -> tuple[SecurityAlternative, ...]:
    """Return the alternatives of a `security` list; an empty one allows anonymous calls."""
    found = [
        SecurityAlternative(tuple((name, tuple(strings(scopes))) for name, scopes in as_object(item).items()))
        for item in as_array(value)
    ]
    return tuple(dict.fromkeys(found))


def scheme_of(name: str, raw: Mapping[str, JsonValue]) -> SecurityScheme:
    """Return one security scheme."""
    own = as_object(raw.get("x-stainless-auth"))
    description = as_str(raw.get("description"))
    keyword = as_str(own.get("scheme_keyword"))
    match as_str(raw.get("type")):
        case "http":
            word = (as_str(raw.get("scheme")) or "").lower()
            if word == "basic" and own.get("disable_base64") is not True:
                return SecurityScheme(name, SchemeKind.BASIC, description=description)
            if word == "bearer" or keyword is not None:
                return SecurityScheme(name, SchemeKind.BEARER, keyword=keyword, description=description)
            return SecurityScheme(name, SchemeKind.UNSUPPORTED, description=description)
        case "apiKey":
            kind = _PLACES.get(as_str(raw.get("in")) or "", SchemeKind.UNSUPPORTED)
            return SecurityScheme(
                name, kind, parameter=as_str(raw.get("name")), keyword=keyword, description=description
            )
        case "oauth2":
            return _oauth2(name, as_object(raw.get("flows")), description)
        case "openIdConnect":
            return SecurityScheme(name, SchemeKind.BEARER, description=description)
        case _:
            return SecurityScheme(name, SchemeKind.UNSUPPORTED, description=description)


def _oauth2(name: str, flows: JsonObject, description: str | None) -> SecurityScheme:
    """Return an OAuth 2 scheme; flows that need a person end in a token that the caller brings."""
    flow = as_object(flows.get("clientCredentials"))
    url = as_str(flow.get("tokenUrl"))
    if url is None:
        return SecurityScheme(name, SchemeKind.BEARER, description=description)
    scopes = tuple(as_object(flow.get("scopes")))
    kind = SchemeKind.OAUTH2_CLIENT_CREDENTIALS
    return SecurityScheme(name, kind, token_url=url, scopes=scopes, description=description)
