"""Builds the methods that read webhooks, and finds the option that holds the signing key."""

from __future__ import annotations

from specloom.api.build.tree import ResourceEntry
from specloom.api.config import SdkConfig
from specloom.api.ir import UnwrapSpec
from specloom.base.diagnostics import Diagnostics
from specloom.base.pointers import join

_WORD = "webhook"
_UNCHECKED = "unsafe"
"""The word in the names of methods that read a webhook without checking its signature."""


def unwraps_of(entry: ResourceEntry, config: SdkConfig, diagnostics: Diagnostics) -> tuple[UnwrapSpec, ...]:
    """Return the methods of a resource that read webhooks."""
    found: list[UnwrapSpec] = []
    for name, method, pointer in entry.methods():
        if method.type != "webhook_unwrap":
            continue
        key = _key_option(method.webhook_key_opt, config, join(pointer, "webhook_key_opt"), diagnostics)
        key = None if _UNCHECKED in name else key
        found.append(UnwrapSpec(name, method.discriminator, key, method.description))
    return tuple(found)


def _key_option(wanted: str | None, config: SdkConfig, pointer: str, diagnostics: Diagnostics) -> str | None:
    """Return the named option, or the first one for webhooks."""
    options = config.root.client_settings.opts
    if wanted is None:
        return next((name for name in options if _WORD in name.lower()), None)
    if wanted not in options:
        message = f"`{wanted}` is not a client option; it has no effect"
        hint = diagnostics.suggestions.hint(wanted, options)
        diagnostics.warning("config-unknown-option", message, location=config.location_of(pointer), hint=hint)
        return _key_option(None, config, pointer, diagnostics)
    return wanted
