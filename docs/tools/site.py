"""`make docs-site`: lays out the pages for the site, those at the top of the repository too, and mends their links."""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = {
    "README.md": "start.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
"""Pages at the top of the repository, and what they are called in the site."""
BESIDE = (".svg", ".yml")
"""Files that pages show or offer for download."""
CONFIG = "zensical.toml"
FENCE = re.compile(r"(^ *```.*?^ *```$)", re.M | re.S)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)")


def main() -> None:
    """Fill the directory that is named on the command line, and put the config beside it."""
    out = Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copy(ROOT / "docs" / CONFIG, out.parent / CONFIG)
    sources = [path for path in sorted((ROOT / "docs").rglob("*")) if path.suffix in (".md", *BESIDE)]
    for source in (*sources, *(ROOT / name for name in TOP if (ROOT / name).is_file())):
        name = source.relative_to(ROOT).as_posix()
        path = out / page_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text() if source.suffix in BESIDE else linked(source.read_text(), name))


def page_of(name: str) -> str:
    """Return what a file of the repository is called in the site."""
    return TOP.get(name) or name.removeprefix("docs/")


def linked(text: str, name: str) -> str:
    """Return a page with links that lead to where its targets are in the site."""

    def mended(link: re.Match[str]) -> str:
        target, anchor = link[3], link[4] or ""
        if not target or "://" in target:
            return link[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        if path not in TOP and not path.startswith("docs/"):
            return link[2]
        start = posixpath.dirname(page_of(name)) or "."
        return f"{link[1]}[{link[2]}]({posixpath.relpath(page_of(path), start)}{anchor})"

    parts = FENCE.split(text)
    return "".join(part if index % 2 else LINK.sub(mended, part) for index, part in enumerate(parts))


if __name__ == "__main__":
    main()
