"""Matches patterns from untrusted sources in linear time, with an engine that does not backtrack.

It is the engine of the JSON Schema validator. It supports RFC 9485 (I-Regexp) and most of ECMA 262, but no back
references and no lookaround.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import jsonschema_rs

_SIZE = 1 << 19
"""The memory that a pattern may take in the engine, in bytes: nested repetitions multiply."""


@lru_cache(maxsize=512)
def linear_pattern(pattern: str, *, whole: bool = False, flags: str = "") -> Callable[[str], bool] | None:
    """Return what tells whether a text contains a match of `pattern`; None if the engine doesn't support the pattern.

    ``whole``: the text must match from its beginning to its end; ``flags``: letters of `i`, `m`, `s`.
    """
    if _pattern_validator(pattern) is None:
        return None  # on its own: the text added around it below could change its meaning
    text = f"(?{flags}:{pattern})" if flags else pattern
    validator = _pattern_validator(f"^(?:{text})$" if whole else text)
    if validator is None:
        return None

    def matches(text: str) -> bool:
        try:
            return validator.is_valid(text)
        except UnicodeEncodeError:  # half of a surrogate pair, which no pattern matches
            return False

    return matches


def _pattern_validator(pattern: str) -> jsonschema_rs.Validator | None:
    options = jsonschema_rs.RegexOptions(size_limit=_SIZE, dfa_size_limit=_SIZE)
    try:
        return jsonschema_rs.validator_for({"pattern": pattern}, pattern_options=options)
    except (ValueError, jsonschema_rs.ReferencingError):
        return None
