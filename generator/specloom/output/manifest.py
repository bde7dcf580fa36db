"""`.specloom.json`: which files of a package directory are ours, from which inputs and versions.

It contains no date and no absolute path, so the same inputs give the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import field

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.json import JsonValue, as_object, strings_in
from specloom.base.path_below import name_fault
from specloom.base.records import dataclass

NAME = ".specloom.json"
FORMAT = 1
PACKAGE = "package"
SITE = "site"
LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Manifest:
    """The inputs and files of a package directory. `files` and `inputs` map a relative posix path to the SHA-256 of its
    content.

    `merged` are files with edits of the user: their digest is that of the base, the file without the edits.
    """

    files: Mapping[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    black: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    merged: tuple[str, ...] = ()
    kind: str = PACKAGE
    """What the directory holds."""

    def render(self) -> str:
        """Return the manifest as the text of its file."""
        data: dict[str, JsonValue] = {
            "format": FORMAT,
            "versions": dict(sorted(self.versions.items())),
            "black": dict(sorted(self.black.items())),
            "inputs": dict(sorted(self.inputs.items())),
            "files": dict(sorted(self.files.items())),
        }
        if self.kind != PACKAGE:
            data["kind"] = self.kind
        if self.merged:
            data["merged"] = list(self.merged)
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def text_digests(files: Mapping[str, str]) -> dict[str, str]:
    """Return the digest of each text in UTF-8, as on disk."""
    return {path: sha256_hex(text.encode()) for path, text in files.items()}


def parse_manifest(content: bytes, shown: str) -> Manifest:
    """Read a manifest; `shown` is its path for the user.

    Raises:
        UserError: it is damaged (`manifest-damaged`), from a newer specloom (`manifest-newer`), or lists a name that
            is outside its directory or that specloom never writes (`manifest-unsafe`).
    """
    try:
        data: JsonValue = json.loads(content)
    except ValueError as error:
        raise damaged_manifest_error(shown, str(error)) from error
    except RecursionError:
        raise damaged_manifest_error(shown, "it is nested too deeply") from None
    root = as_object(data)
    written = root.get("format")
    if isinstance(written, int) and written > FORMAT:
        hint = "use the version of specloom that wrote it, or a newer one"
        raise user_error(
            "manifest-newer", f"{NAME} has the unknown format {written}", location=SourceLocation(shown), hint=hint
        )
    files = as_object(root.get("files"))
    if written != FORMAT or not files:
        raise damaged_manifest_error(shown, "the list of files is missing")
    check_names([*files, *strings_in(root.get("merged"))], shown)
    return Manifest(
        files=string_members(files),
        inputs=string_members(as_object(root.get("inputs"))),
        versions=string_members(as_object(root.get("versions"))),
        black=as_object(root.get("black")),
        merged=tuple(strings_in(root.get("merged"))),
        kind=SITE if root.get("kind") == SITE else PACKAGE,
    )


def check_names(names: Iterable[str], shown: str) -> None:
    """Check that the names in a manifest are paths below its directory.

    Raises:
        UserError: for the first name that is not (`manifest-unsafe`).
    """
    for name in names:
        fault = name_fault(name)
        if fault is not None:
            message = f"it lists `{name[:LONGEST_SHOWN]}`, which is neither read nor removed: {fault}"
            hint = (
                "specloom never writes such a name: restore the file from version control, or find out who changed it"
            )
            raise user_error("manifest-unsafe", message, location=SourceLocation(shown), hint=hint)


def string_members(data: Mapping[str, JsonValue]) -> dict[str, str]:
    """Return the members whose values are strings."""
    return {key: value for key, value in data.items() if isinstance(value, str)}


def damaged_manifest_error(shown: str, why: str) -> UserError:
    """Return the error for a manifest that can't be read, for example because of merge conflicts."""
    hint = "restore it from version control, or use --force to overwrite all files that specloom would write"
    return user_error("manifest-damaged", f"{NAME} can't be read: {why}", location=SourceLocation(shown), hint=hint)
