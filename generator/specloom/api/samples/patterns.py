"""Makes a string for a regular expression: the first branch, the least repetition, the first letter allowed.

Unsupported syntax (lookaround, back references) gives None; callers check the result.
"""

from __future__ import annotations

_CLASSES = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a"}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_CANDIDATES = "aA0_-.:/ @+~!#%&=,;"
_MOST = 512


class _UnknownError(Exception):
    """The pattern uses unsupported syntax."""


def sample_for_pattern(pattern: str, least: int = 0) -> str | None:
    """Return a string that `pattern` should match, at least `least` characters long where repetition allows."""
    for repeat in (0, least, 1):
        reader = _PatternReader(pattern, repeat)
        try:
            text = reader.read_alternatives()
        except (_UnknownError, IndexError, ValueError, RecursionError):
            return None
        if len(text) >= least and reader.at == len(pattern):
            return text[:_MOST]
    return None


class _PatternReader:
    """Reads a pattern from left to right; `repeat` is the count of an open repetition."""

    def __init__(self, pattern: str, repeat: int) -> None:
        self.pattern = pattern
        self.repeat = repeat
        self.at = 0

    def peek(self) -> str:
        """Return the next character, or nothing at the end."""
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        """Return the next character and go on."""
        char = self.pattern[self.at]
        self.at += 1
        return char

    def read_alternatives(self) -> str:
        """Read alternatives up to a closing parenthesis or the end; the first one counts."""
        first = self.read_sequence()
        while self.peek() == "|":
            self.at += 1
            self.read_sequence()
        return first

    def read_sequence(self) -> str:
        """Read one alternative."""
        parts: list[str] = []
        while self.peek() not in ("", "|", ")"):
            part = self.read_atom()
            parts.append(part * self.read_quantifier(part))
        return "".join(parts)

    def read_atom(self) -> str:
        """Read one character, class, group or anchor."""
        char = self.take()
        match char:
            case "^" | "$":
                return ""
            case ".":
                return "a"
            case "[":
                return self.read_class()
            case "(":
                return self.read_group()
            case "\\":
                return self.read_escape()
            case _:
                return char

    def read_group(self) -> str:
        """Read a group behind its parenthesis."""
        if self.peek() == "?":
            self.at += 1
            mark = self.take()
            if mark == "P":
                mark = self.take()
            if mark == "<" and self.peek() not in ("=", "!"):
                self.at = self.pattern.index(">", self.at) + 1
            elif mark != ":":
                raise _UnknownError
        text = self.read_alternatives()
        if self.take() != ")":
            raise _UnknownError
        return text

    def read_escape(self) -> str:
        """Read what follows a backslash."""
        char = self.take()
        if char in "bB":
            return ""
        if char in "ux":
            width = 4 if char == "u" else 2
            code = self.pattern[self.at : self.at + width]
            self.at += width
            return chr(int(code, 16))
        if char in "123456789pPk":
            raise _UnknownError
        return _CLASSES.get(char) or _CONTROLS.get(char) or char

    def read_class(self) -> str:
        """Read a class of characters behind its bracket; return one of it."""
        negated = self.peek() == "^"
        self.at += negated
        ranges: list[tuple[str, str]] = []
        while self.peek() != "]" or not ranges:
            start = self.read_class_member()
            if self.peek() == "-" and self.pattern[self.at + 1] != "]":
                self.at += 1
                ranges.append((start[0], self.read_class_member()[0]))
            else:
                ranges += [(char, char) for char in start]
        self.at += 1
        if not negated:
            return _readable_character(ranges)
        return next(char for char in _CANDIDATES if not any(low <= char <= high for low, high in ranges))

    def read_class_member(self) -> str:
        """Read one member of a class."""
        char = self.take()
        return self.read_escape() if char == "\\" else char

    def read_quantifier(self, part: str) -> int:
        """Read a quantifier, if there is one; return how often to repeat."""
        char = self.peek()
        least = 1
        if char and char in "*+?":
            self.at += 1
            open_end = char != "?"
            least = int(char == "+")
        elif char == "{" and self.pattern[self.at + 1 : self.at + 2].isdigit():
            end = self.pattern.index("}", self.at)
            low, comma, high = self.pattern[self.at + 1 : end].partition(",")
            self.at = end + 1
            least, open_end = int(low), bool(comma) and (not high or int(high) > int(low))
            if high and open_end:
                return min(max(least, min(self.repeat, int(high))), _MOST // max(len(part), 1))
        else:
            return 1
        self.at += self.peek() in ("?", "+") and bool(self.peek())
        return min(max(least, self.repeat) if open_end else least, _MOST // max(len(part), 1))


def _readable_character(ranges: list[tuple[str, str]]) -> str:
    """Return an ASCII letter or digit of the ranges if there is one, else the first character."""
    return next((char for char in "aA0" if any(low <= char <= high for low, high in ranges)), ranges[0][0])
