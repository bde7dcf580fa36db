"""`specloom init`: writes a config for a document that has none."""

from __future__ import annotations

from pathlib import Path

from specloom.api.infer.comments import HEAD_FROM_SDK
from specloom.api.infer.written import config_as_yaml
from specloom.base.webaddress import is_url
from specloom.commands.console import print_result
from specloom.commands.flags import InitFlags
from specloom.commands.session import DONE, Session, execute_one
from specloom.compare.source.package import find_package
from specloom.output.write import write_new
from specloom.pipeline.analysis import load_document, validate_and_normalise
from specloom.pipeline.generate import infer_config_text
from specloom.pipeline.options import CONFIG_NAMES
from specloom.reproduce.build import reproduce_config

STDOUT = Path("-")


def run(flags: InitFlags) -> int:
    """Write the config, or print it, and return the exit code."""

    def work(session: Session) -> int:
        text = sdk_config_text(flags.from_sdk, session) if flags.from_sdk is not None else inferred_text(session)
        session.console.display.close()
        if flags.out == STDOUT:
            print_result(text)
            return DONE
        path = flags.out or default_config_path(session.options.spec)
        write_new(path, text, force=flags.force)
        session.console.print_line(
            f"{path}: {text.count(chr(10))} lines; edit it, then `specloom validate` and `generate`"
        )
        return DONE

    return execute_one(flags, work)


def inferred_text(session: Session) -> str:
    """Return the config that is inferred from the document alone."""
    return infer_config_text(session.options, session.run)


def sdk_config_text(directory: Path, session: Session) -> str:
    """Return the config that reproduces the SDK in the directory `directory`, which is only read."""
    package = find_package(directory)
    canonical = validate_and_normalise(load_document(session.options, session.run), session.run)
    with session.run.report_stage("read"):
        found = reproduce_config(package, canonical.document)
        session.run.diagnostics.extend(found.unread)
    return config_as_yaml(found.config, {}, HEAD_FROM_SDK, found.notes)


def default_config_path(spec: str) -> Path:
    """Return the default path of the config of a document."""
    return Path(CONFIG_NAMES[0]) if is_url(spec) else Path(spec).parent / CONFIG_NAMES[0]
