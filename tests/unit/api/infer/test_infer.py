"""Without a config: names by convention, from the operation alone, for every operation."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.api.build import build_api
from specloom.api.config import ConfigRoot, SdkConfig
from specloom.api.infer import infer_config, infer_config_data
from specloom.api.ir import ResourceSpec
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonObject, JsonValue
from specloom.plan import plan_package


@dataclass(frozen=True)
class Fixed:
    document: JsonObject
    values: int = 0

    def location_of(self, pointer: str) -> SourceLocation:
        return SourceLocation("spec", pointer)


ITEM: JsonObject = {"type": "object", "properties": {"id": {"type": "string"}}}
LIST: JsonObject = {"type": "array", "items": ITEM}


def operation(schema: JsonObject | None = None, **more: JsonValue) -> JsonObject:
    content: JsonObject = {"application/json": {"schema": schema}} if schema is not None else {}
    return {"responses": {"200": {"description": "ok", "content": content}}, **more}


def document(paths: JsonObject, **more: JsonValue) -> Fixed:
    return Fixed({"openapi": "3.1.0", "info": {"title": "The Orchard API", "version": "1"}, "paths": paths, **more})


def methods(resource: ResourceSpec, path: str = "") -> dict[str, str]:
    found = {method.operation.key: path + method.name for method in resource.methods}
    for child in resource.children:
        found.update(methods(child, f"{path}{child.name}."))
    return found


def names(fixed: Fixed) -> dict[str, str]:
    found = Diagnostics()
    api = build_api(fixed, infer_config(fixed), found)
    assert [item for item in found if item.severity.value == "error"] == []
    assert api.skipped == ()
    return methods(api.root)


CASES = [
    ("get /trees", LIST, "trees.list"),
    ("post /trees", ITEM, "trees.create"),
    ("get /trees/{id}", ITEM, "trees.retrieve"),
    ("put /trees/{id}", ITEM, "trees.update"),
    ("patch /trees/{id}", ITEM, "trees.update"),
    ("delete /trees/{id}", None, "trees.delete"),
    ("delete /trees", None, "trees.delete"),
    ("put /trees", LIST, "trees.update"),
    ("put /trees/{id}/settings", LIST, "trees.settings.update"),
    ("get /trees/{id}/graft", ITEM, "trees.retrieve_graft"),
    ("get /trees/{id}/export", ITEM, "trees.export"),
    ("delete /trees/{id}/graft", None, "trees.delete_graft"),
    ("delete /trees/{id}/unsubscribe", None, "trees.unsubscribe"),
    ("patch /trees/{id}/edit", None, "trees.edit"),
    ("put /trees/{id}/archived", None, "trees.mark_as_archived"),
    ("post /trees/create", None, "trees.create"),
    ("get /trees/{id}/graft/{graft}", ITEM, "trees.graft.retrieve"),
    ("get /trees/{id}/growth", ITEM, "trees.retrieve_growth"),
    ("get /trees/{id}/list", ITEM, "trees.retrieve_list"),
    ("get /trees/list", LIST, "trees.list"),
    ("get /trees/fallen", LIST, "trees.fallen.list"),
    ("get /trees/archived", LIST, "trees.list_archived"),
    ("get /search/trees", LIST, "search.trees.list"),
    ("get /trees/search/{query}", LIST, "trees.search_by_query"),
    ("post /trees/{id}#water_daily", ITEM, "trees.water_daily"),
    ("get /v1/trees", LIST, "trees.list"),
    ("get /api/v2/trees", LIST, "trees.list"),
    ("get /rest/api/3/trees", LIST, "trees.list"),
    ("get /v1alpha1/trees", LIST, "trees.list"),
    ("get /2010-04-01/trees.json", LIST, "trees.list"),
    ("get /accounts/{account_id}/trees", LIST, "accounts.trees.list"),
    ("get /accounts/{account_id}", ITEM, "accounts.retrieve"),
    ("get /trees/{id}/leaves/{leaf}", ITEM, "trees.leaves.retrieve"),
    ("get /trees/{id}/leaves/{leaf}", LIST, "trees.leaves.list"),
    ("get /trees/by_name/{name}", ITEM, "trees.retrieve_by_name"),
    ("post /trees/{id}/graft", ITEM, "trees.graft"),
    ("post /trees/{id}/mark_uncollectible", ITEM, "trees.mark_uncollectible"),
    ("post /trees/{id}/save-as-template", ITEM, "trees.save_as_template"),
    ("post /trees/{id}/query", LIST, "trees.query"),
    ("post /trees/{id}/revoke_tokens", ITEM, "trees.revoke_tokens"),
    ("post /trees/{id}:cutDown", ITEM, "trees.cut_down"),
    ("post /trees:batchPrune", ITEM, "trees.batch_prune"),
    ("get /trees:search", LIST, "trees.search"),
    ("delete /trees/bulk", None, "trees.bulk_delete"),
    ("get /exchange_rates", LIST, "exchange_rates.list"),
    ("get /trees/{id}/add_on_results", LIST, "trees.add_on_results.list"),
    ("post /simulate/storm", ITEM, "simulate.storm.create"),
    ("post /simulate/storm", None, "simulate.storm"),
    ("post /trees/new", ITEM, "trees.create"),
    ("post /trees/batch/archived", None, "trees.batch.mark_as_archived"),
    ("post /trees/cancel/{id}", None, "trees.cancel"),
    ("post /create-tree", ITEM, "tree.create"),
    ("post /createTree", ITEM, "tree.create"),
    ("get /get-tree/{id}", ITEM, "tree.retrieve"),
    ("get /getTreeById/{id}", ITEM, "tree.retrieve"),
    ("get /list-trees", LIST, "trees.list"),
    ("post /getTreeList", None, "tree.list"),
    ("get /get-all-trees", LIST, "trees.list"),
    ("post /remove-tree", None, "tree.delete"),
    ("post /trees/updateTree", ITEM, "trees.update"),
    ("post /trees/water-tree", None, "trees.water_tree"),
    ("get /trees/{id}/generate-report", ITEM, "trees.generate_report"),
    ("get /trees/{id}/cancel-reason", ITEM, "trees.retrieve_cancel_reason"),
    ("get /{tree}/{leaf}", ITEM, "retrieve"),
    ("post /chat.postMessage", ITEM, "chat.post_message"),
    ("post /#X-Amz-Target=Orchard.PlantTree", ITEM, "plant_tree"),
    ("get /trees/findByStatus", LIST, "trees.find_by_status"),
    ("get /trees/{id}/settings", ITEM, "trees.settings.retrieve"),
    ("get /trees.json", LIST, "trees.list"),
    ("get /trees/json", LIST, "trees.list"),
    ("get /", ITEM, "get_root"),
    ("head /trees/{id}", None, "trees.head"),
]


@pytest.mark.parametrize(("key", "schema", "name"), CASES, ids=[case[0] for case in CASES])
def test_names_by_convention(key: str, schema: JsonObject | None, name: str) -> None:
    verb, path = key.split(" ")
    assert names(document({path: {verb: operation(schema)}})) == {key: name}


IDS = [
    ("put", "updateTree", "update"),
    ("put", "trees_update", "update"),
    ("put", "putTree", "update"),
    ("put", "saveTree", "update"),
    ("put", "addTree", "add"),
    ("put", "replaceTree", "replace"),
    ("patch", "updateTree", "update"),
    ("post", "cancelTree", "cancel"),
    ("patch", "patchTree", "update"),
    ("patch", "trees_partial_update", "partial_update"),
    ("patch", "tree_edit", "update"),
    ("patch", "changeTree", "update"),
    ("post", "PostTreesTree", "update"),
    ("post", "createTree", "create"),
    ("post", "uploadTree", "upload"),
    ("put", "patchTree", "update"),
]


@pytest.mark.parametrize(("verb", "operation_id", "name"), IDS)
def test_an_id_says_how_one_thing_is_written(verb: str, operation_id: str, name: str) -> None:
    path = "/trees/{id}"
    found = names(document({path: {verb: operation(ITEM, operationId=operation_id)}}))
    assert found == {f"{verb} {path}": f"trees.{name}"}


TEXTS = [
    ("delete /trees/{id}", {"summary": "Archive a tree."}, "trees.archive"),
    ("delete /trees/{id}", {"description": "Cancel the order of a tree.", "operationId": "deleteTree"}, "trees.delete"),
    ("post /trees/search-tree-items", {"operationId": "searchTreeItems"}, "trees.search_items"),
    ("post /trees/{id}/sign-contracts", {"summary": "Sign the contracts"}, "trees.sign_contracts"),
    ("get /user/logout", {"operationId": "logoutUser"}, "user.logout"),
    ("get /", {"operationId": "list-data-sets", "tags": ["metadata"]}, "metadata.list_data_sets"),
    ("get /{year}/{month}.json", {"tags": ["Archive"]}, "archive.retrieve"),
    ("post /closeTree", {"tags": ["Trees"]}, "trees.close"),
    ("post /unBlockTree", {"tags": ["Trees"]}, "trees.unblock"),
    ("post /trees/{id}/card-batch", {"operationId": "createCardBatch"}, "trees.create_card_batch"),
    (
        "post /trees/check/{country}",
        {"summary": "Returns a result", "operationId": "treeCheck"},
        "trees.check.retrieve",
    ),
]


@pytest.mark.parametrize(("key", "texts", "name"), TEXTS, ids=[case[2] for case in TEXTS])
def test_the_texts_of_an_operation_say_what_it_does(key: str, texts: JsonObject, name: str) -> None:
    verb, path = key.split(" ")
    item: JsonObject = {"type": "object", "properties": {"size": {"type": "integer"}}}
    assert names(document({path: {verb: operation(item, **texts)}})) == {key: name}


def test_a_project_inside_a_tenant_is_left_out() -> None:
    inside = "/orgs/{org}/projects/{project}"
    words = ("trees", "birds", "nests", "leaves", "roots", "seeds", "bees", "users")
    paths: JsonObject = {
        **{f"{inside}/{word}": {"get": operation(LIST)} for word in words},
        "/orgs/{org}/users": {"get": operation(LIST)},
        inside: {"get": operation(ITEM)},
    }
    found = set(names(document(paths)).values())
    assert found == {
        *(f"{word}.list" for word in words),
        "projects.users.list",
        "projects.retrieve",
    }


def test_a_prefix_of_single_words_is_a_resource() -> None:
    paths = {f"/user-content/{word}": {"get": operation(ITEM)} for word in ("recent", "by-date", "url", "user")}
    assert all(name.startswith("user_content.retrieve_") for name in names(document({**paths})).values())


def test_a_post_is_a_method_where_its_response_is_another_thing() -> None:
    leaf: JsonObject = {"$ref": "#/components/schemas/Leaf"}
    paths: JsonObject = {"/store/async": {"post": operation(leaf)}, "/store/leaf": {"post": operation(leaf)}}
    found = names(document(paths, components={"schemas": {"Leaf": ITEM}}))
    assert found == {"post /store/async": "store.async", "post /store/leaf": "store.leaf.create"}


REST = [
    *[f"{verb} /trees" for verb in ("get", "post", "put", "patch", "delete")],
    *[f"{verb} /trees/{{id}}" for verb in ("get", "put", "patch", "delete", "head", "options")],
    *[f"{verb} /trees/{{id}}/leaves" for verb in ("get", "post")],
    *[f"{verb} /trees/{{id}}/leaves/{{leaf}}" for verb in ("get", "put", "patch", "delete")],
    *[f"{verb} /trees/{{id}}/graft" for verb in ("get", "post", "delete", "patch")],
    *[f"{verb} /trees/{{id}}/graft/{{graft}}" for verb in ("get", "patch")],
    *[f"{verb} /trees/{{id}}/crown" for verb in ("get", "put", "patch", "delete")],
    *["get /trees/search", "get /trees/search/{query}", "post /trees/{id}:prune", "get /search/trees", "post /login"],
    *["get /v1/birds", "get /v2/birds", "get /v1/birds/{id}", "get /v2/birds/{id}", "get /v1/nests"],
]
"""Operations of every usual form."""


def document_of(keys: list[str]) -> Fixed:
    paths: dict[str, JsonObject] = {}
    for key in keys:
        verb, path = key.split(" ")
        listed = path.endswith("s") and verb == "get"
        told: JsonObject = {"operationId": f"replace {path}"} if verb == "put" else {}
        paths.setdefault(path, {})[verb] = operation(LIST if listed else ITEM, **told)
    return document({**paths})


def test_a_removed_operation_renames_no_other() -> None:
    whole = names(document_of(REST))
    assert len(set(whole.values())) == len(REST)
    for key in REST:
        rest = names(document_of([other for other in REST if other != key]))
        assert rest == {other: name for other, name in whole.items() if other != key}, key


def types(fixed: Fixed) -> dict[str, str]:
    """Return the class of the arguments and the type of the result of each operation."""
    waiting = [plan_package(build_api(fixed, infer_config(fixed), Diagnostics())).client.root]
    found: dict[str, str] = {}
    while waiting:
        resource = waiting.pop()
        waiting += resource.children
        found.update({each.operation_key: f"{each.params_type} {each.result}" for each in resource.methods})
    return found


def test_a_removed_operation_renames_no_type_of_another() -> None:
    whole = types(document_of(REST))
    for key in REST:
        rest = types(document_of([other for other in REST if other != key]))
        assert rest == {other: name for other, name in whole.items() if other != key}, key


def neighbours(key: str, keys: list[str]) -> tuple[bool, bool]:
    """Return whether there are paths that go on with a parameter, and one that ends before the last parameter."""
    path = key.partition(" ")[2]
    others = [other.partition(" ")[2] for other in keys]
    return any(other.startswith(path + "/{") for other in others), path.rpartition("/{")[0] in others


@given(st.permutations(REST), st.integers(1, len(REST)))
@settings(max_examples=15, deadline=None, database=None, derandomize=True)
def test_names_depend_on_no_order_and_no_company(order: list[str], count: int) -> None:
    """Only a path with members, and the path of which something is a member, have a say."""
    whole = names(document_of(REST))
    some = ["get /v1/nests", "get /v1/birds", *order[:count]]
    found = names(document_of(some))
    same = [key for key in some if neighbours(key, some) == neighbours(key, REST)]
    assert {key: found[key] for key in same} == {key: whole[key] for key in same}


PATHS: JsonObject = {
    "/trees": {"get": operation(LIST), "post": operation(ITEM)},
    "/trees/{id}": {"get": operation(ITEM), "put": operation(ITEM), "delete": operation()},
    "/trees/{id}/leaves": {"get": operation(LIST)},
    "/trees/search": {"get": operation(LIST)},
    "/v1/birds": {"get": operation(LIST)},
    "/store/order": {"post": operation(ITEM)},
    "/login": {"post": operation(ITEM, tags=["auth"])},
}
ADDED = [
    ("/trees/getTree/{id}", "get"),
    ("/create-bird", "post"),
    ("/birds/new", "post"),
    ("/trees/{id}", "patch"),
    ("/v2/birds", "get"),
    ("/trees/leaves", "get"),
    ("/trees/search/{id}", "get"),
    ("/store/order/{id}", "get"),
    ("/accounts/{account_id}/trees", "get"),
    ("/birds", "get"),
    ("/trees/{id}/{leaf}", "get"),
]


@pytest.mark.parametrize(("path", "verb"), ADDED)
def test_an_added_operation_renames_no_other(path: str, verb: str) -> None:
    before = names(document(PATHS))
    paths = copy.deepcopy(PATHS)
    item = paths.setdefault(path, {})
    assert isinstance(item, dict)
    item[verb] = operation(ITEM)
    after = names(document(paths))
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == len(after) == len(before) + 1


def test_clashing_and_hostile_ids_lose_no_operation() -> None:
    paths: JsonObject = {
        f"/{name}": {
            verb: operation(ITEM, operationId="same") for verb in ("get", "post", "put", "patch", "delete", "head")
        }
        for name in ("a", "a/{x}", "a/{x}/{y}", "{x}", "{x}/{y}", "-", "é", "class", "v1", "api", "1st")
    }
    found = names(document(paths))
    assert len(found) == 66
    assert len(set(found.values())) == 66


def test_an_envelope_and_pages_are_recognised() -> None:
    envelope: JsonObject = {"properties": {"success": {"type": "boolean"}, "errors": {"type": "array"}, "result": ITEM}}
    page: JsonObject = {"properties": {"data": LIST, "next_cursor": {"type": "string"}}}
    cursor: JsonValue = [{"name": "cursor", "in": "query", "schema": {"type": "string"}}]
    fixed = document(
        {
            "/trees/{id}": {"get": operation(envelope)},
            "/trees": {"get": operation(page, parameters=cursor)},
            "/b": {"get": operation(page)},
        }
    )
    api = build_api(fixed, infer_config(fixed), Diagnostics())
    found = {
        method.operation.key: (method.paginated, method.unwrap)
        for child in api.root.children
        for method in child.methods
    }
    assert found == {"get /trees/{id}": (False, "result"), "get /trees": ("cursor_page", None), "get /b": (False, None)}
    assert [scheme.name for scheme in api.pagination] == ["cursor_page"]


def test_client_options_come_from_the_security_schemes() -> None:
    schemes: JsonObject = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "login": {"type": "http", "scheme": "basic"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    }
    fixed = document(
        {"/a": {"get": operation(ITEM)}},
        components={"securitySchemes": schemes},
        security=[{"bearer": []}, {"login": []}, {"key": []}],
    )
    options = build_api(fixed, infer_config(fixed), Diagnostics()).client.options
    assert [(option.name, option.read_env, option.nullable) for option in options] == [
        ("bearer_token", "ORCHARD_BEARER_TOKEN", True),
        ("username", "ORCHARD_USERNAME", True),
        ("password", "ORCHARD_PASSWORD", True),
        ("api_key", "ORCHARD_API_KEY", True),
    ]


def test_what_is_inferred_is_a_config_without_faults() -> None:
    data = infer_config_data(
        document(PATHS, components={"schemas": {"Tree": ITEM}}, servers=[{"url": "https://a.example"}])
    )
    root = ConfigRoot.model_validate(data)
    assert root.organization.name == "orchard"
    assert root.environments == {"production": "https://a.example"}
    assert SdkConfig(root).inferred


def test_what_is_large_beside_the_items_of_a_page_accepts_anything() -> None:
    fields: JsonObject = {f"f{number}": {"$ref": "#/components/schemas/Large"} for number in range(30)}
    page: JsonObject = {"properties": {"items": LIST, "total": {"type": "integer"}, "whole": fields["f0"]}}
    query: JsonValue = [{"name": "page", "in": "query", "schema": {"type": "integer"}}]
    fixed = document(
        {"/trees": {"get": operation(page, parameters=query)}},
        components={"schemas": {"Large": {"type": "object", "properties": fields}}},
    )
    (scheme,) = build_api(fixed, infer_config(fixed), Diagnostics()).pagination
    kinds = {field.wire_name: type(field.schema).__name__ for field in scheme.response}
    assert kinds == {"items": "ArraySchema", "total": "ScalarSchema", "whole": "AnySchema"}
