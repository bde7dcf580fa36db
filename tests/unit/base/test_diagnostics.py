from __future__ import annotations

import pytest

from specloom.base.diagnostics import Diagnostics, Severity, SourceLocation, UserError, user_error


def test_a_finding_says_where_and_what_to_do() -> None:
    diagnostics = Diagnostics()
    location = SourceLocation("a.yaml", "/paths/~1x", 3, 7)
    diagnostics.error("rule", "it is wrong", location=location, hint="mend it")
    assert diagnostics.sorted()[0].render() == "a.yaml:3:7: error[rule]: it is wrong\n  at #/paths/~1x\n  hint: mend it"


def test_text_of_the_document_can_not_play_with_the_terminal() -> None:
    error = user_error("rule", "bad \x1b[31m\u202e name\r")
    assert str(error) == "error[rule]: bad \\x1b[31m\\u202e name\\r"


def test_strict_makes_errors_of_warnings() -> None:
    for strict, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        diagnostics = Diagnostics(strict=strict)
        diagnostics.warning("rule", "a fault")
        diagnostics.info("rule", "news")
        assert [item.severity for item in diagnostics] == [severity, Severity.INFO]
        assert diagnostics.has_errors is strict


def test_all_errors_are_raised_together_by_place() -> None:
    diagnostics = Diagnostics()
    diagnostics.raise_errors()
    for line in (9, 2, 9):
        diagnostics.error("rule", "wrong", location=SourceLocation("a", None, line, 1))
    with pytest.raises(UserError) as raised:
        diagnostics.raise_errors()
    assert [item.line for item in raised.value.diagnostics] == [2, 9]
