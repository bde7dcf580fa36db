"""Shows progress on a terminal. Loaded only there: logs and scripts don't need rich."""

from __future__ import annotations

from rich.console import Console
from rich.status import Status
from rich.text import Text

from specloom.base.terminal import printable


class Live:
    """One line that shows the current stage while it runs."""

    def __init__(self) -> None:
        self.status = Status("specloom", console=Console(stderr=True))
        self.status.start()

    def show_stage(self, stage: str) -> None:
        """Show that `stage` has begun."""
        self.status.update(Text(printable(f"specloom: {stage}")))

    def show_detail(self, text: str) -> None:
        """Show the progress of a stage."""
        self.show_stage(text)

    def close(self) -> None:
        """Remove the line."""
        self.status.stop()
