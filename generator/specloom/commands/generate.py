"""`specloom generate`: writes the client packages, and the projects around them if requested."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.webaddress import is_url
from specloom.commands.console import Console
from specloom.commands.flags import GenerateFlags
from specloom.commands.outputs import write_all
from specloom.commands.session import DIFFERENT, DONE, Session, execute_each, run_guarded
from specloom.commands.several import generate_each
from specloom.document.reader import StandardInputReader
from specloom.output.merge import first_marker
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run

CONFLICT = "merge-conflict"
HINT = "your lines and the generated ones are between conflict markers: resolve them, then run `specloom check`"


def run(flags: GenerateFlags) -> int:
    """Generate, write only if everything has succeeded, and return the exit code."""
    if flags.watch and flags.spec == StandardInputReader.NAME:
        return run_guarded(flags, refuse_to_watch)
    if flags.watch:
        inputs: dict[Path, None] = {}
        watching = importlib.import_module("specloom.commands.watching")  # its library takes long to load
        watching.repeat_on_change(lambda: generate_once(flags, inputs), lambda: inputs)
    return generate_once(flags, {})


def refuse_to_watch(_run: Run, _console: Console) -> int:
    """Refuse to watch standard input.

    Raises:
        UserError: always (`watch-stdin`).
    """
    hint = "save the document to a file and pass that"
    raise user_error("watch-stdin", "--watch can't be used with standard input, which can be read only once", hint=hint)


def generate_once(flags: GenerateFlags, inputs: dict[Path, None]) -> int:
    """Do one run and return its exit code; `inputs` receives the files and directories that decide the result."""

    def work(sessions: Sequence[Session]) -> int:
        for session in sessions:
            inputs.update(dict.fromkeys(asked_for(session.options)))
        results = generate_each(sessions)
        for session, result in zip(sessions, results, strict=True):
            inputs.update(dict.fromkeys(read_for(session.options, result)))
            write_package(session, result, flags)
        return DIFFERENT if any(item.code == CONFLICT for each in sessions for item in each.run.diagnostics) else DONE

    return execute_each(flags, work)


def asked_for(options: Options) -> Iterator[Path]:
    """Yield the inputs that the options name."""
    if not is_url(options.spec):
        yield Path(options.spec)
    yield from (path for path in (options.config, options.templates, *options.overlays) if path is not None)


def read_for(options: Options, result: GenerationResult) -> Iterator[Path]:
    """Yield the files of the document that exist on disk."""
    if not is_url(options.spec):
        yield from (Path(options.spec).parent / name for name, _ in result.inputs)


def write_package(session: Session, result: GenerationResult, flags: GenerateFlags) -> None:
    """Write one package and its project files, and print what has changed."""
    with session.run.report_stage("write"):
        written = write_all(session, result, force=flags.force, three_way=flags.three_way)
    for each in written:
        state = f"{len(each.changes)} changed" if each.changes else "unchanged"
        session.console.print_line(f"{each.target.shown}: {each.files} files, {each.lines} lines, {state}")
        for change in each.changes:
            line = first_marker(change.new)
            if line:
                location = SourceLocation(f"{each.target.shown}/{change.path}", line=line)
                session.run.diagnostics.warning(CONFLICT, "merged with conflicts", location=location, hint=HINT)
