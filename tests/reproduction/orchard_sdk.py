"""A small SDK in the layout of a Stainless SDK as text, and the document that it was made from."""

from __future__ import annotations

DOCUMENT = """\
openapi: 3.1.0
info: {title: Orchard, version: '1'}
servers: [{url: https://api.orchard.test/v1}]
paths:
  /trees:
    get:
      parameters:
        - {name: after, in: query, schema: {type: string}}
        - {name: kinds, in: query, schema: {type: array, items: {type: string}}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/PlantedTree'}}
                  has_more: {type: boolean}
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [kind]
              properties: {kind: {type: string}, position: {$ref: '#/components/schemas/Position'}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [result]
                properties: {result: {$ref: '#/components/schemas/PlantedTree'}, success: {type: boolean}}
  /trees/{tree_id}/leaves/{leaf_id}:
    get:
      parameters:
        - {name: tree_id, in: path, required: true, schema: {type: string}}
        - {name: leaf_id, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}
  /trees/{tree_id}/labels:
    put:
      deprecated: true
      parameters: [{name: tree_id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}}
      responses: {'204': {description: done}}
  /status:
    get:
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: object, required: [ok], properties: {ok: {type: boolean}}}}}
components:
  securitySchemes: {Bearer: {type: http, scheme: bearer}}
  schemas:
    PlantedTree:
      type: object
      required: [id]
      properties: {id: {type: string}, position: {$ref: '#/components/schemas/Position'}}
    Position: {type: object, required: [row], properties: {row: {type: integer}}}
    Leaf: {type: object, properties: {color: {type: string}}}
"""

_OPTIONS = """
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
"""
_MORE = "extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout"
_IMPORTS = """\
from __future__ import annotations

import typing_extensions
from typing import List, Optional, Type, cast

import httpx

from .._types import Body, Headers, NoneType, NotGiven, Omit, Query, SequenceNotStr, not_given, omit
from .._utils import maybe_transform
from .._resource import AsyncAPIResource, SyncAPIResource
from .._wrappers import ResultWrapper
from .._base_client import AsyncPaginator, make_request_options
"""


def client(prefix: str, word: str) -> str:
    """Return one of the two client classes."""
    wait = "async " if prefix else ""
    return f"""
class {prefix}OrchardAPI({word}APIClient):
    api_key: str
    region: str | None

    def __init__(
        self,
        *,
        api_key: str | None = None,
        region: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx.{prefix}Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if api_key is None:
            api_key = os.environ.get("ORCHARD_KEY")
        if api_key is None:
            raise OrchardAPIError("no key")
        self.api_key = api_key
        if region is None:
            region = os.environ.get("ORCHARD_REGION") or "north"
        self.region = region
        if base_url is None:
            base_url = os.environ.get("ORCHARD_BASE_URL")
        if base_url is None:
            base_url = f"https://api.orchard.test/v1"
        super().__init__(version=__version__, base_url=base_url)
        self._idempotency_header = "X-Once"

    @cached_property
    def trees(self) -> trees.{prefix}TreesResource:
        return trees.{prefix}TreesResource(self)

    @property
    def qs(self) -> Querystring:
        return Querystring(array_format="repeat")

    @property
    def auth_headers(self) -> dict[str, str]:
        api_key = self.api_key
        return {{"Authorization": f"Bearer {{api_key}}"}}

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        return {{**super().default_headers, "X-Region": self.region if self.region is not None else Omit()}}

    {wait}def status(self, *, {_OPTIONS}) -> StatusResponse:
        return self.get("/status", options=make_request_options({_MORE}), cast_to=StatusResponse)
"""


