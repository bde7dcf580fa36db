"""Builds security schemes and the alternatives that operations accept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.api.build.nodes import BuildContext
from specloom.api.build.prefixes import keyword_of_http_scheme, prefix_of_key
from specloom.api.config import SdkConfig
from specloom.api.ir import Operation, SchemeKind, SecurityAlternative, SecurityScheme
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings_in
from specloom.base.pointers import join
from specloom.base.suggestions import suggestion
from specloom.document.checks.security import security_findings
from specloom.document.references import ValueLocation

_LOCATIONS = {"header": SchemeKind.HEADER, "query": SchemeKind.QUERY, "cookie": SchemeKind.COOKIE}
_REGISTERED = (
    *("basic", "bearer", "concealed", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth"),
    *("privatetoken", "scram-sha-1", "scram-sha-256", "vapid"),
)
"""The HTTP authentication schemes that are registered with IANA."""


def security_alternatives(value: JsonValue) -> tuple[SecurityAlternative, ...]:
    """Return the alternatives of a `security` list; an empty one allows anonymous calls."""
    found = [
        SecurityAlternative(tuple((name, tuple(strings_in(scopes))) for name, scopes in as_object(item).items()))
        for item in as_array(value)
    ]
    return tuple(dict.fromkeys(found))


def scheme_of(name: str, raw: Mapping[str, JsonValue], *, as_documented: bool = False) -> SecurityScheme:
    """Return one security scheme; `as_documented` finds the word before a credential in the texts of the document."""
    own = as_object(raw.get("x-stainless-auth"))
    description = as_str(raw.get("description"))
    keyword = as_str(own.get("scheme_keyword"))
    match as_str(raw.get("type")):
        case "http":
            spelled = as_str(raw.get("scheme")) or ""
            word = spelled.lower()
            if word == "basic" and own.get("disable_base64") is not True:
                return SecurityScheme(name, SchemeKind.BASIC, description=description)
            if word == "bearer" or keyword is not None:
                return SecurityScheme(name, SchemeKind.BEARER, keyword=keyword, description=description)
            keyword = keyword_of_http_scheme(spelled, _REGISTERED) if as_documented else None
            kind = SchemeKind.UNSUPPORTED if keyword is None else SchemeKind.BEARER
            return SecurityScheme(name, kind, keyword=keyword, description=description)
        case "apiKey":
            prefix = prefix_of_key(name, as_str(raw.get("name")), description) if as_documented else None
            if prefix is not None and raw.get("in") == "header":
                keyword = None if prefix == "Bearer" else prefix
                return SecurityScheme(name, SchemeKind.BEARER, keyword=keyword, description=description)
            kind = _LOCATIONS.get(as_str(raw.get("in")) or "", SchemeKind.UNSUPPORTED)
            return SecurityScheme(
                name, kind, parameter=as_str(raw.get("name")), keyword=keyword, description=description
            )
        case "oauth2":
            return _build_oauth2(name, as_object(raw.get("flows")), description)
        case "openIdConnect":
            return SecurityScheme(name, SchemeKind.BEARER, description=description)
        case _:
            return SecurityScheme(name, SchemeKind.UNSUPPORTED, description=description)


def _build_oauth2(name: str, flows: JsonObject, description: str | None) -> SecurityScheme:
    """Return an OAuth 2 scheme; flows that need a person use a token that the caller passes."""
    flow = as_object(flows.get("clientCredentials"))
    url = as_str(flow.get("tokenUrl"))
    if url is None:
        return SecurityScheme(name, SchemeKind.BEARER, description=description)
    scopes = tuple(as_object(flow.get("scopes")))
    kind = SchemeKind.OAUTH2_CLIENT_CREDENTIALS
    return SecurityScheme(name, kind, token_url=url, scopes=scopes, description=description)


def _unsupported_hint(raw: JsonObject) -> str:
    """Return the hint how to use a scheme that the client does not support."""
    if raw.get("type") == "mutualTLS":
        return (
            "pass `http_client=DefaultHttpxClient(verify=context)` to the client,"
            " with an `ssl.SSLContext` that has a certificate"
        )
    word = (as_str(raw.get("scheme")) or "").lower()
    if raw.get("type") == "http" and word not in _REGISTERED and (meant := suggestion(word, _REGISTERED)):
        return meant
    if word == "digest":
        return "pass `http_client=DefaultHttpxClient(auth=httpx.DigestAuth(user, password))` to the client"
    return "pass an `http_client` that supports it to the client, or set the header in `default_headers`"


def _is_reported(raw: JsonObject) -> bool:
    """Return whether the checks of the document have reported a scheme already."""
    return any(True for _ in security_findings(raw, ValueLocation("", ""), "3"))


def report_schemes(
    schemes: Iterable[SecurityScheme], operations: Iterable[Operation], config: SdkConfig, context: BuildContext
) -> None:
    """Report the required schemes that the client does not support, or supports only with a token from elsewhere."""
    asked = [
        *security_alternatives(context.document.get("security")),
        *(s for one in operations for s in one.security or ()),
    ]
    names = {name for alternative in asked for name, _ in alternative.schemes}
    filled = {option.auth.security_scheme for option in config.root.client_settings.opts.values() if option.auth}
    raws = as_object(as_object(context.document.get("components")).get("securitySchemes"))
    for scheme in schemes:
        kind = as_str(as_object(raws.get(scheme.name)).get("type"))
        location = context.source.location_of(join("/components/securitySchemes", scheme.name))
        if scheme.name not in names or kind is None or _is_reported(as_object(raws.get(scheme.name))):
            continue
        if scheme.kind is SchemeKind.UNSUPPORTED and scheme.name not in filled:
            message = f"the security scheme `{scheme.name}` is not supported; the client sends nothing for it"
            hint = _unsupported_hint(as_object(raws.get(scheme.name)))
            context.diagnostics.warning("security-unsupported", message, location=location, hint=hint)
        elif scheme.kind is SchemeKind.BEARER and kind in ("oauth2", "openIdConnect"):
            message = f"the security scheme `{scheme.name}` needs a person; the client sends the token that you pass"
            context.diagnostics.info("security-as-bearer", message, location=location)
