# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

__title__ = "cloudflare"
__version__ = "4.0.0"
