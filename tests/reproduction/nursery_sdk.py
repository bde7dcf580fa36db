"""A small SDK in the layout of a Stainless SDK: webhooks, operations with a server of their own, pages with a size."""

from __future__ import annotations

DOCUMENT = """\
openapi: 3.1.0
info: {title: Nursery, version: '1'}
servers: [{url: https://api.nursery.test/v1}]
paths:
  /plants:
    get:
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [items, page]
                properties:
                  items: {type: array, items: {$ref: '#/components/schemas/Plant'}}
                  page: {type: integer}
                  pages: {type: integer}
                  size: {type: integer}
  /plants/{plant_id}/card:
    parameters: [{name: plant_id, in: path, required: true, schema: {type: string}}]
    get:
      responses: {'200': {$ref: '#/components/responses/Card'}}
    put:
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string}}}}}
      responses: {'200': {$ref: '#/components/responses/Card'}}
  /photos:
    post:
      servers: [{url: https://upload.nursery.test/v2}]
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [url], properties: {url: {type: string}}}}}
      responses: {'200': {$ref: '#/components/responses/Photo'}}
  /photos/{photo_id}:
    get:
      servers: [{url: https://upload.nursery.test/v2}]
      parameters: [{name: photo_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {$ref: '#/components/responses/Photo'}}
    delete:
      servers: [{url: https://upload.nursery.test/v2}]
      parameters: [{name: photo_id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: gone}}
webhooks:
  plant.sown: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/SownEvent'}}}}}}
  plant.died: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/DiedEvent'}}}}}}
  plant.moved:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [type, to]
              properties: {type: {const: plant.moved}, to: {type: string}}
components:
  responses:
    Card: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/CardResponse'}}}}
    Photo: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Photo'}}}}
  securitySchemes: {Bearer: {type: http, scheme: bearer}}
  schemas:
    Plant:
      type: object
      required: [id]
      properties:
        id: {type: string}
        origin: {anyOf: [{$ref: '#/components/schemas/Origin'}, {type: 'null'}]}
        beds: {type: array, items: {type: object, required: [row], properties: {row: {type: integer}}}}
    Origin: {type: object, required: [country], properties: {country: {type: string}}}
    CardResponse: {type: object, required: [text], properties: {text: {type: string}}}
    Photo: {type: object, required: [id], properties: {id: {type: string}}}
    SownEvent:
      type: object
      required: [type, at]
      properties: {type: {type: string, enum: [plant.sown]}, at: {type: string}}
    DiedEvent:
      type: object
      required: [type, cause]
      properties: {type: {type: string, enum: [plant.died]}, cause: {type: string}}
"""
_SENT = "options=make_request_options(extra_headers=extra_headers)"
_MORE = """
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
"""
_IMPORTS = """\
from __future__ import annotations

import json
from typing import Mapping, cast

import httpx

from .._types import Body, Headers, NoneType, NotGiven, Omit, Query, not_given, omit
from .._utils import maybe_transform
from .._models import construct_type
from .._resource import AsyncAPIResource, SyncAPIResource
from .._base_client import AsyncPaginator, make_request_options
"""
_OWN = '"{path}" if self._client._base_url_overridden else "https://upload.nursery.test/v2{path}"'


def client(prefix: str, word: str) -> str:
    """Return one of the two client classes."""
    resources = "".join(
        f"    @cached_property\n    def {name}(self) -> {name}.{prefix}{name.title()}Resource:\n"
        f"        return {name}.{prefix}{name.title()}Resource(self)\n\n"
        for name in ("plants", "photos", "webhooks")
    )
    return f"""
class {prefix}Nursery({word}APIClient):
    def __init__(
        self,
        *,
        token: str | None = None,
        hook_secret: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx.{prefix}Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if token is None:
            token = os.environ.get("Nursery_Token")
        if token is None:
            raise NurseryError("no token")
        self.token = token
        if hook_secret is None:
            hook_secret = os.environ.get("NURSERY_HOOK_SECRET")
        self.hook_secret = hook_secret
        if base_url is None:
            base_url = os.environ.get("NURSERY_BASE_URL")
        if base_url is None:
            base_url = f"https://api.nursery.test/v1"
        super().__init__(version=__version__, base_url=base_url)

    @property
    def auth_headers(self) -> dict[str, str]:
        return {{**self._bearer}}

    @property
    def _bearer(self) -> dict[str, str]:
        token = self.token
        return {{"Authorization": f"Bearer {{token}}"}}

{resources}"""


