"""The document wing: OpenAPI keys, files and positions; no Python names, no templates."""
