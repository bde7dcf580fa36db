"""The parts of a multipart body: fields, JSON, and files wherever they are."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Tuple, cast
from urllib.parse import unquote

from typing_extensions import TypeGuard

from .._files import deepcopy_with_paths, extract_files, is_file_content, to_httpx_files
from .._qs import multipart_fields
from .._types import FileTypes
from .json_text import encode_json
from .parts import described_parts, first_type, json_type, refuse_line_ends
from .request_options import MultipartBody
from .settings import AS_DOCUMENTED, MULTIPART_ARRAY_FORMAT
from .styles import JsonParam, Styled
from .texts import NoTextError, given_items, item_text, plain, unsendable
from .values import is_iterable, is_list, is_mapping, is_tuple

_JSON = "application/json"
Part = Tuple[str, Any]
Files = List[Tuple[str, FileTypes]]
Fields = Mapping[str, object]


def body_parts(fields: Fields, data: MultipartBody | None, more: Files) -> List[Part]:
    """The parts of a body, the fields before the files.

    Raises `ValueError` for a value that is nested too deep or holds itself, `TypeError` for one that has no text.
    """
    rest, files = files_apart(fields, data.files if data is not None else ())
    parts = [part for name, value in rest.items() for part in _field_parts(name, value, data)]
    parts.extend(cast(List[Part], to_httpx_files([*files, *more])))
    if data is not None:
        parts = described_parts(parts, data)
    refuse_line_ends(parts)
    return parts


def files_apart(fields: Fields, paths: Any) -> Tuple[Dict[str, object], Files]:
    """The fields without files, and the files: those at the paths, and what can be nothing but a file.

    A field that holds files has no style and is no JSON.
    """
    files: Files = []
    rest: Dict[str, object] = {}
    for name, value in fields.items():
        held = value.value if isinstance(value, Styled) else value
        if not _holds_file(held, name):
            rest[name] = value
        elif AS_DOCUMENTED:
            rest.update(_spread(name, held, files))
        else:
            rest[name] = held
    rest = deepcopy_with_paths(rest, paths)
    files += extract_files(rest, paths=paths, array_format=MULTIPART_ARRAY_FORMAT, text_allowed=True)
    for name, value in list(rest.items()):
        if _is_one_file(value) or (is_list(value) and value and all(map(_is_one_file, value))):
            items = {name: rest.pop(name)}
            path = [name, "<array>"] if is_list(value) else [name]
            files += extract_files(items, paths=[path], array_format=MULTIPART_ARRAY_FORMAT)
    return rest, files


def _is_one_file(value: object) -> bool:
    """Whether it is a file, alone or with its name."""
    if not is_tuple(value):
        return is_file_content(value)
    named = 2 <= len(value) <= 4 and (value[0] is None or isinstance(value[0], str))
    return named and is_file_content(value[1])


def _holds_file(value: object, name: str) -> bool:
    try:
        return _is_one_file(value) or any(_holds_file(item, name) for item in _items_in(value))
    except RecursionError as error:
        raise unsendable(f"The field `{name}`", error) from None


def _items_in(value: object) -> Iterable[object]:
    if is_mapping(value):
        return value.values()
    return cast(Iterable[object], value) if isinstance(value, (list, tuple)) else ()


def _spread(key: str, value: object, files: Files) -> Dict[str, object]:
    """The fields of a value with files in it, by their keys; its files go to `files`.

    Files and values of a list have the same key, objects in it their index in brackets.
    """
    if _is_one_file(value):
        files.append((key, cast(FileTypes, value)))
        return {}
    found: Dict[str, object] = {}
    if is_mapping(value):
        for name, item in value.items():
            found.update(_spread(f"{key}[{name}]", item, files))
        return found
    if not isinstance(value, (list, tuple)):
        return {key: value}
    scalars: List[object] = []
    for at, item in enumerate(cast(Iterable[object], value)):
        if _is_one_file(item):
            files.append((key, cast(FileTypes, item)))
        elif _is_scalar(item):
            scalars.append(item)
        else:
            found.update(_spread(f"{key}[{at}]", item, files))
    return {key: scalars, **found} if scalars else found


def _is_scalar(value: object) -> bool:
    return not isinstance(value, (Mapping, list, tuple))


def _field_parts(name: str, value: object, data: MultipartBody | None) -> List[Part]:
    try:
        if isinstance(value, JsonParam):
            media_type = first_type(data.types.get(name, "")) if data is not None else None
            return [(name, (None, encode_json(value.value, f"The field `{name}`"), media_type or _JSON))]
        if isinstance(value, Styled):
            pieces = [piece.partition("=") for piece in value.query(name)]
            return [(unquote(key), (None, unquote(text))) for key, _, text in pieces]
        if AS_DOCUMENTED:
            held = plain(value)
            items = given_items(held) if is_list(held) else [] if held is None else [held]
            types = data.types.get(name, "") if data is not None else ""
            return [(name, _value_part(item, types)) for item in items]
        return [(key, (None, text)) for key, text in multipart_fields.flatten(name, value)]
    except (RecursionError, NoTextError) as error:
        raise unsendable(f"The field `{name}`", error) from None


def _value_part(value: object, types: str) -> Tuple[Any, ...]:
    """One value: a scalar is text, all else is JSON, of the first type of JSON among the `types` of the part."""
    held = plain(value)
    text = item_text(held)
    return (None, text) if isinstance(held, str) else (None, text, json_type(types) or _JSON)


def listed(value: object) -> object:
    """A value whose items can be read more than once: a generator becomes a list."""
    return list(value) if _is_read_once(value) else value


def _is_read_once(value: object) -> TypeGuard[Iterable[object]]:
    if isinstance(value, (str, list, tuple, type)) or is_mapping(value) or is_file_content(value):
        return False
    return is_iterable(value) and not hasattr(value, "model_dump")
