"""Splits words of paths that are written together, `/customfields`, where the document's texts write them apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from specloom.base.words import Casing

_CASING = Casing()
_WHOLE = re.compile(r"[a-z]{7,40}")
_MOST_PARTS = 5
_SHORTEST_PART = 3
_NAMES = """
    airtable bigcommerce bigquery blockchain clickhouse cockroachdb dropbox dynamodb elasticsearch facebook graphql
    hubspot influxdb instagram javascript linkedin mailchimp mariadb mongodb onedrive opensearch paypal pinterest
    postgresql powerpoint quickbooks salesforce sharepoint snapchat telegram tiktok timescaledb typescript webauthn
    webhook webhooks whatsapp woocommerce wordpress youtube zendesk
"""
_ONE_WORD = frozenset(_NAMES.split())
"""Names and words of the trade that stay whole, though their capitals set parts of them off."""


def split_compounds(words: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Return how to write each of `words` that `texts` write in several words more often than in one.

    `customfields` is `custom_fields` if tags, operationIds, summaries or names of components say `Custom Fields`.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for word in set(words):
        if _WHOLE.fullmatch(word) and word not in _ONE_WORD:
            for form in {word, _CASING.singular(word)}:
                wanted[form].append(word)
    if not wanted:
        return {}
    starts = frozenset(form[:_SHORTEST_PART] for form in wanted)
    apart: dict[str, Counter[str]] = defaultdict(Counter)
    together: Counter[str] = Counter()
    for text in texts:
        parts = _CASING.words(text)
        for part in parts:
            together.update(wanted.get(part, ()))
        for joined, spelled in _runs_of(parts, starts):
            for word in wanted.get(joined, ()):
                apart[word][_as_written(word, joined, spelled)] += 1
    return {word: best for word, best in _best_of(apart) if apart[word][best] > together[word]}


def _runs_of(parts: list[str], starts: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield words one after another, together and apart, where the first begins as one of `starts`."""
    for at in range(len(parts) - 1):
        if parts[at][:_SHORTEST_PART] not in starts:
            continue
        for end in range(at + 2, min(at + _MOST_PARTS, len(parts)) + 1):
            run = parts[at:end]
            if all(len(part) >= _SHORTEST_PART for part in run):
                yield "".join(run), "_".join(run)


def _as_written(word: str, joined: str, spelled: str) -> str:
    """Return the words apart, with the ending that the path has: a plural stays one."""
    if word == joined:
        return spelled
    shared = next(
        (at for at, (a, b) in enumerate(zip(word, joined, strict=False)) if a != b), min(len(word), len(joined))
    )
    return f"{spelled[: len(spelled) - (len(joined) - shared)]}{word[shared:]}"


def _best_of(apart: Mapping[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    for word, forms in apart.items():
        yield word, min(forms, key=lambda form: (-forms[form], form))
