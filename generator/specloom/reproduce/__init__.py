"""Writes the config that reproduces an existing SDK, from its source and the document; nothing of the SDK is run."""
