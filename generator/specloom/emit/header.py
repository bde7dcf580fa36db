"""The comment on top of every generated file."""

from __future__ import annotations

from specloom.api.ir import PackageSpec
from specloom.emit.literals import comment

DEFAULT_HEADER = "File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again."


def header(package: PackageSpec) -> str:
    """Return the header as comment lines: the configuration's own text, or ours."""
    return "\n".join(comment(package.file_header or DEFAULT_HEADER))
