"""The comments in a configuration that `specloom init` writes."""

from __future__ import annotations

HEAD = """
The configuration of a Python client, in the dialect of stainless.yml, written by `specloom init`.
As it stands it gives the same package as no configuration at all; change what you want to be called
or done otherwise. `specloom validate` checks it: every unknown or mistaken key is named with its line.
"""

HEAD_FROM_SDK = """
The configuration that reproduces an existing SDK, in the dialect of stainless.yml, written by
`specloom init --from-sdk` from the source of the SDK and the document. A line that begins with `# -` names
something that could not be resolved, and why. `specloom migrate` compares the SDK with what this gives.
"""

SECTIONS = {
    "organization": """
`name` makes the client class, the base error and the prefix of environment variables.
Also: docs (a link for the package's texts), contact.
""",
    "targets": """
`package_name` is what users import. Also: project_name (what they install), production_repo,
http_library (httpx2 or httpx).
""",
    "environments": """
The first is the default. With several, the client takes `environment="name"`.
""",
    "client_settings": """
Options of the client: each is an argument of the constructor, read from `read_env` if it is not given.
`nullable: false` makes it required. Also: idempotency: {header: ...}, default_headers, default_timeout
(milliseconds), default_retries: {max_retries: ...}.
""",
    "settings": """
`as_documented` keeps to the document where this dialect has conventions of its own (style of parameters,
encoding of forms, stream flags). Also: license, unwrap_response_fields: [data], file_header.
""",
    "query_settings": """
How arrays (comma, repeat, brackets, indices) and objects (brackets, dots) stand in a query,
where the document does not say it.
""",
    "pagination": """
The kinds of lists that were recognised. A method names its kind with `paginated`; `paginated: false`
returns a page as a plain response.
""",
    "resources": """
The tree that users write: `client.trees.leaves.list()`. A key is the attribute, and in the singular the
prefix of its types. Move, rename or remove methods as you like; a method is `verb /path`, or
{endpoint, paginated, unwrap_response, streaming, body_param_name, positional_params, deprecated, skip}.
`models` are classes with a name of their own, `key: Schema`; the key names the class. `$client` is the
client itself, `$shared` holds models that many resources use.
""",
    "security": """
The document declares these schemes but never requires them.
""",
}
