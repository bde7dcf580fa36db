"""Recognises source that black would not change: a grammar of layouts, each proven against black in the tests.

black splits a file into statements, formats each on its own, and sets blank lines by the kinds of two consecutive
statements. So does this package, for the layouts that our templates print: a file with no others needs no black at all.
Everything unknown is formatted by black: the statement alone, or the whole file.
"""

from specloom.emit.stable.files import format_without_black

__all__ = ["format_without_black"]
