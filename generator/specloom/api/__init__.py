"""Meaning: resources, operations, schemas and names."""
