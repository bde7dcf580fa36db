"""Documents of published packages, fetched once by registry, name and version, and kept in the user's cache folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIST = Path(__file__).with_name("documents.toml")
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
CACHE = Path(os.environ.get("SPECLOOM_CORPUS_DIR") or HOME / "specloom-corpus")


class FetchError(Exception):
    """A package can't be had: no network, no npm, or the registry refuses."""


@dataclass(frozen=True)
class Document:
    """A description in a published package."""

    package: str
    name: str
    path: Path
    refused: str = ""
    """Why this document may end in exit 2; nothing for one that must become a client."""

    @property
    def title(self) -> str:
        return f"{self.package} {self.name}".strip()

    @property
    def size(self) -> int:
        """Bytes of the main file."""
        return self.path.stat().st_size

    @property
    def package_name(self) -> str:
        """The name of the Python package that is made of it."""
        return "c_" + re.sub(r"\W+", "_", self.title).strip("_").lower()


@dataclass(frozen=True)
class Package:
    """A published package and the descriptions in it that are wanted."""

    registry: str
    name: str
    version: str
    documents: tuple[str, ...]
    more: tuple[str, ...]
    refused: dict[str, str]
    """Path of a document -> why it may end in exit 2."""

    @property
    def directory(self) -> Path:
        return CACHE / re.sub(r"[^\w.-]+", "-", f"{self.registry}-{self.name}-{self.version}")


def packages() -> list[Package]:
    """Return what `documents.toml` lists."""
    listed = tomllib.loads(LIST.read_text())["package"]
    return [
        Package(
            entry["registry"],
            entry["name"],
            entry["version"],
            tuple(entry["documents"]),
            tuple(entry.get("more", ())),
            entry.get("refused", {}),
        )
        for entry in listed
    ]


def command_for(package: Package, directory: Path) -> list[str]:
    """Return the registry client's own command, which puts the package's archive into `folder`."""
    if package.registry == "npm":
        return ["npm", "pack", "--silent", f"{package.name}@{package.version}", "--pack-destination", str(directory)]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    return [
        *pip,
        "--no-build-isolation",
        "--no-binary",
        package.name,
        "--dest",
        str(directory),
        f"{package.name}=={package.version}",
    ]


def unpack(archive: Path, directory: Path) -> None:
    """Unpack the descriptions of an archive, without its first folder and without links."""
    with tarfile.open(archive) as source:
        for member in source:
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            if member.isfile() and path.suffix in {".json", ".yaml", ".yml"} and ".." not in path.parts:
                content = source.extractfile(member)
                target = directory / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read() if content else b"")


def fetch(package: Package) -> None:
    """Make the package's folder in the cache, if it is not there."""
    if package.directory.is_dir():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        try:
            done = subprocess.run(
                command_for(package, Path(work)), capture_output=True, text=True, cwd=work, check=False
            )
        except FileNotFoundError as error:
            raise FetchError(f"{package.name} needs {error.filename}, which is not here") from error
        archives = list(Path(work).glob("*.t*gz"))
        if not archives:
            raise FetchError(f"{package.name} {package.version}: {done.stderr.strip() or done.stdout.strip()}")
        unpack(archives[0], Path(work) / "unpacked")
        (Path(work) / "unpacked").rename(package.directory)


def documents(*, everything: bool, part: str = "") -> list[Document]:
    """Fetch the packages and return their documents whose title has `part` in it; `everything` adds the long list."""
    found: dict[Path, Document] = {}
    for package in packages():
        fetch(package)
        for pattern in (*package.documents, *(package.more if everything else ())):
            paths = sorted(package.directory.glob(pattern))
            if not paths:
                raise FetchError(f"{package.name} {package.version} has no {pattern}")
            for path in paths:
                name = path.relative_to(package.directory).as_posix()
                refused = package.refused.get(name, "")
                found.setdefault(path, Document(f"{package.name}@{package.version}", name, path, refused))
    return [document for document in found.values() if part in document.title]


def documents_in(directory: Path, part: str = "") -> list[Document]:
    """Return the documents below a folder whose path has `part` in it."""
    paths = [path for path in directory.rglob("*") if path.suffix in (".json", ".yaml", ".yml") and path.is_file()]
    found = [Document("", path.relative_to(directory).as_posix(), path) for path in paths if is_description(path)]
    return [each for each in found if part in each.title]


def is_description(path: Path) -> bool:
    """Tell whether a file looks like the main file of a description."""
    with path.open(encoding="utf-8", errors="replace") as file:
        start = file.read(4000)
    return (
        re.search(r"""^["']?(openapi|swagger)["']?\s*:|[{,]\s*["'](openapi|swagger)["']\s*:""", start, re.M) is not None
    )
