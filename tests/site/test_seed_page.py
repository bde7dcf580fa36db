"""The page of `workflows.instances.create` has what the page has that this project began from, in its order."""

from __future__ import annotations

import ast

from tests.site.html_text import read

CREATE = "workflows/instances/create/"
SEED = """\
Skip to content
Create a workflow instance
workflows.instances.create(strworkflow_name, InstanceCreateParams**kwargs) -> InstanceCreateResponse
POST/accounts/{account_id}/workflows/{workflow_name}/instances
Creates an instance of a workflow and starts it.
Security
API Token
An API token, sent as a bearer token. The recommended way.
Example:Authorization: Bearer Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY
API Email + API Key
The e-mail address of the account, together with the global API key.
Example:X-Auth-Email: user@example.com
The global API key, together with the e-mail address. Prefer a token.
Example:X-Auth-Key: 144c9defac04969c7bfad8efaa8ea194
Accepted Permissions (at least one required)
Workers Scripts Write
Parameters
account_id: str
workflow_name: str
maxLength64
minLength1
instance_id: Optional[str]
maxLength100
minLength1
instance_retention: Optional[InstanceRetention]
error_retention: Optional[Union[int, str]]
A length of time, in milliseconds or as text such as "5 minutes".
One of the following:
int
str
success_retention: Optional[Union[int, str]]
A length of time, in milliseconds or as text such as "5 minutes".
One of the following:
int
str
params: Optional[object]
Returns
class InstanceCreateResponse:
id: str
maxLength100
minLength1
status: Literal["queued", "running", "paused", 6 more]
One of the following:
"queued"
"running"
"paused"
"errored"
"terminated"
"complete"
"waitingForPause"
"waiting"
"rollingBack"
version_id: str
formatuuid
workflow_id: str
formatuuid
Create a workflow instance
import os
from cloudflare import Cloudflare
client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
)
instance = client.workflows.instances.create(
    workflow_name="x",
    account_id="account_id",
)
print(instance.id)
Returns Examples
{
  "errors": [
    {
      "code": 0,
      "message": "message"
    }
  ],
  "result": {
    "id": "x",
    "status": "queued",
    "version_id": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "workflow_id": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
  },
  "success": true,
"""
"""The lines of that page, with our sentences in place of Cloudflare's. The permission and the ninth status are ours."""


def test_the_page_has_each_line_in_order(workflows: dict[str, str]) -> None:
    lines = iter([without_spaces(strip_labels(line)) for line in read(workflows[f"{CREATE}index.html"]).text])
    missing = [line for line in SEED.splitlines() if without_spaces(line) not in lines]
    assert missing == []
    assert "Starthere" in lines  # the tree of methods follows, however it is shown


def strip_labels(line: str) -> str:
    """Return a line without the word that says where a parameter is sent."""
    for word in ("path", "body"):
        if line.endswith(word) and ": " in line and not line.startswith(" "):
            return line.removesuffix(f" {word}")
    return line


def without_spaces(line: str) -> str:
    """Return a line as it is compared: that page has none between a name and its value."""
    return line.replace(" ", "")


def test_the_structure_of_the_page(workflows: dict[str, str]) -> None:
    page = read(workflows[f"{CREATE}index.html"])
    assert page.outline == [
        "h1",
        "h2 security",
        "h3",
        "h3",
        "h3",
        "h2 permissions",
        "h2 parameters",
        "h2 returns",
        "h2 errors",
        "h2 request",
        "h2 response",
    ]
    assert {"params.instance_retention.error_retention", "returns.status", "errors.404"} <= set(page.ids)


def test_the_markdown_has_the_whole_signature(workflows: dict[str, str]) -> None:
    signature = workflows[f"{CREATE}index.md"].splitlines()[4].strip("`")
    call = signature.replace("client.workflows.instances.create", "def create", 1)
    tree = ast.parse(f"{call}: ...").body[0]
    assert isinstance(tree, ast.FunctionDef)
    assert [item.arg for item in tree.args.args] == ["workflow_name"]
    assert next(item.arg for item in tree.args.kwonlyargs) == "account_id"
