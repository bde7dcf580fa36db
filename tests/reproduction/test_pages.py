"""The pagination scheme of each form of page class."""

from __future__ import annotations

import pytest

from specloom.base.json import JsonValue, as_object
from specloom.reproduce.pages import read_schemes

PURPOSE = "x-stainless-pagination-property"


def page(fields: str, items: str, following: str, more: str = "") -> str:
    """Return a module with one page class."""
    return (
        f"class SyncTreePage(BaseSyncPage[_T], BasePage[_T], Generic[_T]):\n    {fields}\n"
        f"    def _get_page_items(self):\n        {items}\n"
        f"    def next_page_info(self):\n        {following}\n{more}"
    )


NUMBER = """last_page = self._options.params.get("page") or 1
        return PageInfo(params={"page": last_page + 1})"""
TOTAL = """current_page = self.page
        total_pages = self.meta.pages
        if current_page >= total_pages:
            return None
        return PageInfo(params={"page": current_page + 1})"""
OFFSET = """offset = self._options.params.get("offset") or 0
        total_count = self.total
        current_count = offset + len(self._get_page_items())
        return PageInfo(params={"offset": current_count})"""
CURSOR = """next_cursor = None
        if self.meta is not None:
            next_cursor = self.meta.following
        return PageInfo(params={"cursor": next_cursor})"""
URL = """url = self.links.following
        return PageInfo(url=URL(url))"""
ARRAY = """
    @classmethod
    def build(cls, *, response, data):
        return cls.construct(None, **{**(data if is_mapping(data) else {"rows": data})})
"""
CASES: dict[str, tuple[str, str, dict[str, str], dict[str, str]]] = {
    "number": (
        page("rows: List[_T]", "return self.rows", NUMBER),
        "page_number",
        {"page": "page_number_param"},
        {"rows": "items"},
    ),
    "total": (
        page("rows: List[_T]", "return self.rows", TOTAL),
        "page_number",
        {"page": "page_number_param"},
        {"rows": "items", "page": "current_page_number_field", "meta.pages": "total_page_count_field"},
    ),
    "offset": (
        page("rows: List[_T]", "return self.rows", OFFSET),
        "offset",
        {"offset": "offset_count_param"},
        {"rows": "items", "total": "offset_total_count_field"},
    ),
    "cursor": (
        page("rows: List[_T]", "rows = self.rows\n        return rows", CURSOR),
        "cursor",
        {"cursor": "next_cursor_param"},
        {"rows": "items", "meta.following": "next_cursor_field"},
    ),
    "url": (
        page("rows: List[_T]", "return self.rows", URL),
        "cursor_url",
        {},
        {"rows": "items", "links.following": "cursor_url_field"},
    ),
    "single": (page("rows: List[_T]", "return self.rows", "return None"), "fake_page", {}, {"rows": "items"}),
    "nested": (page("inner: Inner", "return self.inner.rows", "return None"), "fake_page", {}, {"inner.rows": "items"}),
    "array": (page("rows: List[_T]", "return self.rows", "return None", ARRAY), "fake_page", {}, {"rows": "items[]"}),
}


def purposes(schemas: JsonValue, above: str = "") -> dict[str, str]:
    """Return the purpose of each property by its dotted path."""
    found: dict[str, str] = {}
    for name, schema in as_object(schemas).items():
        value = as_object(schema)
        purpose = as_object(value.get(PURPOSE))
        if purpose:
            found[f"{above}{name}"] = f"{purpose['purpose']}{'[]' * bool(purpose.get('is_top_level_array'))}"
        found |= purposes(value.get("properties"), f"{above}{name}.")
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_page_class_gives_its_scheme(case: str) -> None:
    text, kind, request, response = CASES[case]
    scheme = read_schemes({"pagination.py": text})["SyncTreePage"]
    assert (scheme["name"], scheme["type"]) == ("tree_page", kind)
    assert purposes(scheme["request"]) == request
    assert purposes(scheme["response"]) == response
