"""The files that a project adds, and the text of a manifest: both the package and the project around it have one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from importlib.metadata import version

from specloom import __version__
from specloom.base.bounded_read import MEGABYTE, digest_regular
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.emit.style import LINE_LENGTH, TARGET_VERSIONS
from specloom.output import manifest
from specloom.pipeline.options import Options

MOST_CONFIG_BYTES = 16 * MEGABYTE
PINNED_LIBRARIES = ("datamodel-code-generator",)
"""The libraries whose versions decide the bytes of the output: pyproject.toml asks for one version of each."""


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """What a project adds to the package, the files around it with their manifest, and those that belong to users."""

    inside: Mapping[str, str] = field(default_factory=dict[str, str])
    around: Mapping[str, str] = field(default_factory=dict[str, str])
    user_owned: tuple[str, ...] = ()


def digested_inputs(options: Options, read: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the inputs of a run by name with their digests: the files that were `read`, and the config."""
    inputs = dict(read)
    if options.config is not None:
        inputs[options.config.name] = digest_regular(options.config, MOST_CONFIG_BYTES)
    return inputs


def manifest_text(options: Options, read: tuple[tuple[str, str], ...], files: Mapping[str, str]) -> str:
    """Return the manifest of a package: its files, the inputs by name, and the versions that decide the bytes."""
    inputs = digested_inputs(options, read)
    versions = {"specloom": __version__, **{name: version(name) for name in PINNED_LIBRARIES}}
    black: dict[str, JsonValue] = {"line-length": LINE_LENGTH, "target-version": [*TARGET_VERSIONS]}
    return manifest.Manifest(manifest.text_digests(files), inputs, versions, black).render()
