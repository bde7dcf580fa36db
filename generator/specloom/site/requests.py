"""Writes the HTTP request of a method as a command for curl, with the values of its Python example."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from specloom.api.ir import (
    Api,
    AuthRole,
    Body,
    BodyKind,
    ClientOption,
    Location,
    Operation,
    Parameter,
    SchemeKind,
    SecurityAlternative,
    SecurityScheme,
    Style,
)
from specloom.api.samples import Sampler
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.site.prose import cleaned

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_FORMS = {BodyKind.FORM: "--data-urlencode", BodyKind.MULTIPART: "-F"}


@dataclass(frozen=True, slots=True)
class CurlWriter:
    """Writes commands for the operations of an API."""

    api: Api
    sampler: Sampler

    def command_for(self, operation: Operation, given: JsonObject) -> str:
        """Return the command; `given` are values by the names of parameters."""
        lines = [f"curl {shlex.quote(self._url(operation, given))}"]
        if operation.verb.upper() != "GET":
            lines.append(f"-X {shlex.quote(operation.verb.upper())}")
        lines += [f"-H {header}" for header in self._credentials(operation)]
        for parameter in operation.parameters:
            if parameter.location is Location.HEADER and (parameter.required or parameter.wire_name in given):
                text = _as_text(self._value(parameter, given))
                lines.append(f"-H {_quoted(f'{parameter.wire_name}: {text}')}")
        if operation.body is not None and operation.body.required:
            lines += self._body_lines(operation.body)
        return " \\\n  ".join(lines) + "\n"

    def _url(self, operation: Operation, given: JsonObject) -> str:
        values = {item.wire_name: item for item in operation.parameters if item.location is Location.PATH}

        def filled(found: re.Match[str]) -> str:
            item = values.get(found[1])
            if item is None:
                return found[0]
            value = self.sampler.in_path(self._value(item, given), item.schema, item.wire_name)
            return quote(_as_text(value), safe="")

        path = _TEMPLATE.sub(filled, operation.path)
        query = "&".join(self._query(operation, given))
        base = operation.server or self._base_url()
        return cleaned(f"{base.rstrip('/')}{path}{'?' if query else ''}{query}")

    def _base_url(self) -> str:
        return next((environment.url for environment in self.api.client.environments), "")

    def _query(self, operation: Operation, given: JsonObject) -> Iterator[str]:
        for item in operation.parameters:
            if item.location is not Location.QUERY or not (item.required or item.wire_name in given):
                continue
            value = self._value(item, given)
            name = quote(item.wire_name, safe="[]$")
            if isinstance(value, list) and item.style in (None, Style.FORM) and item.explode:
                yield from (f"{name}={quote(_as_text(each), safe='')}" for each in value)
            elif isinstance(value, dict):
                yield from (f"{name}[{quote(key)}]={quote(_as_text(each), safe='')}" for key, each in value.items())
            else:
                yield f"{name}={quote(_as_text(value), safe=',')}"

    def _value(self, item: Parameter, given: JsonObject) -> JsonValue:
        if item.wire_name in given:
            return given[item.wire_name]
        return self.sampler.sample_for(item.schema, item.wire_name, full=False)

    def _body_lines(self, body: Body) -> Iterator[str]:
        value = self.sampler.sample_for(body.schema, "body", full=False)
        if body.kind in _FORMS:
            flag = _FORMS[body.kind]
            for key, item in as_object(value).items():
                yield f"{flag} {_quoted(f'{key}={_as_text(item)}')}"
            return
        yield f"-H {_quoted(f'Content-Type: {body.media_type}')}"
        if body.kind is BodyKind.BINARY:
            yield "--data-binary 'Example data'"
        elif body.kind is BodyKind.JSON:
            yield f"-d {_quoted(json.dumps(value, ensure_ascii=False, default=str))}"
        else:
            yield f"-d {_quoted(_as_text(value))}"

    def _credentials(self, operation: Operation) -> Iterator[str]:
        wanted = operation.security if operation.security is not None else self.api.client.security
        schemes = {scheme.name: scheme for scheme in self.api.client.schemes}
        chosen = next((each for each in wanted if self._is_filled(each)), None)
        for name, _ in chosen.schemes if chosen is not None else ():
            header = self._header(schemes.get(name))
            if header:
                yield header

    def _is_filled(self, alternative: SecurityAlternative) -> bool:
        filled = {option.scheme for option in self.api.client.options}
        return bool(alternative.schemes) and all(name in filled for name, _ in alternative.schemes)

    def _header(self, scheme: SecurityScheme | None) -> str:
        if scheme is None:
            return ""
        if scheme.kind is SchemeKind.OAUTH2_CLIENT_CREDENTIALS:
            return '"Authorization: Bearer $ACCESS_TOKEN"'
        option = self._option_of(scheme)
        variable = option.read_env or option.name.upper() if option is not None else ""
        if not _VARIABLE.fullmatch(variable):
            return ""
        match scheme.kind:
            case SchemeKind.BEARER:
                return f'"Authorization: {_safe_word(scheme.keyword or "Bearer")} ${variable}"'
            case SchemeKind.HEADER:
                keyword = f"{_safe_word(scheme.keyword)} " if scheme.keyword else ""
                return f'"{_safe_word(scheme.parameter or "Authorization")}: {keyword}${variable}"'
            case SchemeKind.COOKIE:
                return f'"Cookie: {_safe_word(scheme.parameter or "token")}=${variable}"'
            case _:
                return ""

    def _option_of(self, scheme: SecurityScheme) -> ClientOption | None:
        mine = [option for option in self.api.client.options if option.scheme == scheme.name]
        return next((option for option in mine if option.role is AuthRole.VALUE), mine[0] if mine else None)


def _safe_word(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.~!#%&'*+^|-]", "", text).replace("!", "")


def _quoted(text: str) -> str:
    """Return a text as one word for a shell, on one line."""
    return shlex.quote(cleaned(text).replace("\n", " "))


def _as_text(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join(map(_as_text, value))
    return json.dumps(value, ensure_ascii=False, default=str)
