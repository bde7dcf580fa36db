"""Reads the SDK configuration, a file in the dialect of `stainless.yml`, into frozen models."""

from __future__ import annotations

from pathlib import Path

from specloom.api.config.findings import validate_config
from specloom.api.config.root import ConfigRoot
from specloom.api.config.source import parse_text, read_source
from specloom.api.config.spelling import spell_pointer
from specloom.base.diagnostics import NOWHERE, Diagnostics, SourceLocation
from specloom.base.records import dataclass
from specloom.document.source import SourceFile

__all__ = ["ConfigRoot", "SdkConfig", "parse_config", "read_config"]


@dataclass(frozen=True, slots=True)
class SdkConfig:
    """A config and its source, which is None for an inferred one."""

    root: ConfigRoot
    source: SourceFile | None = None

    @property
    def inferred(self) -> bool:
        """Whether it adds nothing to the document: it has no file, or one that `init` wrote."""
        return self.source is None or self.root.settings.as_documented

    def location_of(self, pointer: str) -> SourceLocation:
        """Return the location of `pointer` in the file."""
        return self.source.location_of(spell_pointer(self.source.root, pointer)) if self.source is not None else NOWHERE


def read_config(path: Path, diagnostics: Diagnostics) -> SdkConfig:
    """Return the config at `path`; problems go to `diagnostics`. Raises `UserError` if it is unreadable."""
    return _check_config(read_source(path), diagnostics)


def parse_config(text: str, file: str, diagnostics: Diagnostics) -> SdkConfig:
    """Return the config in `text`, named `file` in diagnostics. Raises `UserError` on a syntax error."""
    return _check_config(parse_text(text.encode("utf-8", "surrogatepass"), file), diagnostics)


def _check_config(source: SourceFile, diagnostics: Diagnostics) -> SdkConfig:
    return SdkConfig(validate_config(source, diagnostics), source)
