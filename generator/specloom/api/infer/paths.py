"""Splits paths into steps: words and parameters, without what only a deployment adds to them.

Versions, prefixes that all paths share, tenants and file extensions are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field

from specloom.api.infer.lexicon import ACTIONS, INTERFACES, NOISE, PREPOSITIONS, PROJECTS, TENANTS, VERSION
from specloom.api.infer.segments import PathStep, all_steps
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_SOLE_VERSION = re.compile(r"v\d+(?:_\d+)*")
_FORMATS = frozenset({"json", "xml", "csv"})
_NEARLY_ALL = 0.9
_MOSTLY = 0.8
_FEWEST_PATHS = 4
_FEWEST_WORDS = 3
_DEEPEST_INTERFACE = 3
"""How far from the start of all paths a word such as `api` may be, which ends what only a deployment adds."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathRules:
    """What the paths of a document have in common, and so is no part of any name."""

    versions: Mapping[Key, Container[str]] = field(default_factory=dict[Key, Container[str]])
    """The words before a version and the word after it -> the versions that are left out there."""
    prefix: tuple[str, ...] = ()
    outside: frozenset[str] = frozenset()
    """First words of the paths without the prefix."""
    tenants: tuple[tuple[str, frozenset[str]], ...] = ()
    """The tenants that paths begin with, the outermost first, each with the first words of the paths without it."""

    def steps_of(self, path: str) -> list[PathStep]:
        """Return the meaningful steps of a path."""
        steps = self._without_tenant(self.without_prefix(self.without_version(usual_steps(path))))
        if len(steps) == 1 and not steps[0].is_parameter and _SOLE_VERSION.fullmatch(steps[0].name):
            return []
        return [step for at, step in enumerate(steps) if not (_only_leads(steps, at) or _is_echo(steps, at))]

    def without_version(self, steps: list[PathStep]) -> list[PathStep]:
        """Return the steps without a version that is left out."""
        at = _version_at(steps)
        if at is None or steps[at].name not in self.versions.get(_version_key(steps, at), ()):
            return steps
        return _without_noise(steps[:at] + steps[at + 1 :])

    def without_prefix(self, steps: list[PathStep]) -> list[PathStep]:
        """Return the steps without the prefix of the document."""
        count = len(self.prefix)
        if not count or _first_words(steps, count) != self.prefix or len(steps) == count:
            return steps
        following = steps[count]
        return steps if following.is_parameter or following.name in self.outside else steps[count:]

    def _without_tenant(self, steps: list[PathStep]) -> list[PathStep]:
        """Remove `accounts/{account_id}` at the start if a fixed word follows."""
        for tenant, beside in self.tenants:
            if _tenant_of(steps) != tenant or steps[2].name in beside:
                return steps
            steps = steps[2:]
        return steps


def path_rules(operations: Iterable[tuple[str, str]]) -> PathRules:
    """Return what the paths of `operations`, each an HTTP verb and a path, have in common."""
    keys = dict.fromkeys(operations)
    split = [usual_steps(path) for path in dict.fromkeys(path for _, path in keys)]
    rules = PathRules(versions=_left_out_versions([(verb, usual_steps(path)) for verb, path in keys]))
    split = [rules.without_version(steps) for steps in split]
    prefix = _common_prefix(split)
    outside = frozenset(s[0].name for s in split if s and _first_words(s, len(prefix)) != prefix)
    rules = PathRules(rules.versions, prefix, outside)
    split = [rules.without_prefix(steps) for steps in split]
    return PathRules(rules.versions, prefix, outside, tuple(_common_tenants(split)))


