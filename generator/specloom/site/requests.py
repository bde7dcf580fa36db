"""Writes the HTTP request of a method as a command for curl, with the values of its Python example."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Collection, Iterator
from urllib.parse import quote

from specloom.api.ir import (
    Api,
    ArraySchema,
    AuthRole,
    Body,
    BodyKind,
    Location,
    ObjectSchema,
    Operation,
    Parameter,
    ScalarKind,
    ScalarSchema,
    Schema,
    SchemeKind,
    SecurityAlternative,
    SecurityScheme,
    Style,
)
from specloom.api.ir.contents import Content
from specloom.api.samples import Sampler
from specloom.api.samples.objects import all_fields, resolve_schema
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.records import dataclass
from specloom.site.prose import cleaned

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_XML = re.compile(r"[/+]xml\b")
_FORMS = {BodyKind.FORM: "--data-urlencode", BodyKind.MULTIPART: "-F"}


@dataclass(frozen=True, slots=True)
class CurlWriter:
    """Writes commands for the operations of an API."""

    api: Api
    sampler: Sampler

    def command_for(
        self, operation: Operation, given: JsonObject, content: Content | None = None, accept: str = ""
    ) -> str:
        """Return the command; `given` are values by the names of parameters.

        `content` is the body in another media type than that of the method, `accept` the media type to ask for.
        """
        credentials = list(self._credentials(operation))
        lines = [f"curl {shlex.quote(self._url(operation, given))}"]
        match operation.verb.upper():
            case "GET":
                pass
            case "HEAD":
                lines.append("--head")
            case verb:
                lines.append(f"-X {shlex.quote(verb)}")
        lines += credentials
        for parameter in operation.parameters:
            if parameter.location is Location.HEADER and (parameter.required or parameter.wire_name in given):
                text = _as_text(self._value(parameter, given))
                lines.append(f"-H {_quoted(f'{parameter.wire_name}: {text}')}")
        if accept:
            lines.append(f"-H {_quoted(f'Accept: {accept}')}")
        if content is not None:
            lines += self._content_lines(content, operation.body)
        elif operation.body is not None and operation.body.required:
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
        files = {name for name, schema in self._fields(body.schema) if _is_file(schema)}
        yield from _lines_of(body.kind, body.media_type, value, files)

    def _content_lines(self, content: Content, body: Body | None) -> Iterator[str]:
        """Yield the options that send a body in another media type: an example of the document, or a sample."""
        schema = content.schema or (body.schema if body is not None else None)
        value: JsonValue = content.examples[0].value if content.examples else None
        if value is None and schema is not None and content.kind not in (BodyKind.BINARY, BodyKind.TEXT):
            value = self.sampler.sample_for(schema, "body", full=False)
        fields = self._fields(schema) if schema is not None else []
        yield from _lines_of(content.kind, content.media_type, value, {name for name, each in fields if _is_file(each)})

    def _fields(self, schema: Schema) -> list[tuple[str, Schema]]:
        target = resolve_schema(schema, self.api.schemas)
        if not isinstance(target, ObjectSchema):
            return []
        fields = all_fields(target, self.api.schemas)
        return [(field.wire_name, resolve_schema(field.schema, self.api.schemas)) for field in fields]

    def _credentials(self, operation: Operation) -> Iterator[str]:
        """Yield the options that send the credentials of an operation."""
        wanted = operation.security if operation.security is not None else self.api.client.security
        schemes = {scheme.name: scheme for scheme in self.api.client.schemes}
        chosen = next((each for each in wanted if self._is_filled(each)), None)
        for name, _ in chosen.schemes if chosen is not None else ():
            scheme = schemes.get(name)
            found = self._credential(scheme) if scheme is not None else ""
            if found:
                yield found

    def _is_filled(self, alternative: SecurityAlternative) -> bool:
        filled = {option.scheme for option in self.api.client.options}
        return bool(alternative.schemes) and all(name in filled for name, _ in alternative.schemes)

    def _credential(self, scheme: SecurityScheme) -> str:
        """Return the option of one scheme; nothing if the client can't fill it."""
        if scheme.kind is SchemeKind.OAUTH2_CLIENT_CREDENTIALS:
            return '-H "Authorization: Bearer $ACCESS_TOKEN"'
        if scheme.kind is SchemeKind.BASIC:
            user, password = self._variable(scheme, AuthRole.USERNAME), self._variable(scheme, AuthRole.PASSWORD)
            return f'-u "{user}:{password}"' if user or password else ""
        value = self._variable(scheme, AuthRole.VALUE)
        if not value:
            return ""
        keyword = f"{_safe_word(scheme.keyword)} " if scheme.keyword else ""
        match scheme.kind:
            case SchemeKind.BEARER:
                return f'-H "Authorization: {keyword or "Bearer "}{value}"'
            case SchemeKind.HEADER:
                return f'-H "{_safe_word(scheme.parameter or "Authorization")}: {keyword}{value}"'
            case SchemeKind.QUERY:
                return f'--url-query "{_safe_word(scheme.parameter or "token")}={value}"'
            case SchemeKind.COOKIE:
                return f'-b "{_safe_word(scheme.parameter or "token")}={value}"'
            case _:
                return ""

    def _variable(self, scheme: SecurityScheme, role: AuthRole) -> str:
        """Return the variable of the environment that has a credential, as a shell reads it."""
        mine = [option for option in self.api.client.options if option.scheme == scheme.name]
        others = mine[:1] if role is AuthRole.VALUE else []
        option = next((option for option in mine if option.role is role), others[0] if others else None)
        variable = option.read_env or option.name.upper() if option is not None else ""
        return f"${variable}" if _VARIABLE.fullmatch(variable) else ""


def _lines_of(kind: BodyKind, media_type: str, value: JsonValue, files: Collection[str]) -> Iterator[str]:
    """Yield the options that send a value; `files` are the properties of a form that are files."""
    if kind in _FORMS:
        flag = _FORMS[kind]
        for key, item in as_object(value).items():
            text = "@file" if key in files and kind is BodyKind.MULTIPART else _as_text(item)
            yield f"{flag} {_quoted(f'{key}={text}')}"
        return
    yield f"-H {_quoted(f'Content-Type: {media_type}')}"
    if kind is BodyKind.JSON or kind is BodyKind.LINES:
        yield f"-d {_quoted(json.dumps(value, ensure_ascii=False, default=str))}"
    elif isinstance(value, str) and value and kind is BodyKind.TEXT and ("\n" not in value or _XML.search(media_type)):
        yield f"--data-binary {_quoted(value)}"
    else:
        yield "--data-binary @file"


def _is_file(schema: Schema) -> bool:
    target = schema.items if isinstance(schema, ArraySchema) else schema
    return isinstance(target, ScalarSchema) and target.kind is ScalarKind.BINARY


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