def resources(prefix: str, word: str) -> dict[str, str]:
    """Return one of the two classes of each resource."""
    wait = "async " if prefix else ""
    page = "AsyncPaginator[Plant, AsyncPlantPage[Plant]]" if prefix else "SyncPlantPage[Plant]"
    plants = f"""
class {prefix}PlantsResource({word}APIResource):
    def list(self, *, page: int | Omit = omit,{_MORE}    ) -> {page}:
        return self._get_api_list("/plants", page={prefix or "Sync"}PlantPage[Plant], {_SENT}, model=Plant)

    {wait}def card(self, plant_id: str, *,{_MORE}    ) -> PlantCardResponse:
        return self._get(path_template("/plants/{{plant_id}}/card", plant_id=plant_id), {_SENT})

    {wait}def set_card(self, plant_id: str, *, text: str,{_MORE}    ) -> PlantCardResponse:
        body = maybe_transform({{"text": text}}, plant_set_card_params.PlantSetCardParams)
        return self._put(path_template("/plants/{{plant_id}}/card", plant_id=plant_id), body=body, {_SENT})
"""
    photos = f"""
class {prefix}PhotosResource({word}APIResource):
    {wait}def add(self, *, url: str,{_MORE}    ) -> Photo:
        return self._post(
            {_OWN.format(path="/photos")},
            body=maybe_transform({{"url": url}}, photo_add_params.PhotoAddParams),
            {_SENT},
        )

    {wait}def retrieve(self, photo_id: str, *,{_MORE}    ) -> Photo:
        return self._get(
            ("https://upload.nursery.test/v2" if not self._client._base_url_overridden else "")
            + path_template("/photos/{{photo_id}}", photo_id=photo_id),
            {_SENT},
        )

    {wait}def delete(self, photo_id: str, *,{_MORE}    ) -> None:
        return self._delete(f"https://upload.nursery.test/v2/photos/{{photo_id}}", {_SENT}, cast_to=NoneType)
"""
    webhooks = f"""
class {prefix}WebhooksResource({word}APIResource):
    def unsafe_unwrap(self, payload: str) -> UnsafeUnwrapWebhookEvent:
        return cast(
            UnsafeUnwrapWebhookEvent,
            construct_type(type_=UnsafeUnwrapWebhookEvent, value=json.loads(payload)),
        )

    def unwrap(self, payload: str, *, headers: Mapping[str, str], key: str | bytes | None = None) -> UnwrapWebhookEvent:
        if key is None:
            key = self._client.hook_secret
        Webhook(key).verify(payload, headers)
        return cast(UnwrapWebhookEvent, construct_type(type_=UnwrapWebhookEvent, value=json.loads(payload)))
"""
    return {"plants": plants, "photos": photos, "webhooks": webhooks}


def page(prefix: str) -> str:
    """Return one of the two page classes."""
    return f"""
class {prefix or "Sync"}PlantPage(Base{prefix or "Sync"}Page[_T], BasePage[_T], Generic[_T]):
    items: List[_T]
    page: Optional[int] = None
    pages: Optional[int] = None
    size: Optional[int] = None

    def _get_page_items(self) -> List[_T]:
        items = self.items
        return items

    def next_page_info(self) -> Optional[PageInfo]:
        current_page = self.page
        total_pages = self.pages
        if total_pages is not None and current_page >= total_pages:
            return None
        return PageInfo(params={{"page": current_page + 1}})
"""


def params(name: str, field: str) -> str:
    """Return the module of the parameters of a method with one required text."""
    return (
        "from typing_extensions import Required, TypedDict\n"
        f"class {name}(TypedDict, total=False):\n    {field}: Required[str]\n"
    )


def model(name: str, fields: str) -> str:
    """Return the module of a model."""
    return (
        f"from typing import Optional\nfrom typing_extensions import Literal\n"
        f"from .._models import BaseModel\nclass {name}(BaseModel):\n    {fields}\n"
    )


def event_union(name: str) -> str:
    """Return the module of a union of events."""
    return (
        "from typing import Union\nfrom typing_extensions import Annotated, TypeAlias\n"
        "from .._utils import PropertyInfo\nfrom .died_event import DiedEvent\nfrom .sown_event import SownEvent\n"
        "from .moved_webhook_event import MovedWebhookEvent\n"
        f"{name}: TypeAlias = Annotated[\n    Union[DiedEvent, MovedWebhookEvent, SownEvent],\n"
        '    PropertyInfo(discriminator="type"),\n]\n'
    )


