"""Long lines are broken where the formatter breaks them, and mean the same."""

from __future__ import annotations

import ast

import pytest
from black import format_str
from hypothesis import given
from hypothesis import strategies as st

from specloom.emit.format import MODE
from specloom.emit.layout import laid_out, lay_out_annotated, lay_out_class_head, lay_out_signature, split_items
from specloom.emit.literals import python_literal

NAME = st.text("abcdefghij_", min_size=1, max_size=30).map(lambda text: "a" + text)
EXPRESSION = st.recursive(
    NAME | st.text(max_size=30).map(python_literal),
    lambda inner: (
        st.builds(lambda name, items: f"{name}({', '.join(items)})", NAME, st.lists(inner, max_size=6))
        | st.builds(lambda name, items: f"{name}[{', '.join(items)}]", NAME, st.lists(inner, min_size=1, max_size=6))
        | st.lists(inner, max_size=6).map(lambda items: f"[{', '.join(items)}]")
    ),
    max_leaves=20,
)


@given(EXPRESSION)
def test_a_broken_line_means_the_same(text: str) -> None:
    assert ast.dump(ast.parse("x = " + laid_out(text, 0, prefix=4))) == ast.dump(ast.parse("x = " + text))


@given(st.lists(EXPRESSION, max_size=5))
def test_items_are_split_at_their_own_commas(items: list[str]) -> None:
    assert split_items(", ".join(items)) == items


LONG = ", ".join(f"argument_{number}=argument_{number}" for number in range(4))


NAMES = ", ".join(f"Member{number}" for number in range(14))
TEXTS = ", ".join(f'"value_{number}"' for number in range(11))
PAIRS = ", ".join(f'"key_{number}": key_{number}' for number in range(12))


@pytest.mark.parametrize(
    "source",
    [
        f"        return self._post({LONG})",
        f"        return self._post({LONG}, {LONG})",
        f"        return self._post(path, options=request_options({LONG}, {LONG}), cast_to=api_types.Tree)",
        f"        return self._post(path, body={{{PAIRS}}}, timeout=timeout)",
        f"from .module_with_quite_a_long_name import ({NAMES})",
        f"from .module_with_quite_a_long_name_{'x' * 50} import (ClassWithAVeryLongName as ClassWithAVeryLongName)",
        f"__all__ = [{NAMES}]",
        f"    status: Optional[Literal[{TEXTS}]] = None",
        f"    status: Literal[{TEXTS}]",
        f"    status: Optional[Dict[str, List[Union[{NAMES}, {NAMES}]]]] = None",
        f'Step: TypeAlias = Annotated[Union[{NAMES}], PropertyInfo(discriminator="t")]',
        f'    status: Literal["{"x" * 120}"]',
    ],
)
def test_the_formatter_finds_nothing_to_do(source: str) -> None:
    body = source.lstrip()
    indent = len(source) - len(body)
    text = " " * indent + laid_out(body, indent)
    nested = "".join(
        f"{'    ' * depth}{line}\n" for depth, line in enumerate(["class A:", "def f(self):"][: indent // 4])
    )
    assert format_str(f"{nested}{text}\n", mode=MODE) == f"{nested}{text}\n"


@pytest.mark.parametrize("values", [3, 11, 30])
def test_signatures_are_final(values: int) -> None:
    union = "Literal[" + ", ".join(f'"value_{number}"' for number in range(values)) + "]"
    parameters = ("self", "name: str", "*", f"kind: {union} | Omit = omit", "timeout: float | None = None")
    for returns in ("None", f"Page[{', '.join(f'api_types.trees.Item{n}' for n in range(6))}]"):
        source = f"class A:\n    {lay_out_signature('def list', parameters, returns, ': ...', 4)}\n"
        assert format_str(source, mode=MODE) == source


@pytest.mark.parametrize("length", [3, 20, 25, 31, 40, 60, 75])
@pytest.mark.parametrize("annotation", ["Callable[..., Response[None]]", "Callable[..., Response[{name}[{name}]]]"])
def test_assignments_to_annotated_attributes_are_black_s(length: int, annotation: str) -> None:
    name = "n" * length
    hint, call = annotation.format(name=name), f'to_raw_response_wrapper(attrgetter("{name}")(resource))'
    target, value = lay_out_annotated(f"self.{name}", hint, call, 4)
    text = f"if x:\n    self.{name}: {target} = {value}\n"
    assert text == format_str(text, mode=MODE) == format_str(f"if x:\n    self.{name}: {hint} = {call}\n", mode=MODE)


@pytest.mark.parametrize("length", [10, 40, 60])
def test_heads_of_classes_are_black_s(length: int) -> None:
    bases = f"A, {'n' * length}, total=False"
    text = f"class {'N' * 50}({lay_out_class_head('N' * 50, bases)}):\n    pass\n"
    assert text == format_str(text, mode=MODE)


def test_a_tuple_with_a_comma_at_its_end_is_broken() -> None:
    text = laid_out('((A("a"), B("b"),), (C("c"),),)', 0, prefix=4)
    assert (
        f"x = {text}\n"
        == format_str(f"x = {text}\n", mode=MODE)
        == format_str('x = ((A("a"), B("b"),), (C("c"),),)\n', mode=MODE)
    )
