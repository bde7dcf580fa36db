"""Reads, validates and normalises documents: OpenAPI keys, files and positions; no Python names, no templates."""
