"""Finds what `migrate` reports beside differences: config lines that close them, and hand-written code."""
