"""The table of serialization styles: where each is allowed, which one is the default, and which ones explode."""

from __future__ import annotations

from specloom.api.ir import Location, Style
from specloom.base.json import JsonObject, as_str

_DELIMITED = (Style.SPACE, Style.PIPE, Style.TAB)
"""Styles with another delimiter than a comma: Swagger 2 has them in every location."""
STYLES = {
    Location.PATH: (Style.SIMPLE, Style.LABEL, Style.MATRIX, *_DELIMITED),
    Location.HEADER: (Style.SIMPLE, *_DELIMITED),
    Location.QUERY: (Style.FORM, Style.DEEP, *_DELIMITED),
    Location.COOKIE: (Style.FORM,),
}
"""The styles of each location of parameters, the default first. A field of a form has those of a query parameter."""
_EXPLODED = (Style.FORM, Style.DEEP)
"""Styles whose lists and objects become several values where `explode` is missing."""


def read_style(raw: JsonObject, location: Location) -> tuple[Style, bool]:
    """Return the style of a parameter, or of a field of a form, and whether it explodes."""
    allowed = STYLES[location]
    word = as_str(raw.get("style"))
    style = Style(word) if word in allowed else allowed[0]
    explode = raw["explode"] if isinstance(raw.get("explode"), bool) else style in _EXPLODED
    return style, explode is True
