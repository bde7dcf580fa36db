"""Which source does black leave as it is? A grammar of shapes, each of them proved by black itself in the tests.

black takes a file apart into statements, lays each out by itself, and sets blank lines by the kinds of two statements
that follow each other. So does this package, for the shapes that our templates print: a file that has no others needs
no black at all. Whatever is unknown goes to black: the statement alone, or the whole file.
"""

from specloom.emit.stable.files import format_without_black

__all__ = ["format_without_black"]
