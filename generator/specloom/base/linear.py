"""Patterns that others have written, matched in linear time: by an engine that does not backtrack.

It is that of the validator of JSON Schema, and reads what RFC 9485 (I-Regexp) has, and most of ECMA 262; not back
references, nor what looks around.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import jsonschema_rs

_SIZE = 1 << 19
"""Bytes that a pattern may take in the engine: repetitions within each other multiply."""


@lru_cache(maxsize=512)
def linear_pattern(pattern: str, *, whole: bool = False, flags: str = "") -> Callable[[str], bool] | None:
    """Return what tells whether a text holds a match of `pattern`, None if the engine can't read that.

    ``whole``: the text must match from its beginning to its end; ``flags``: letters of `i`, `m`, `s`.
    """
    if _validator(pattern) is None:
        return None  # by itself: what stands around it below could make something else of it
    text = f"(?{flags}:{pattern})" if flags else pattern
    validator = _validator(f"^(?:{text})$" if whole else text)
    if validator is None:
        return None

    def matches(text: str) -> bool:
        try:
            return validator.is_valid(text)
        except UnicodeEncodeError:  # half of a surrogate pair: no pattern is about it
            return False

    return matches


def _validator(pattern: str) -> jsonschema_rs.Validator | None:
    options = jsonschema_rs.RegexOptions(size_limit=_SIZE, dfa_size_limit=_SIZE)
    try:
        return jsonschema_rs.validator_for({"pattern": pattern}, pattern_options=options)
    except (ValueError, jsonschema_rs.ReferencingError):
        return None
