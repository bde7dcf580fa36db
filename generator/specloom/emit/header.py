"""The comment on top of every generated file."""

from __future__ import annotations

import re

from specloom.api.ir import PackageSpec
from specloom.emit.literals import comment_lines

DEFAULT_HEADER = "File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again."


CODING = re.compile(r"^#.*?coding[:=][ \t]*[-_.a-zA-Z0-9]", re.MULTILINE)
"""What Python takes for the encoding of a file where it stands in the first or the second line."""
UTF_8 = "# -*- coding: utf-8 -*-"


def header_comment(package: PackageSpec) -> str:
    """Return the header as comment lines: the configuration's own text, or ours.

    Python reads an encoding off the first two lines: a text that seems to name one stands below the one that is true.
    """
    text = "\n".join(comment_lines(package.file_header or DEFAULT_HEADER))
    return f"{UTF_8}\n{text}" if CODING.search(text) else text
