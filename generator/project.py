"""`[tool.specloom]` of the nearest pyproject.toml: what a run without SPEC does."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.base.diagnostics import Diagnostics, Place, user_error

FILE = "pyproject.toml"
TABLE = "tool.specloom"


class Project(BaseModel):
    """The table; paths are relative to the folder of its file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    spec: str = Field(min_length=1)
    config: str | None = None
    out: str | None = None
    package: str | None = None
    templates: str | None = None
    jobs: int | None = Field(default=None, ge=0)
    cache: bool | None = None
    strict: bool | None = None


class Tool(BaseModel):
    """The tables of tools, of which ours alone is read."""

    specloom: Project


class File(BaseModel):
    """A pyproject.toml."""

    tool: Tool


def find_project(start: Path) -> Path | None:
    """Return the nearest pyproject.toml at or above `start` that has the table."""
    for folder in (start, *start.parents):
        path = folder / FILE
        if path.is_file() and header_line(read(path)):
            return path
    return None


def read_project(path: Path, shown: str) -> Project:
    """Return the table of `path`; `shown` is that path for the user.

    Raises:
        UserError: the file is not TOML (`toml-syntax`) or the table has unknown or wrong keys (`project-key`).
    """
    text = read(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = position(str(error))
        message = re.sub(r" \(at .*\)$", "", str(error))
        place = Place(shown, line=line, column=column)
        raise user_error("toml-syntax", message, place=place, hint="mend the TOML there") from error
    try:
        return File.model_validate(data).tool.specloom
    except ValidationError as error:
        problems = Diagnostics()
        for detail in error.errors():
            key = str(detail["loc"][-1])
            place = Place(shown, line=key_line(text, key), column=1)
            missing = detail["type"] == "missing"
            unknown = detail["type"] == "extra_forbidden"
            message = f"`{key}` is missing" if missing else f"`{key}`: {detail['msg']}"
            problems.error("project-key", unknown_key(key) if unknown else message, place=place, hint=key_hint(key))
        problems.raise_errors()
        raise


def read(path: Path) -> str:
    """Return the text of a file of the user, undecodable bytes replaced."""
    return path.read_text(encoding="utf-8", errors="replace")


def position(message: str) -> tuple[int, int]:
    """Return line and column from the message of the TOML reader, 0 where it names none."""
    found = re.search(r"line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def header_line(text: str) -> int:
    """Return the line of the table's header, 0 if there is none."""
    found = re.search(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*specloom[ \t]*\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def key_line(text: str, key: str) -> int:
    """Return the line of a key of the table, that of its header where the key is not there."""
    header = header_line(text)
    for number, line in enumerate(text.split("\n")[header:], header + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
            return number
    return header


def unknown_key(key: str) -> str:
    """Return the message for an unknown key, with the nearest known one."""
    near = difflib.get_close_matches(key, Project.model_fields, 1)
    return f"unknown key `{key}`" + (f", did you mean `{near[0]}`?" if near else "")


def key_hint(key: str) -> str:
    """Return what to do about a wrong key."""
    if key in Project.model_fields:
        return f"[{TABLE}] {key} = ...: see Configuration in README.md"
    return f"the keys of [{TABLE}] are {', '.join(Project.model_fields)}"
