"""`specloom init`: writes a config for a document that has none."""

from __future__ import annotations

from pathlib import Path

from specloom.base.webaddress import is_url
from specloom.commands.console import print_result
from specloom.commands.flags import InitFlags
from specloom.commands.session import DONE, Session, execute_one
from specloom.output.write import write_new
from specloom.pipeline.generate import infer_config_text
from specloom.pipeline.options import CONFIG_NAMES

STDOUT = Path("-")


def run(flags: InitFlags) -> int:
    """Write the config, or print it, and return the exit code."""

    def work(session: Session) -> int:
        text = infer_config_text(session.options, session.run)
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


def default_config_path(spec: str) -> Path:
    """Return the default path of the config of a document."""
    return Path(CONFIG_NAMES[0]) if is_url(spec) else Path(spec).parent / CONFIG_NAMES[0]
