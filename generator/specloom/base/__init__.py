"""Helpers for all other packages; they know nothing of OpenAPI, of generated Python source or of the output."""