def trees(prefix: str, word: str) -> str:
    """Return one of the two classes of the resource `trees`."""
    wait = "async " if prefix else ""
    page = "AsyncPaginator[PlantedTree, AsyncTreePage[PlantedTree]]" if prefix else "SyncTreePage[PlantedTree]"
    return f"""
class {prefix}TreesResource({word}APIResource):
    @cached_property
    def leaves(self) -> {prefix}LeavesResource:
        return {prefix}LeavesResource(self._client)

    {wait}def plant(
        self,
        *,
        kind: str,
        position: PositionParam | Omit = omit,{_OPTIONS}        idempotency_key: str | None = None,
    ) -> Optional[PlantedTree]:
        return self._post(
            "/trees",
            body=maybe_transform({{"kind": kind, "position": position}}, tree_plant_params.TreePlantParams),
            options=make_request_options({_MORE}, post_parser=ResultWrapper[Optional[PlantedTree]]._unwrapper),
            cast_to=cast(Type[Optional[PlantedTree]], ResultWrapper[PlantedTree]),
        )

    def list(
        self,
        *,
        after: str | Omit = omit,
        kinds: SequenceNotStr[str] | Omit = omit,{_OPTIONS}    ) -> {page}:
        return self._get_api_list(
            "/trees",
            page={prefix or "Sync"}TreePage[PlantedTree],
            options=make_request_options(
                {_MORE}, query=maybe_transform({{"after": after, "kinds": kinds}}, tree_list_params.TreeListParams)
            ),
            model=PlantedTree,
        )

    @typing_extensions.deprecated("use the new ones")
    {wait}def set_labels(
        self,
        tree_id: str,
        *,
        names: SequenceNotStr[str],{_OPTIONS}        idempotency_key: str | None = None,
    ) -> None:
        return self._put(
            f"/trees/{{tree_id}}/labels",
            body=maybe_transform(names, SequenceNotStr[str]),
            options=make_request_options({_MORE}),
            cast_to=NoneType,
        )

    def tallest(self) -> PlantedTree:
        return max(self.list())
"""


def leaves(prefix: str, word: str) -> str:
    """Return one of the two classes of the resource `trees.leaves`."""
    wait = "async " if prefix else ""
    return f"""
class {prefix}LeavesResource({word}APIResource):
    {wait}def retrieve(self, tree_id: str, leaf_id: str, *, {_OPTIONS}) -> TreeLeaf:
        return self._get(
            path_template("/trees/{{tree_id}}/leaves/{{leaf_id}}", tree_id=tree_id, leaf_id=leaf_id),
            options=make_request_options({_MORE}),
            cast_to=TreeLeaf,
        )
"""


def page(prefix: str) -> str:
    """Return one of the two page classes."""
    return f"""
class {prefix or "Sync"}TreePage(Base{prefix or "Sync"}Page[_T], BasePage[_T], Generic[_T]):
    data: List[_T]
    has_more: Optional[bool] = None

    def _get_page_items(self) -> List[_T]:
        data = self.data
        return data

    def has_next_page(self) -> bool:
        has_more = self.has_more
        return has_more is not False

    def next_page_info(self) -> Optional[PageInfo]:
        data = self.data
        item = cast(Any, data[-1])
        return PageInfo(params={{"after": item.id}})
"""


