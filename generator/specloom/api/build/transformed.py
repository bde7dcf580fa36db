"""Loads the config's transforms only if there are any, because the JSONPath library is slow to import."""

from __future__ import annotations

import importlib

from specloom.api.config import SdkConfig
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject


def transformed(document: JsonObject, config: SdkConfig, diagnostics: Diagnostics) -> JsonObject:
    """Return `document` with the config's transforms applied in order; the input is not changed."""
    if not config.root.openapi.transforms:
        return document
    result: JsonObject = importlib.import_module("specloom.api.build.transforms").transformed(
        document, config, diagnostics
    )
    return result
