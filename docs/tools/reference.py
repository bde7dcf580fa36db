"""`make docs-reference`: writes the pages of docs/reference that follow from the code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.tools.commandline import command_line_page
from docs.tools.keys import pyproject_page, stainless_page
from docs.tools.messages import messages_page

DIRECTORY = Path(__file__).parents[1] / "reference"
NOTE = "<!-- Written by `make docs-reference`. Edit docs/tools/ or the code instead. -->\n\n"
PAGES: dict[str, Callable[[], str]] = {
    "command-line.md": command_line_page,
    "messages.md": messages_page,
    "pyproject.md": pyproject_page,
    "stainless-yml.md": stainless_page,
}


def page(name: str) -> str:
    """Return the text of a page as the code gives it."""
    return NOTE + PAGES[name]().rstrip() + "\n"


def main() -> None:
    """Write each page that has changed."""
    for name in PAGES:
        path, text = DIRECTORY / name, page(name)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            sys.stdout.write(f"{path.relative_to(Path.cwd())}: written\n")


if __name__ == "__main__":
    main()