PACKAGE = {
    "__init__.py": """\
from . import types
from ._client import OrchardAPI, AsyncOrchardAPI, Client, AsyncClient
from ._exceptions import OrchardAPIError, APIError
__all__ = ["types", "OrchardAPI", "AsyncOrchardAPI", "Client", "AsyncClient", "OrchardAPIError", "APIError"]
""",
    "_base_client.py": "class SyncAPIClient: ...\nclass AsyncAPIClient: ...\nclass BasePage: ...\n"
    "class BaseSyncPage: ...\nclass BaseAsyncPage: ...\nclass AsyncPaginator: ...\n",
    "_exceptions.py": "class OrchardAPIError(Exception): ...\nclass APIError(OrchardAPIError): ...\n",
    "_resource.py": "class SyncAPIResource: ...\nclass AsyncAPIResource: ...\n",
    "_models.py": "import pydantic\nclass BaseModel(pydantic.BaseModel): ...\n",
    "_version.py": '__version__ = "3.1.0"\n',
    "_constants.py": "DEFAULT_TIMEOUT = httpx.Timeout(timeout=2 * 60, connect=5.0)\nDEFAULT_MAX_RETRIES = 4\n"
    "INITIAL_RETRY_DELAY = 0.5\nMAX_RETRY_DELAY = 8.0\n",
    "_wrappers.py": "class ResultWrapper(GenericModel, Generic[_T]):\n    result: _T\n",
    "_client.py": "from __future__ import annotations\n\nimport os\nfrom typing import Mapping\n\nimport httpx\n\n"
    "from ._base_client import SyncAPIClient, AsyncAPIClient\nfrom .resources import trees\n"
    "from .types.status_response import StatusResponse\n"
    + client("", "Sync")
    + client("Async", "Async")
    + "\nClient = OrchardAPI\nAsyncClient = AsyncOrchardAPI\n",
    "pagination.py": "from typing import Any, Generic, List, Optional, TypeVar, cast\n\n"
    "from ._base_client import BaseAsyncPage, BasePage, BaseSyncPage, PageInfo\n\n_T = TypeVar('_T')\n"
    + page("")
    + page("Async"),
    "resources/__init__.py": "from .trees import TreesResource, AsyncTreesResource\n",
    "resources/trees.py": _IMPORTS
    + "from .leaves import AsyncLeavesResource, LeavesResource\nfrom ..pagination import AsyncTreePage, SyncTreePage\n"
    "from ..types import tree_list_params, tree_plant_params\nfrom ..types.planted_tree import PlantedTree\n"
    "from ..types.position_param import PositionParam\n" + trees("", "Sync") + trees("Async", "Async"),
    "resources/leaves.py": _IMPORTS
    + "from ..types.trees.tree_leaf import TreeLeaf\n"
    + leaves("", "Sync")
    + leaves("Async", "Async"),
    "types/__init__.py": "from .planted_tree import PlantedTree as PlantedTree\n"
    "from .position import Position as Position\n"
    "from .position_param import PositionParam as PositionParam\n"
    "from .status_response import StatusResponse as StatusResponse\n"
    "from .tree_list_params import TreeListParams as TreeListParams\n"
    "from .tree_plant_params import TreePlantParams as TreePlantParams\n",
    "types/planted_tree.py": "from typing import Optional\nfrom .._models import BaseModel\n"
    "from .position import Position\n"
    "class PlantedTree(BaseModel):\n    id: str\n    position: Optional[Position] = None\n",
    "types/position.py": "from .._models import BaseModel\nclass Position(BaseModel):\n    row: int\n",
    "types/position_param.py": "from typing_extensions import Required, TypedDict\n"
    "class PositionParam(TypedDict, total=False):\n    row: Required[int]\n",
    "types/status_response.py": "from .._models import BaseModel\nclass StatusResponse(BaseModel):\n    ok: bool\n",
    "types/tree_list_params.py": "from typing_extensions import TypedDict\nfrom .._types import SequenceNotStr\n"
    "class TreeListParams(TypedDict, total=False):\n    after: str\n    kinds: SequenceNotStr[str]\n",
    "types/tree_plant_params.py": "from typing_extensions import Required, TypedDict\n"
    "from .position_param import PositionParam\n"
    "class TreePlantParams(TypedDict, total=False):\n    kind: Required[str]\n    position: PositionParam\n",
    "types/trees/__init__.py": "from .tree_leaf import TreeLeaf as TreeLeaf\n",
    "types/trees/tree_leaf.py": "from typing import Optional\nfrom ..._models import BaseModel\n"
    "class TreeLeaf(BaseModel):\n    color: Optional[str] = None\n",
}
AROUND = {
    "pyproject.toml": '[project]\nname = "orchard-client"\nversion = "3.1.0"\n'
    '[project.urls]\nRepository = "https://github.com/orchard/orchard-python"\n',
    "api.md": """\
# Orchard

Types:

```python
from orchard.types import StatusResponse
```

# Trees

Types:

```python
from orchard.types import PlantedTree, Position
```

Methods:

- <code title="post /trees">client.trees.<a href="./src/orchard/resources/trees.py">plant</a>()</code>

## Leaves

Types:

```python
from orchard.types.trees import TreeLeaf
```

Methods:

- <code title="get /trees/{tree_id}/leaves/{leaf_id}">client.trees.leaves.<a href="./src">retrieve</a>()</code>
""",
}
