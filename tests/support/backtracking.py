"""What a pattern of `re` can be made to do: its worst texts, and whether it is ambiguous in a way that costs time.

A pattern is read as an automaton, its letters as a few representatives. It can backtrack in more than linear time only
where one text leads from a state back to it and, in another way, to a second loop (a polynomial), or back to it in two
ways (an exponential). A search that is not anchored begins with a loop of its own over any letter. Both are looked
for; what is found gives texts that show it: a beginning, a part to repeat, and an end that must not match.
"""

from __future__ import annotations

import importlib
import re
import string
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_PARSER = importlib.import_module("re._parser")
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_UNROLLED = 12
"""Repetitions up to which a bound is taken as it stands; a higher one counts as none."""
_ALWAYS = "aA0 \n\t_-.!\x00é中\U0001f600\\\"'"
_ENDS = ("", "\x00", "!\n", "a", "\\")


@dataclass(frozen=True)
class Worst:
    """Texts of a kind that may take long: `start`, `again` and again, then one of the `_ENDS`."""

    start: str
    again: str
    ambiguous: bool = False
    """Whether the pattern can read it in more than one way."""

    def texts(self, size: int) -> Iterator[str]:
        """Yield texts of about `size` letters."""
        for end in _ENDS:
            yield self.start + self.again * max(size // len(self.again), 1) + end


@dataclass
class Automaton:
    """States are numbers; 0 is where reading begins. `accepting` are states in which the pattern has matched."""

    letters: str
    empty: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    guarded: set[tuple[int, int]] = field(default_factory=set)
    """Empty steps that are taken under a condition: the end of the text, the edge of a word, what stands around."""
    steps: dict[int, list[tuple[frozenset[str], int]]] = field(default_factory=lambda: defaultdict(list))
    accepting: int = -1
    count: int = 1

    def state(self) -> int:
        """Return a new state."""
        self.count += 1
        return self.count - 1


def worst_texts(pattern: str, flags: int, *, anchored: bool, whole: bool) -> list[Worst]:
    """Return what to try against a pattern: for each of its loops, and for each ambiguity of two of them.

    `anchored`: reading begins at the start of the text alone; `whole`: it must match all of it.
    """
    parsed = _PARSER.parse(pattern, flags)
    machine = Automaton(_representatives(parsed, parsed.state.flags))
    start = machine.state()
    machine.accepting = _add(machine, parsed, start, parsed.state.flags)
    machine.empty[0].append(start)
    if not anchored:
        machine.steps[0].append((frozenset(machine.letters), 0))
    return list(_found(_without_empty(machine, whole=whole)))


def is_ambiguous(pattern: str, flags: int = 0, *, anchored: bool = False, whole: bool = False) -> bool:
    """Tell whether a pattern can read a text in so many ways that it may take more than linear time."""
    return any(item.ambiguous for item in worst_texts(pattern, flags, anchored=anchored, whole=whole))


def _representatives(parsed: Any, flags: int) -> str:
    letters = set(_ALWAYS)

    def visit(items: Any) -> None:
        for operator, value in items:
            name = str(operator)
            if name in ("LITERAL", "NOT_LITERAL"):
                letters.update(_around(value))
            elif name == "RANGE":
                letters.update(*map(_around, value))
            for inner in _inside(name, value):
                visit(inner)

    visit(parsed)
    if flags & re.IGNORECASE:
        letters |= {item for letter in letters for item in (letter.lower(), letter.upper()) if len(item) == 1}
    return "".join(sorted(letters))


def _inside(name: str, value: Any) -> list[Any]:
    """Return the parts of an item that are patterns, or classes, themselves."""
    if name == "BRANCH":
        return list(value[1])
    if name in ("IN", "ATOMIC_GROUP"):
        return [value]
    return [value[-1]] if name in (*_REPEATS, "SUBPATTERN", "ASSERT", "ASSERT_NOT") else []


def _around(code: int) -> set[str]:
    return {chr(near) for near in (code - 1, code, code + 1) if 0 <= near <= 0x10FFFF}


def _add(machine: Automaton, items: Any, start: int, flags: int) -> int:
    """Add what `items` read, from the state `start` on; return the state behind it."""
    for operator, value in items:
        start = _add_one(machine, str(operator), value, start, flags)
    return start


def _add_one(machine: Automaton, name: str, value: Any, start: int, flags: int) -> int:
    if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN", "GROUPREF"):
        end = machine.state()
        letters = frozenset(machine.letters) if name == "GROUPREF" else _letters(machine, name, value, flags)
        machine.steps[start].append((letters, end))
        return end
    if name in _REPEATS:
        return _add_repeat(machine, *value, start, flags)
    if name == "BRANCH":
        end = machine.state()
        for branch in value[1]:
            machine.empty[_add(machine, branch, start, flags)].append(end)
        return end
    if name == "SUBPATTERN":
        return _add(machine, value[-1], start, (flags | value[1]) & ~value[2])
    if name == "ATOMIC_GROUP":
        return _add(machine, value, start, flags)
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        end = machine.state()
        machine.empty[start].append(end)
        machine.guarded.add((start, end))
        if name != "AT":  # what it reads is read again: another way, which ends nowhere
            _add(machine, value[1], start, flags)
        return end
    raise NotImplementedError(f"{name} in a pattern: the analysis has to learn it")


def _add_repeat(machine: Automaton, least: int, most: Any, items: Any, start: int, flags: int) -> int:
    for _ in range(min(least, _UNROLLED)):
        start = _add(machine, items, start, flags)
    most = int(most)
    if most - least > _UNROLLED:
        loop, end = machine.state(), machine.state()
        machine.empty[start].append(loop)
        machine.empty[_add(machine, items, loop, flags)].append(loop)
        machine.empty[loop].append(end)
        return end
    end = machine.state()
    machine.empty[start].append(end)
    for _ in range(most - least):
        start = _add(machine, items, start, flags)
        machine.empty[start].append(end)
    return end


def _letters(machine: Automaton, name: str, value: Any, flags: int) -> frozenset[str]:
    members = [(name, value)] if name != "IN" else [(str(operator), each) for operator, each in value]
    negated = members[0][0] == "NEGATE"
    one = re.compile(_as_class(members, negated=negated), flags & (re.IGNORECASE | re.DOTALL | re.ASCII | re.UNICODE))
    return frozenset(letter for letter in machine.letters if one.fullmatch(letter))


def _as_class(members: list[tuple[str, Any]], *, negated: bool) -> str:
    name, value = members[0]
    if name == "ANY":
        return "."
    parts = []
    for name, value in members[negated:]:
        if name in ("LITERAL", "NOT_LITERAL"):
            parts.append(f"\\U{value:08x}")
        elif name == "RANGE":
            parts.append(f"\\U{value[0]:08x}-\\U{value[1]:08x}")
        else:
            word = str(value).removeprefix("CATEGORY_")
            letter = {"DIGIT": "d", "WORD": "w", "SPACE": "s"}[word.removeprefix("NOT_")]
            parts.append("\\" + (letter.upper() if word.startswith("NOT_") else letter))
    return f"[{'^' * (negated or members[0][0] == 'NOT_LITERAL')}{''.join(parts)}]"


Table = dict[int, dict[str, dict[int, int]]]
"""State -> letter -> the states to which it leads, each with the number of ways (two stand for many)."""


def _without_empty(machine: Automaton, *, whole: bool) -> Table:
    """Return the automaton without empty steps, and without states from which the pattern matches in any case."""
    ways = {state: _closure(machine, state) for state in range(machine.count)}
    sure = {state: _closure(machine, state, guarded=False) for state in range(machine.count)}
    done = {state for state in ways if not whole and machine.accepting in sure[state]}
    table: Table = {}
    for state in range(machine.count):
        row: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for middle, times in ways[state].items() if state not in done else ():
            for letters, end in machine.steps[middle]:
                for letter in letters if end not in done else ():
                    row[letter][end] = min(2, row[letter][end] + times)
        table[state] = {letter: dict(ends) for letter, ends in row.items()}
    return table


def _closure(machine: Automaton, start: int, *, guarded: bool = True) -> dict[int, int]:
    """Return the states that empty steps lead to, each with the number of ways, none of which takes a step twice."""
    found: dict[int, int] = defaultdict(int)
    waiting: list[tuple[int, frozenset[tuple[int, int]]]] = [(start, frozenset())]
    for _ in range(10_000):
        if not waiting:
            break
        state, path = waiting.pop()
        found[state] = min(2, found[state] + 1)
        for step in ((state, end) for end in machine.empty[state]):
            if step not in path and (guarded or step not in machine.guarded):
                waiting.append((step[1], path | {step}))
    return found


def _found(table: Table) -> Iterator[Worst]:
    reach = {state: _word_to(table, {state}, None) for state in table}
    looping = [state for state in table if state in _word_to(table, set(_next(table, state)), None)]
    starts = _word_to(table, {0}, None)
    for state in looping:
        if state not in starts:
            continue
        again = _around_word(table, state)
        yield Worst(starts[state], again)
        for word in _exponential(table, state, reach):
            yield Worst(starts[state], word, ambiguous=True)
        for other in looping:
            if other != state and other in reach[state]:
                word = _polynomial(table, state, other)
                if word:
                    yield Worst(starts[state], word, ambiguous=True)


def _next(table: Table, state: int) -> Iterable[int]:
    return {end for ends in table[state].values() for end in ends}


def _word_to(table: Table, begin: set[int], within: set[int] | None) -> dict[int, str]:
    """Return the states that can be reached from some, each with a shortest word that leads there."""
    words = dict.fromkeys(begin, "")
    waiting = deque(begin)
    while waiting:
        state = waiting.popleft()
        for letter in _by_taste(table[state]):
            for end in table[state][letter]:
                if end not in words and (within is None or end in within):
                    words[end] = words[state] + letter
                    waiting.append(end)
    return words


def _by_taste(letters: Iterable[str]) -> list[str]:
    return sorted(letters, key=lambda letter: (letter not in string.printable, letter))


def _around_word(table: Table, state: int) -> str:
    best = ""
    for letter in _by_taste(table[state]):
        for end in table[state][letter]:
            rest = _word_to(table, {end}, None).get(state)
            if rest is not None and (not best or len(rest) + 1 < len(best)):
                best = letter + rest
    return best


def _exponential(table: Table, state: int, reach: dict[int, dict[int, str]]) -> Iterator[str]:
    """Yield a word that leads from a state back to it in two ways."""
    within = {end for end in reach[state] if state in reach[end]}
    begin = (state, state, False)
    words = {begin: ""}
    waiting = deque([begin])
    while waiting:
        here = waiting.popleft()
        one, two, apart = here
        for letter in _by_taste(set(table[one]) & set(table[two])):
            for left, times in table[one][letter].items():
                for right in table[two][letter]:
                    there = (left, right, apart or left != right or times > 1)
                    if left not in within or right not in within or there in words:
                        continue
                    words[there] = words[here] + letter
                    if there == (state, state, True):
                        yield words[there]
                        return
                    waiting.append(there)


def _polynomial(table: Table, state: int, other: int) -> str:
    """Return a word that leads from `state` to itself and to `other`, and from `other` to itself; "" if none does."""
    begin, goal = (state, state, other), (state, other, other)
    words = {begin: ""}
    waiting = deque([begin])
    while waiting:
        here = waiting.popleft()
        rows = [table[each] for each in here]
        for letter in _by_taste(set(rows[0]) & set(rows[1]) & set(rows[2])):
            for one in rows[0][letter]:
                for two in rows[1][letter]:
                    for three in rows[2][letter]:
                        there = (one, two, three)
                        if there not in words:
                            words[there] = words[here] + letter
                            if there == goal:
                                return words[there]
                            waiting.append(there)
    return ""
