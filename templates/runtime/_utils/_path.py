"""Re-exported for code that imports it from here."""

from .._runtime.path import path_template as path_template