_PLANT = (
    model("Bed", "row: int")
    + "from typing import List\nfrom .origin import Origin\nBeds = Bed\n"
    + model("Plant", "id: str\n    origin: Optional[Origin] = None\n    beds: Optional[List[Bed]] = None")
)
_TYPES = {
    "plant": ("Plant", _PLANT),
    "origin": ("Origin", model("Origin", "country: str")),
    "plant_card_response": ("PlantCardResponse", model("PlantCardResponse", "text: str")),
    "photo": ("Photo", model("Photo", "id: str")),
    "sown_event": ("SownEvent", model("SownEvent", 'type: Literal["plant.sown"]\n    at: str')),
    "died_event": ("DiedEvent", model("DiedEvent", 'type: Literal["plant.died"]\n    cause: str')),
    "moved_webhook_event": (
        "MovedWebhookEvent",
        model("MovedWebhookEvent", 'type: Literal["plant.moved"]\n    to: str'),
    ),
    "unwrap_webhook_event": ("UnwrapWebhookEvent", event_union("UnwrapWebhookEvent")),
    "unsafe_unwrap_webhook_event": ("UnsafeUnwrapWebhookEvent", event_union("UnsafeUnwrapWebhookEvent")),
    "plant_list_params": (
        "PlantListParams",
        "from typing_extensions import TypedDict\nclass PlantListParams(TypedDict, total=False):\n    page: int\n",
    ),
    "plant_set_card_params": ("PlantSetCardParams", params("PlantSetCardParams", "text")),
    "photo_add_params": ("PhotoAddParams", params("PhotoAddParams", "url")),
}
_USED = {
    "plants": "from ..pagination import AsyncPlantPage, SyncPlantPage\nfrom ..types import plant_set_card_params\n"
    "from ..types.plant import Plant\nfrom ..types.plant_card_response import PlantCardResponse\n",
    "photos": "from ..types import photo_add_params\nfrom ..types.photo import Photo\n",
    "webhooks": "from ..types.unwrap_webhook_event import UnwrapWebhookEvent\n"
    "from ..types.unsafe_unwrap_webhook_event import UnsafeUnwrapWebhookEvent\n",
}
_SYNC, _ASYNC = resources("", "Sync"), resources("Async", "Async")
PACKAGE = {
    "__init__.py": "from . import types\nfrom ._client import Nursery, AsyncNursery, Client, AsyncClient\n"
    "from ._exceptions import NurseryError, APIError\n"
    '__all__ = ["types", "Nursery", "AsyncNursery", "Client", "AsyncClient", "NurseryError", "APIError"]\n',
    "_base_client.py": "class SyncAPIClient: ...\nclass AsyncAPIClient: ...\nclass BasePage: ...\n"
    "class BaseSyncPage: ...\nclass BaseAsyncPage: ...\nclass AsyncPaginator: ...\n",
    "_exceptions.py": "class NurseryError(Exception): ...\nclass APIError(NurseryError): ...\n",
    "_resource.py": "class SyncAPIResource: ...\nclass AsyncAPIResource: ...\n",
    "_models.py": "import pydantic\nclass BaseModel(pydantic.BaseModel):\n    model_config: ConfigDict\n"
    "    model_fields_set: set[str]\n    model_extra: dict[str, object]\n",
    "_version.py": '__version__ = "1.0.0"\n',
    "_client.py": "from __future__ import annotations\n\nimport os\nfrom typing import Mapping\n\nimport httpx\n\n"
    "from ._base_client import SyncAPIClient, AsyncAPIClient\nfrom .resources import photos, plants, webhooks\n"
    + client("", "Sync")
    + client("Async", "Async")
    + "\nClient = Nursery\nAsyncClient = AsyncNursery\n",
    "pagination.py": "from typing import Generic, List, Optional, TypeVar\n\n"
    "from ._base_client import BaseAsyncPage, BasePage, BaseSyncPage, PageInfo\n\n_T = TypeVar('_T')\n"
    + page("")
    + page("Async"),
    "resources/__init__.py": "",
    **{f"resources/{name}.py": _IMPORTS + _USED[name] + text + _ASYNC[name] for name, text in _SYNC.items()},
    "types/__init__.py": "".join(f"from .{module} import {name} as {name}\n" for module, (name, _) in _TYPES.items()),
    **{f"types/{module}.py": text for module, (_, text) in _TYPES.items()},
}
AROUND = {
    "pyproject.toml": '[project]\nname = "nursery"\nversion = "1.0.0"\n',
    "api.md": """\
# Plants

Types:

```python
from nursery.types import Plant, Origin, PlantCardResponse
```

# Webhooks

Types:

```python
from nursery.types import SownEvent, DiedEvent, MovedWebhookEvent, UnsafeUnwrapWebhookEvent, UnwrapWebhookEvent
```
""",
}
