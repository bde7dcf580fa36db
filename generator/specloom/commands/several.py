"""Generates the packages of several clients at the same time, each in its own process, with a shared cache."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from specloom.base.diagnostics import Diagnostic, Diagnostics, UserError, user_error
from specloom.base.records import dataclass
from specloom.base.workers import worker_pool
from specloom.cache.generate import cached_result, generate
from specloom.commands.session import Session, target_of
from specloom.output.write import OutputTarget
from specloom.pipeline.options import Options
from specloom.pipeline.report import Report
from specloom.pipeline.run import GenerationResult, Run


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """The result of a worker process: `result` is None if the input of the client is at fault."""

    result: GenerationResult | None
    findings: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]
    report: Report


def generate_each(sessions: Sequence[Session]) -> list[GenerationResult]:
    """Return the package of each client; nothing is written.

    Raises:
        UserError: with the faults of all clients, or two clients would be written to the same directory.
    """
    if len(sessions) == 1:
        return [generate(sessions[0].options, sessions[0].run)]
    kept = {session.name: cached_result(session.options, session.run) for session in sessions}
    fresh = {
        session.name: result
        for session, result in zip(*in_processes([each for each in sessions if kept[each.name] is None]), strict=True)
    }
    results = [kept[session.name] or fresh[session.name] for session in sessions]
    check_apart(zip(sessions, results, strict=True))
    return results


def in_processes(sessions: Sequence[Session]) -> tuple[Sequence[Session], list[GenerationResult]]:
    """Return the sessions and the results of their worker processes."""
    if not sessions:
        return sessions, []
    most = sessions[0].options.workers
    processes = min(len(sessions), most)
    share = max(1, most // processes)
    with worker_pool(processes) as pool:
        waiting = [pool.submit(generate_in_worker, replace(session.options, jobs=share)) for session in sessions]
        answers: list[WorkerResult] = []
        for session, future in zip(sessions, waiting, strict=True):
            session.run.progress(session.name)
            answers.append(future.result())
            add_worker_findings(session.run, answers[-1])
    faults = [fault for each in answers for fault in each.faults]
    if faults:
        raise UserError(faults)
    return sessions, [each.result for each in answers if each.result is not None]


def generate_in_worker(options: Options) -> WorkerResult:
    """Generate in this process."""
    run = Run(Diagnostics(strict=options.strict))
    try:
        result = generate(options, run)
    except UserError as error:
        return WorkerResult(None, tuple(run.diagnostics), error.diagnostics, run.report)
    finally:
        run.finish_pending()
    return WorkerResult(result, tuple(run.diagnostics), (), run.report)


def add_worker_findings(run: Run, given: WorkerResult) -> None:
    """Add the findings of a worker process to a run."""
    run.diagnostics.extend([*given.findings, *given.faults])
    for item in fields(Report):
        setattr(run.report, item.name, getattr(given.report, item.name))


def client_directories(session: Session, result: GenerationResult) -> list[OutputTarget]:
    """Return the directories of one client: its package, and its project."""
    out = session.options.out
    around = [OutputTarget(out, out.as_posix())] if result.project else []
    return [target_of(session.options, result), *around]


def check_apart(pairs: Iterable[tuple[Session, GenerationResult]]) -> None:
    """Check that each client has its own directories.

    Raises:
        UserError: two would be written to the same directory (`output-clash`).
    """
    taken: dict[str, str] = {}
    for target, name in (
        (location, session.name) for session, result in pairs for location in client_directories(session, result)
    ):
        other = taken.setdefault(str(target.real_path).casefold(), name)  # some file systems ignore case
        if other != name:
            hint = "give one of them another `out` or `package`"
            raise user_error("output-clash", f"{other} and {name} would both be written to {target.shown}", hint=hint)
