"""The cache of one run: results of earlier runs under keys of everything that decides them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from specloom.base.bundles import bundle_files, unbundle_files
from specloom.base.diagnostics import Diagnostic, Severity
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings_in
from specloom.base.path_below import name_fault
from specloom.base.records import dataclass
from specloom.cache.code_identity import compute_code_identity, file_digest, has_code_changed
from specloom.cache.keys import keys_of, printing_key
from specloom.cache.store import EntryStore, TextCollection, default_directory
from specloom.pipeline.caching import CacheKeys, FinishedRun
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run


@dataclass(frozen=True, slots=True)
class OptionsCache:
    """The cache as a run with certain options sees it. `directory` is that of the document."""

    store: EntryStore
    code_identity: str
    printing_key: str
    keys: CacheKeys | None
    directory: Path

    def get(self, key: str) -> bytes | None:
        """Return the content of the entry `key`."""
        return self.store.get(key)

    def put(self, key: str, *parts: bytes) -> None:
        """Write the entry `key`; its content is `parts` joined."""
        self.store.put(key, *parts)

    def has(self, key: str) -> bool:
        """Tell whether there is an entry `key`, without reading it."""
        return self.store.has(key)

    def cached_texts(self, name: str) -> TextCollection:
        """Return the entry `name` as a collection of texts."""
        return TextCollection(self.store, name)

    def finished_run(self, key: str) -> FinishedRun | None:
        """Return the run whose result is kept under `key`."""
        content = self.store.get(key)
        return None if content is None else _decode_run(content)

    def unchanged_run(self) -> FinishedRun | None:
        """Return the cached run with these options, if the further files of its document are unchanged."""
        finished = None if self.keys is None else self.finished_run(self.keys.result)
        if finished is None:
            return None
        same = all(file_digest(self.directory / name) == known for name, known in finished.inputs[1:])
        return finished if same else None

    def is_current(self, options: Options) -> bool:
        """Tell whether the inputs are still those that the keys were made of, and there are keys."""
        if self.keys is None or has_code_changed():
            return False
        return self.keys == keys_of(options, compute_code_identity(options.template_roots))


def open_cache(options: Options) -> OptionsCache | None:
    """Return the cache for a run with `options`; None if they ask for none, or the code on disk is not the run's."""
    if not options.cache or has_code_changed():
        return None
    code_identity = compute_code_identity(options.template_roots)
    directory = Path(options.spec).resolve().parent
    return OptionsCache(
        EntryStore(default_directory()),
        code_identity,
        printing_key(options, code_identity),
        keys_of(options, code_identity),
        directory,
    )


def store_result(cache: OptionsCache, result: GenerationResult, run: Run) -> None:
    """Keep the result of a run, with its findings and counts, under the keys of `cache`."""
    if cache.keys is None:
        return
    report = run.report
    data: JsonObject = {
        "package": result.package,
        "files": [*result.files],
        "inputs": [[*item] for item in result.inputs],
        "diagnostics": [asdict(item) for item in run.diagnostics],
        "title": report.title,
        "openapi": report.openapi,
        "operations": report.operations,
        "generated": report.generated,
        "skipped": [[*item] for item in report.skipped],
        "models": report.models,
        "project": [*result.project],
        "user_owned": [*result.user_owned],
    }
    cache.put(cache.keys.result, *bundle_files(data, [*result.files.values(), *result.project.values()]))


def _decode_run(content: bytes) -> FinishedRun | None:
    """Return the run in an entry; None if it names a file outside its directory."""
    data, texts = unbundle_files(content)  # the store has checked that `store_result` wrote it
    names = [str(data["package"]), *strings_in(data["files"]), *strings_in(data["project"])]
    if any(name_fault(name) is not None for name in names):
        return None
    remaining = iter(texts)
    return FinishedRun(
        package=str(data["package"]),
        files=dict(zip(strings_in(data["files"]), remaining, strict=False)),
        inputs=tuple((name, known) for name, known in map(strings_in, as_array(data["inputs"]))),
        diagnostics=tuple(_decode_diagnostic(as_object(item)) for item in as_array(data["diagnostics"])),
        title=as_str(data["title"]),
        openapi=as_str(data["openapi"]),
        operations=_int_or_zero(data["operations"]),
        generated=_int_or_zero(data["generated"]),
        skipped=tuple((key, pointer, why) for key, pointer, why in map(strings_in, as_array(data["skipped"]))),
        models=_int_or_zero(data["models"]),
        project=dict(zip(strings_in(data["project"]), remaining, strict=True)),
        user_owned=tuple(strings_in(data["user_owned"])),
    )


def _int_or_zero(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _decode_diagnostic(data: JsonObject) -> Diagnostic:
    return Diagnostic(
        code=str(data["code"]),
        severity=Severity(str(data["severity"])),
        message=str(data["message"]),
        file=as_str(data["file"]),
        pointer=as_str(data["pointer"]),
        line=_int_or_zero(data["line"]),
        column=_int_or_zero(data["column"]),
        hint=as_str(data["hint"]),
    )
