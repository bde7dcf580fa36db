"""Reads operationIds: what frameworks add to them is removed, and the pattern of a whole document is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from itertools import takewhile

from specloom.api.infer.lexicon import ACTIONS, CRUD_WORDS, NOUNS, READING, UPDATES
from specloom.api.ir import Operation
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_USING_VERB = re.compile(r"Using(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?:_\d+)?$")
_NUMBER = re.compile(r"(?<=[A-Za-z])_\d{1,2}$")
_NO_WORD = re.compile(r"\W")
_GROUPED = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[_/]([A-Za-z][\w-]*)")
_CONTROLLER = re.compile(r"(?<=[a-z0-9])(?:Controller|Resource|Handler|Api|Service)$")
_DASHED_VERB = re.compile(r"-(?:create|delete|get|list|read|update)$")
"""The verb at the end of a first half such as `trees-create_instance`, which so is no resource."""
_MODULES = frozenset({"api", "app", "apis", "controllers", "endpoints", "handlers", "routers", "routes", "views"})
"""Modules of a server's source, which dotted operationIds may begin with."""
_NEARLY_ALL = 0.95
_MOST = 0.8
"""The share of operationIds that is enough for a pattern which is clear in each of them."""
_FEWEST_IDS = 3
VERBS = ACTIONS | UPDATES.keys() | CRUD_WORDS.keys() | READING
"""All words by which an operationId or a text says what is done."""


class IdPattern(Enum):
    """How the operationIds of a document are made."""

    PLAIN = "plain"
    GROUPED = "grouped"
    """`Group_Verb` or `group/verb`."""
    DOTTED = "dotted"
    """`group.sub.verb`."""


@dataclass(frozen=True, slots=True)
class IdRules:
    """The pattern of a document's operationIds, and the first group that all of them share."""

    pattern: IdPattern = IdPattern.PLAIN
    common: str = ""
    lists: bool = False
    """Whether dotted operationIds call lists `list`, so that those which end in `get` read one thing."""
    module: tuple[str, ...] = ()
    """The first words that all operationIds share, such as the module of their functions in Django Ninja."""

    def resource_and_name(self, operation: Operation) -> tuple[tuple[str, ...], str] | None:
        """Return the resource and the method's words that an operationId names, if it follows the pattern."""
        text = clean_id(operation)
        if self.pattern is IdPattern.DOTTED and "." in text:
            groups = [part for part in text.split(".") if _CASING.snake(part)]
            groups = groups[1:] if len(groups) > 2 and groups[0] == self.common else groups
            while len(groups) > 2 and groups[0] in _MODULES:
                groups = groups[1:]
            chain = tuple(_CASING.snake(_CONTROLLER.sub("", part)) for part in groups[:-1])
            return (chain, _CASING.snake(groups[-1])) if chain else None
        match = _GROUPED.fullmatch(text) if self.pattern is IdPattern.GROUPED else None
        if match is None:
            return None
        group = _CASING.snake(_CONTROLLER.sub("", match[1]))
        return ((group,), _CASING.snake(match[2])) if group else None


def clean_id(operation: Operation) -> str:
    """Return the operationId without what FastAPI, springfox and springdoc add to the name of a function."""
    text = operation.operation_id or ""
    generated = f"{_NO_WORD.sub('_', operation.path)}_{operation.verb}"
    if text.lower().endswith(generated.lower()) and len(text) > len(generated):
        return text[: -len(generated)].rstrip("_") or text
    return _NUMBER.sub("", _USING_VERB.sub("", text))


def id_rules(operations: Iterable[Operation]) -> IdRules:
    """Return the pattern that nearly all operationIds of a document have."""
    operations = [operation for operation in operations if operation.operation_id]
    texts = [clean_id(operation) for operation in operations]
    enough = max(3.0, _NEARLY_ALL * len(texts))
    dotted = [text.split(".") for text in texts if re.fullmatch(r"[\w-]+(?:\.(?!\d)[\w-]+)+", text)]
    if len(dotted) >= enough:
        if len(dotted) == len(texts) and _is_module(dotted, operations):
            return IdRules(module=_common_words(texts))
        firsts = {parts[0] for parts in dotted}
        lists = any(parts[-1] == "list" for parts in dotted)
        return IdRules(IdPattern.DOTTED, firsts.pop() if len(firsts) == 1 else "", lists)
    grouped = [(match[1], match[2]) for text in texts if (match := _GROUPED.fullmatch(text))]
    clear = len(grouped) >= max(1.0, _MOST * len(texts)) and all(map(_is_clear, grouped))
    if (clear or len(grouped) >= enough) and _are_groups(grouped, "/" in texts[0]):
        return IdRules(IdPattern.GROUPED)
    return IdRules(module=_common_words(texts))


def _is_module(dotted: list[list[str]], operations: Iterable[Operation]) -> bool:
    """Return whether one group is before all names, and nothing that users see names it: a module of functions."""
    groups = {tuple(parts[:-1]) for parts in dotted}
    if len(groups) > 1:
        return False
    words = set(_CASING.words(" ".join(groups.pop())))
    seen = (_CASING.words(" ".join((operation.path, *operation.tags))) for operation in operations)
    return not any(words & set(found) for found in seen)


def _common_words(texts: list[str]) -> tuple[str, ...]:
    """Return the words with which all of at least three operationIds begin; something is left of each."""
    split = [_CASING.words(text) for text in texts]
    if len(set(texts)) < _FEWEST_IDS:
        return ()
    shared = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*split, strict=False))]
    return tuple(shared[: min(map(len, split)) - 1]) if not set(shared) & VERBS else ()


def _is_clear(pair: tuple[str, str]) -> bool:
    """Return whether two halves are a resource and what is done, even if few operations say so: `FrontDoors_List`."""
    group, name = pair
    return group[0].isupper() and _CASING.is_plural(_CASING.snake(group)) and _CASING.words(name)[0] in VERBS


def _are_groups(pairs: list[tuple[str, str]], slashes: bool) -> bool:
    """Return whether the first halves name resources: no verbs, and written so that they are set off."""
    groups = {group for group, _ in pairs}
    verbs = [group for group in groups if _begins_with_verb(_CASING.snake(group)) or _DASHED_VERB.search(group)]
    if len(verbs) * 10 > len(groups):
        return False
    capitals = all(group[0].isupper() for group in groups)
    humps = any(re.search("[a-z][A-Z]", group) for group in groups) and not any("-" in name for _, name in pairs)
    return slashes or capitals or (humps and not any(re.search("[A-Z]", name) for _, name in pairs))


def _begins_with_verb(group: str) -> bool:
    """Return whether a group begins with a verb; one that is a thing too begins a plural noun: `scale_units`."""
    first, _, rest = group.partition("_")
    return first in VERBS and not (first in NOUNS and rest and _CASING.is_plural(group))
