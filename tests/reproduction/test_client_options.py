"""The options, credentials and URLs of a client, as its constructor and its headers give them."""

from __future__ import annotations

import pytest

from specloom.base.json import JsonObject, as_object
from specloom.reproduce.credentials import match_credentials
from specloom.reproduce.options import read_client

SCHEMES: JsonObject = {
    "Bearer": {"type": "http", "scheme": "bearer"},
    "AdminBearer": {"type": "http", "scheme": "bearer"},
    "Basic": {"type": "http", "scheme": "basic"},
    "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "InQuery": {"type": "apiKey", "in": "query", "name": "key"},
}


def client(arguments: str, init: str, members: str = "") -> str:
    """Return the module of a client."""
    return f"""
ENVIRONMENTS = {{"production": "https://one.test", "staging": "https://two.test"}}
class Acme(SyncAPIClient):
    def __init__(self, *, {arguments}, base_url: str | None = None, _private: bool = True) -> None:
        {init}
    {members}
"""


def auth(pattern: str, name: str = "auth_headers", header: str = "Authorization") -> str:
    """Return a property with one header or parameter."""
    return f'@property\n    def {name}(self):\n        return {{"{header}": {pattern}}}\n'


BASIC = (
    "@property\n    def auth_headers(self):\n        value = f'{self.user}:{self.password}'.encode()\n"
    "        header = f'Basic {b64encode(value).decode()}'\n        return {'Authorization': header}\n"
)
TOKEN = "token: str | None = None"
CASES: dict[str, tuple[str, JsonObject]] = {
    "required": (
        client(TOKEN, "if token is None:\n            raise ValueError()"),
        {"token": {"type": "string", "nullable": False}},
    ),
    "variable": (
        client(TOKEN, "if token is None:\n            token = os.environ.get('ACME_TOKEN')"),
        {"token": {"type": "string", "nullable": True, "read_env": "ACME_TOKEN"}},
    ),
    "default": (
        client("size: int | None = None", "if size is None:\n            size = 3"),
        {"size": {"type": "integer", "default": 3}},
    ),
    "bearer": (
        client(TOKEN, "...", auth('f"Bearer {self.token}"')),
        {"token": {"type": "string", "nullable": True, "auth": {"security_scheme": "Bearer"}}},
    ),
    "scheme_of_its_name": (
        client("admin: str | None = None", "...", auth('f"Bearer {self.admin}"')),
        {"admin": {"type": "string", "nullable": True, "auth": {"security_scheme": "AdminBearer"}}},
    ),
    "header": (
        client(TOKEN, "...", auth("self.token", header="X-Key")),
        {"token": {"type": "string", "nullable": True, "auth": {"security_scheme": "Key"}}},
    ),
    "query": (
        client(TOKEN, "...", auth("self.token", "default_query", "key")),
        {"token": {"type": "string", "nullable": True, "auth": {"security_scheme": "InQuery"}}},
    ),
    "basic": (
        client("user: str | None = None, password: str | None = None", "...", BASIC),
        {
            "user": {"type": "string", "nullable": True, "auth": {"security_scheme": "Basic", "role": "username"}},
            "password": {"type": "string", "nullable": True, "auth": {"security_scheme": "Basic", "role": "password"}},
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_option_is_read(case: str) -> None:
    text, expected = CASES[case]
    source = read_client({"_client.py": text}, "Acme")
    settings, _ = match_credentials(source, {"components": {"securitySchemes": SCHEMES}})
    assert as_object(settings["client_settings"])["opts"] == expected
    assert source.environments == {"production": "https://one.test", "staging": "https://two.test"}


def test_a_url_with_an_option_and_a_missing_scheme() -> None:
    text = client(
        "shop: str | None = None, token: str",
        'base_url = f"https://{shop}.test"',
        auth("self.token", header="X-Own-Token"),
    )
    source = read_client({"_client.py": text.partition("\n")[2].partition("\n")[2]}, "Acme")
    settings, notes = match_credentials(source, {})
    assert source.environments == {"production": "https://{shop}.test"}
    opts = as_object(as_object(settings["client_settings"])["opts"])
    assert as_object(opts["shop"])["server_variable"] == "shop"
    assert settings["security_schemes"] == {"TokenAuth": {"type": "apiKey", "name": "X-Own-Token", "in": "header"}}
    assert notes == ["the document declares no scheme for `X-Own-Token`: `security_schemes` has one"]
