"""Makes the comment on top of every generated file."""

from __future__ import annotations

import re

from specloom.api.ir import PackageSpec
from specloom.emit.literals import comment_lines

DEFAULT_HEADER = "File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again."


CODING = re.compile(r"^#.*?coding[:=][ \t]*[-_.a-zA-Z0-9]", re.MULTILINE)
"""What Python reads as the encoding of a file if it is in the first or the second line."""
UTF_8 = "# -*- coding: utf-8 -*-"


def header_comment(package: PackageSpec) -> str:
    """Return the header as comment lines: the configuration's text, or the default.

    Python reads the encoding from the first two lines: text that looks like an encoding goes below the real one.
    """
    text = "\n".join(comment_lines(package.file_header or DEFAULT_HEADER))
    return f"{UTF_8}\n{text}" if CODING.search(text) else text
