"""specloom: from an OpenAPI document to a typed Python client package."""

__version__ = "0.1.0"