def _common_tenants(split: list[list[PathStep]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the tenants of nearly all paths, and what stands beside each: `orgs/{org}/projects/{project}` has two."""
    for known in (TENANTS, TENANTS | PROJECTS):
        tenant = _common_tenant(split, known)
        if tenant is None:
            return
        beside = frozenset(steps[0].name for steps in split if steps and _tenant_of(steps) is None)
        yield tenant, beside
        inside = [steps for steps in split if _tenant_of(steps) == tenant]
        split = [steps if steps[2].name in beside else steps[2:] for steps in inside]


def usual_steps(path: str) -> list[PathStep]:
    """Return the steps of a path without words like `api` at its start and a format at its end."""
    steps = all_steps(path)
    while len(steps) > 1 and steps[-1].name in _FORMATS and not steps[-1].is_parameter and _has_word(steps[:-1]):
        steps = steps[:-1]
    while len(steps) > 1 and steps[-1].name in INTERFACES and not steps[-1].is_parameter and _has_word(steps[:-1]):
        steps = steps[:-1]
    return _without_noise([step for at, step in enumerate(steps) if not _is_version_parameter(steps, at)])


def _is_version_parameter(steps: list[PathStep], at: int) -> bool:
    """Return whether a step is part of a version that the caller gives: `/v{version}/trees`."""
    return any(
        not word.is_parameter and word.name == "v" and after.is_parameter
        for word, after in zip(steps[max(at - 1, 0) :], steps[max(at - 1, 0) + 1 : at + 2], strict=False)
    )


def _is_echo(steps: list[PathStep], at: int) -> bool:
    """Return whether a word repeats the one before it: `/events/v3/events`."""
    return at > 0 and not steps[at].is_verb and steps[at] == steps[at - 1] and not steps[at].is_parameter


def _only_leads(steps: list[PathStep], at: int) -> bool:
    """Return whether a word of a path is a preposition of the parameter after it: `/trips/from/{a}/to/{b}`."""
    step, follows = steps[at], at + 1 < len(steps) and steps[at + 1].is_parameter
    return at > 0 and not step.is_parameter and step.name in PREPOSITIONS and follows


def _has_word(steps: list[PathStep]) -> bool:
    return any(not step.is_parameter for step in steps)


def _without_noise(steps: list[PathStep]) -> list[PathStep]:
    while len(steps) > 1 and steps[0].name in NOISE and not steps[0].is_parameter and _has_word(steps[1:]):
        if steps[1].is_verb:
            break
        steps = steps[1:]
    return steps


def _version_at(steps: list[PathStep]) -> int | None:
    """Return where the version is: a word before others; a bare number counts only before all parameters."""
    for at, step in enumerate(steps[:-1]):
        if step.is_parameter or not VERSION.fullmatch(step.name):
            continue
        bare = step.name[0].isdigit()
        if _has_word(steps[at + 1 :]) and not (bare and any(other.is_parameter for other in steps[:at])):
            return at
    return None


def _version_key(steps: list[PathStep], at: int) -> Key:
    following = steps[at + 1]
    return (
        *(step.name for step in steps[:at] if not step.is_parameter),
        "" if following.is_parameter else following.name,
    )


def _left_out_versions(operations: list[tuple[str, list[PathStep]]]) -> dict[Key, Container[str]]:
    """Return the versions to leave out by what they are written between.

    All are left out, unless two operations differ by nothing else: then only the lowest, so that a version that is
    added renames no other.
    """
    versions: dict[Key, set[str]] = defaultdict(set)
    forms: dict[tuple[str, ...], set[str]] = defaultdict(set)
    keys: dict[tuple[str, ...], Key] = {}
    for verb, steps in operations:
        at = _version_at(steps)
        rest = steps if at is None else steps[:at] + steps[at + 1 :]
        form = (verb, *("{}" if step.is_parameter else step.name for step in rest))
        forms[form].add("" if at is None else steps[at].name)
        if at is not None:
            keys[form] = _version_key(steps, at)
            versions[keys[form]].add(steps[at].name)
    left_out: dict[Key, Container[str]] = dict(versions.items())
    clashes: dict[Key, set[str]] = defaultdict(set)
    for form, found in forms.items():
        if len(found) > 1:
            clashes[keys[form]] |= found
    for key, found in clashes.items():
        left_out[key] = versions[key] - (found - {min(found, key=_version_rank)})
    return left_out


def _version_rank(version: str) -> tuple[bool, bool, bool, list[int], str]:
    """Return the sort key of a version: the first, none, then releases by number, then previews."""
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    return (version != "v1", version != "", re.search("[a-uw-z]", version) is not None, numbers, version)


def _first_words(steps: list[PathStep], count: int) -> tuple[str, ...]:
    return tuple("" if step.is_parameter else step.name for step in steps[:count])


def _begins_with_no_action(word: str) -> bool:
    return word.partition("_")[0] not in ACTIONS and not word[:1].isdigit()


def _common_prefix(split: list[list[PathStep]]) -> tuple[str, ...]:
    """Return the words at the start of nearly all paths, if they name no resource: other words follow them always."""
    prefix = _prefix_to_interface(split)
    while True:
        count = len(prefix)
        inside = [steps for steps in split if _first_words(steps, count) == prefix and len(steps) > count]
        firsts = Counter(steps[count].name for steps in inside if not steps[count].is_parameter)
        if not firsts:
            return prefix
        word, uses = max(firsts.items(), key=lambda item: item[1])
        following = [steps[count + 1 :][:1] for steps in inside if _first_words(steps, count + 1) == (*prefix, word)]
        nexts = {rest[0].name for rest in following if rest and not rest[0].is_parameter}
        continued = {steps[count + 1].name for steps in inside if len(steps) > count + 2}
        things = [name for name in nexts if _begins_with_no_action(name)]
        content = [name for name in nexts if name in continued or _CASING.is_plural(name)]
        whole = all(rest and not rest[0].is_parameter for rest in following)
        few = uses < _FEWEST_PATHS or len(nexts) < _FEWEST_WORDS or min(len(things), len(content)) * 2 <= len(nexts)
        if not whole or few or uses < _NEARLY_ALL * len(split):
            return prefix
        prefix = (*prefix, word)


def _prefix_to_interface(split: list[list[PathStep]]) -> tuple[str, ...]:
    """Return the words at the start of all paths up to one such as `api`: `/greenhouse/rest/services/...`."""
    for count in range(_DEEPEST_INTERFACE, 1, -1):
        firsts = {_first_words(steps, count) for steps in split}
        first = next(iter(firsts), ())
        interface = first[-2:-1] if first[-1:] == ("services",) else first[-1:]
        followed = all(len(steps) > count and _has_word(steps[count:]) for steps in split)
        if len(firsts) == 1 and followed and "" not in first and INTERFACES.issuperset(interface):
            return first
    return ()


def has_echo(path: str) -> bool:
    """Return whether a word of a path repeats the one before it, so that it is left out."""
    words = [step for step in usual_steps(path) if step.is_parameter or not VERSION.fullmatch(step.name)]
    return any(_is_echo(words, at) for at in range(len(words)))


def _tenant_of(steps: list[PathStep]) -> str | None:
    """Return the first word if a parameter and another word follow it."""
    if len(steps) < 3 or [step.is_parameter for step in steps[:3]] != [False, True, False]:
        return None
    return steps[0].name


def _common_tenant(split: list[list[PathStep]], known: frozenset[str]) -> str | None:
    """Return the collection of `known` whose members contain nearly everything else, alone or with a second one."""
    owners = Counter(tenant for steps in split if (tenant := _tenant_of(steps)) is not None)
    most = [name for name, _ in owners.most_common(2)]
    if not most or len(split) < _FEWEST_PATHS or sum(owners[name] for name in most) < _MOSTLY * len(split):
        return None
    inside = [steps[2:] for steps in split if _tenant_of(steps) == most[0]]
    contents = {(steps[2:] if _tenant_of(steps) in PROJECTS else steps)[0].name for steps in inside}
    return most[0] if most[0] in known and len(contents) >= _FEWEST_WORDS else None
