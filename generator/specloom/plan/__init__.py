"""Plans the package: every file and name, each decided once from the whole API."""

from __future__ import annotations

from specloom.plan.run import plan_package

__all__ = ["plan_package"]
