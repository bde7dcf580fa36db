"""Small SDKs in the styles of other generators, and of those who write one by hand, for one document."""

from __future__ import annotations

DOCUMENT = """\
openapi: 3.0.3
info: {title: Orchard, version: 1.0.0}
servers: [{url: https://orchard.test/v1}]
paths:
  /trees:
    get: {operationId: listTrees, responses: {'200': {$ref: '#/components/responses/Any'}}}
    post: {operationId: plantTree, responses: {'200': {$ref: '#/components/responses/Any'}}}
  /trees/{tree_id}:
    parameters: [{name: tree_id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getTree, responses: {'200': {$ref: '#/components/responses/Any'}}}
    delete: {operationId: fellTree, responses: {'200': {$ref: '#/components/responses/Any'}}}
  /status:
    get: {operationId: getStatus, responses: {'200': {$ref: '#/components/responses/Any'}}}
components:
  responses:
    Any: {description: Any., content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}
"""

FUNCTIONS = {
    "client.py": "class Client:\n    pass\n",
    "api/trees/list_trees.py": """
def _get_kwargs(*, species=None):
    _kwargs: dict[str, object] = {"method": "get", "url": "/trees", "params": {"species": species}}
    return _kwargs

def sync(*, client):
    return client.get_httpx_client().request(**_get_kwargs())
""",
    "api/trees/get_tree.py": """
def _get_kwargs(tree_id):
    return {"method": "get", "url": "/trees/{tree_id}".format(tree_id=quote(str(tree_id), safe=""))}
""",
    "api/trees/fell_tree.py": """
def _get_kwargs(tree_id):
    _kwargs = {"method": "delete", "url": f"/trees/{tree_id}"}
    return _kwargs
""",
    "api/default/get_status.py": 'def _get_kwargs():\n    return {"method": "get", "url": "/status"}\n',
    "api/default/get_rings.py": 'def _get_kwargs():\n    return {"method": "get", "url": "/rings"}\n',
}
"""A function in a module of its own for each operation (openapi-python-client)."""

SERIALIZED = {
    "api_client.py": """
class ApiClient:
    def call_api(self, method, url):
        return self.rest_client.request(method, url)
""",
    "api/trees_api.py": """
class TreesApi:
    def list_trees(self, species=None):
        _param = self._list_trees_serialize(species=species)
        return self.api_client.call_api(*_param)

    def list_trees_with_http_info(self, species=None):
        return self._list_trees_serialize(species=species)

    def _list_trees_serialize(self, species):
        return self.api_client.param_serialize(method='GET', resource_path='/trees', path_params={})

    def fell_tree_with_http_info(self, tree_id, **kwargs):
        return self.api_client.call_api('/trees/{tree_id}', 'DELETE', path_params, query_params)

    def __init__(self, api_client=None):
        self.get_tree_endpoint = _Endpoint(
            settings={'endpoint_path': '/trees/{tree_id}', 'operation_id': 'get_tree', 'http_method': 'GET'}
        )
""",
}
"""A class for each tag (OpenAPI Generator): three ages of it."""

WRAPPED = {
    "base_client.py": """
class Orchard:
    def __init__(self, *, token=None):
        self.trees = TreesClient(client_wrapper=self._client_wrapper)

    def status(self):
        return self._client_wrapper.httpx_client.request("status", method="GET")
""",
    "trees/client.py": """
class TreesClient:
    def list(self):
        return self._raw_client.list().data
""",
    "trees/raw_client.py": """
class RawTreesClient:
    def list(self):
        return self._client_wrapper.httpx_client.request("trees", method="GET", params={})

    def get(self, tree_id):
        with self._client_wrapper.httpx_client.stream(f"trees/{jsonable_encoder(tree_id)}", method="GET") as response:
            return response

class AsyncRawTreesClient:
    async def list(self):
        return await self._client_wrapper.httpx_client.request("trees", method="GET", params={})
""",
}
"""A client with raw clients behind it (Fern)."""

HANDWRITTEN = {
    "client.py": """
import requests
BASE = "https://orchard.test/v1"

class OrchardClient:
    def __init__(self, options):
        self.region = options.get("region") or options.get("rings/inner")
        self.trees = Trees(self)

    def status(self):
        return requests.get(BASE + "/status", timeout=5).json()

class Trees:
    def all(self):
        url = "%s/trees" % self.base_url
        return self.session.get(url)

    def plant(self, **data):
        url = f"{self.base_url}/trees"
        return self._request("POST", url, json=data)

    def find(self, tree_id):
        return httpx.get(urljoin(self.base_url, "trees/{}".format(tree_id)))

    def fell(self, tree_id, dry=False):
        self._request("GET", f"/trees/{tree_id}")
        return self._request("DELETE", f"/trees/{tree_id}")
""",
}
"""Calls of requests and httpx, in classes."""
