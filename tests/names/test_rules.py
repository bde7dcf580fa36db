"""Each rule for names without a config, by one small document: what is said of its operations, and their names."""

from __future__ import annotations

import pytest

from tests.names.skeletons import Skeleton, inferred_names

RULES: dict[str, list[tuple[str, str, str, str, str, str]]] = {
    "a catch-all tag is no resource": [
        ("post", "/transferFunds", "General", "Transfer funds", "one", "transfer_funds"),
        ("post", "/assignRangers", "Rangers API", "Assign rangers", "one", "rangers.assign"),
    ],
    "a noun that procedures write in the plural alone stays plural": [
        ("post", "/deleteOldTrees", "", "Delete trees", "unknown", "old_trees.delete"),
        ("post", "/getLeavesUnderTree", "", "Get the list of leaves", "unknown", "leaves.list_under_tree"),
        ("post", "/retrieve3dMap", "maps", "Get the map", "one", "maps.retrieve_3d_map"),
    ],
    "a procedure inside what its parameter names": [
        ("get", "/get-tree/{tree_id}", "", "Get a tree", "one", "tree.retrieve"),
        ("post", "/create-tree-version/{tree_id}", "", "Create a version", "one", "tree.create_version"),
        ("put", "/rerun-tree-survey/{tree_id}", "", "Rerun a survey", "one", "tree.rerun_survey"),
    ],
    "a tag that is the verb names no resource": [
        ("post", "/upload", "post", "", "unknown", "upload"),
        ("get", "/trees", "get", "", "list", "trees.list"),
    ],
    "a word that begins with its tag": [
        ("post", "/ConferenceMute", "Conference", "/ConferenceMute", "unknown", "conference.mute"),
    ],
    "words written together, of which the texts show the parts": [
        ("get", "/customfields", "Custom Fields", "List custom fields", "list", "custom_fields.list"),
        ("get", "/webhooks", "Web Hooks", "List webhooks", "list", "webhooks.list"),
    ],
    "what the text says is done to a thing": [
        ("post", "/checks/{country}", "", "Verifies a number", "one", "checks.verify"),
        ("post", "/answers/{id}", "", "Score the answer", "one", "answers.score"),
        ("get", "/hooks/{id}", "", "Test a hook", "unknown", "hooks.test"),
        ("patch", "/rules/{id}", "", "Toggle a rule", "one", "rules.toggle"),
        ("patch", "/users/{id}", "", "Enable/disable a user", "one", "users.update"),
        ("put", "/templates/{id}", "", "Replace a template", "one", "templates.replace"),
        ("post", "/users/{id}/password", "", "Update a password", "unknown", "users.update_password"),
        ("post", "/users/{id}/token", "", "Generate a token", "unknown", "users.create_token"),
        ("post", "/rates", "", "Calculate the rates", "unknown", "rates.calculate"),
    ],
    "a verb that the resource repeats": [
        ("post", "/hooks/{id}/tests", "", "Test a hook", "unknown", "hooks.test"),
        ("post", "/test/npm", "", "Test a package file", "unknown", "test.npm"),
        ("put", "/orders/update/{order_id}", "", "Updates an order", "one", "orders.update"),
        ("post", "/orders/{id}/resubmit", "", "Creates a new order", "one", "orders.resubmit"),
    ],
    "settings are one thing, and so are figures": [
        ("get", "/networks/{id}/snmpSettings", "", "Return the settings", "unknown", "networks.snmp_settings.retrieve"),
        ("get", "/networks/{id}/latencyStats", "", "Return latencies", "unknown", "networks.retrieve_latency_stats"),
    ],
    "prepositions before parameters": [
        ("get", "/rates/from/{from}/to/{to}", "", "Get a rate", "one", "rates.retrieve"),
    ],
    "a path that repeats what its parameter is": [
        ("get", "/firms/search/name/{name}", "", "Get a list of firms", "list", "firms.search.list_by_name"),
    ],
    "a PATCH beside a PUT": [
        ("patch", "/trees/{id}", "", "Change a tree", "one", "trees.edit"),
        ("put", "/trees/{id}", "", "Store a tree", "one", "trees.update"),
    ],
    "a POST that issues something": [
        ("post", "/licence/certificate", "licence", "Driving licence", "unknown", "licence.create_certificate"),
        ("post", "/moderation/screen", "", "", "unknown", "moderation.screen"),
    ],
    "a noun phrase whose verb comes last": [
        ("post", "/payees/{id}/payeeDetailsUpdate", "", "Update the details", "unknown", "payees.update_details"),
    ],
    "a DELETE that returns a list, of a member that has members": [
        ("get", "/servers/{name}", "", "Get servers by name", "list", "servers.list"),
        ("delete", "/servers/{name}", "", "Delete a server", "list", "servers.delete"),
        ("post", "/servers/{name}/{tool}", "", "Add a tool", "one", "servers.add"),
    ],
    "what a text says is given": [
        ("post", "/orders/{id}/receipt", "", "Send a receipt", "unknown", "orders.send_receipt"),
        ("put", "/groups/{id}/users", "", "Adds one or more users", "list", "groups.users.add"),
        ("post", "/pilot/waypoint", "", "Set Waypoint", "unknown", "pilot.set_waypoint"),
        ("put", "/snippets/{id}/watch", "", "Watch a snippet", "unknown", "snippets.watch"),
    ],
    "a root procedure without the noun of its tag": [
        ("post", "/bulk_create_keyword", "keyword", "Create keywords", "unknown", "keyword.bulk_create"),
    ],
    "a POST to a member that has members": [
        ("post", "/builds/{project}", "", "Triggers a new build", "one", "builds.trigger"),
        ("get", "/builds/{project}/{number}", "", "Get a build", "one", "builds.retrieve"),
    ],
    "a DELETE of a collection": [
        ("delete", "/pods", "", "delete collection of Pod", "unknown", "pods.delete_collection"),
        ("delete", "/pods/{name}", "", "delete a Pod", "unknown", "pods.delete"),
    ],
    "a digit before a word": [
        ("get", "/1-clicks", "", "List", "list", "one_clicks.list"),
    ],
    "a method that the query names": [
        ("get", "/rest?method=photos.sets.getInfo", "", "Get a set", "one", "photos.sets.get_info"),
    ],
    "variants by query, each with its parameter": [
        ("get", "/alerts?city={city}", "", "Get alerts", "list", "alerts.list_by_city"),
        ("get", "/alerts?lat={lat}", "", "Get alerts", "list", "alerts.list_by_lat"),
    ],
    "a dotted path with a format, and a verb before what it concerns": [
        ("post", "/grove.label.add.json", "grove", "Add a label", "one", "grove.label.add"),
        ("post", "/tree.assign.group.json", "tree", "Assign a tree to a group", "one", "tree.assign_group"),
    ],
    "small words between abbreviations": [
        ("post", "/XMLtoJSON", "Data", "Data - XML to JSON", "one", "xml_to_json.create"),
    ],
    "a prefix that ends in rest": [
        ("get", "/GroveWebServices/rest/services/timeline/{place}", "", "Weather", "unknown", "timeline.retrieve"),
        ("get", "/GroveWebServices/rest/services/report/daily", "", "Get a report", "one", "report.retrieve_daily"),
    ],
    "a version that the caller gives, and one alone": [
        ("get", "/v{version}/{format}", "", "geocode a query", "unknown", "geocode"),
        ("get", "/api/v2.0", "Info", "Top level information", "unknown", "info.retrieve"),
    ],
    "a root whose text says that it reads": [
        ("get", "/v1.{format}", "", "Return a full list of laws that match", "unknown", "list"),
        ("get", "/{year}", "", "Returns the laws of a year", "unknown", "retrieve"),
    ],
    "words that repeat": [
        ("get", "/trees/v3/trees", "", "Get trees", "list", "trees.list"),
        ("post", "/calculate", "Calculate", "Calculates the miles", "one", "calculate"),
        ("post", "/regression/api", "", "Returns an analysis", "one", "regression.retrieve"),
    ],
    "a GET that does something": [
        ("get", "/authentication", "", "Test authentication", "one", "authentication.test"),
        ("get", "/quote/like/toggle", "", "Toggle the like", "one", "quote.like.toggle"),
        ("get", "/chart", "", "Generate a chart", "unknown", "chart.generate"),
        ("get", "/data/map/new", "", "Create a map", "unknown", "data.map.create"),
        ("get", "/application/newID", "", "Create a new ID", "one", "application.create_id"),
        ("get", "/sms/send", "", "send", "one", "sms.retrieve_send"),
        ("post", "/sms/send", "", "send", "one", "sms.send"),
    ],
    "one thing, or several": [
        ("get", "/itv/page", "", "Returns a page with the id", "list", "itv.retrieve_page"),
        ("get", "/merchants/category", "", "Returns a list of all categories", "list", "merchants.category.list"),
        ("get", "/donations/show", "", "Retrieve a donation", "unknown", "donations.retrieve"),
        ("get", "/session/get/{name}", "", "Return a session", "unknown", "session.retrieve"),
    ],
    "a collection that changes as one, and a member that the body names": [
        ("delete", "/items", "", "Deletes items", "unknown", "items.bulk_delete"),
        ("get", "/items/{id}", "", "Get an item", "one", "items.retrieve"),
        ("put", "/groups", "", "Update an existing group", "one", "groups.update"),
        ("get", "/groups/{id}", "", "Get a group", "one", "groups.retrieve"),
    ],
    "what only chooses": [
        ("get", "/toilets/by_date", "", "Search for toilets", "unknown", "toilets.list_by_date"),
        ("get", "/attempts/endpoint/{id}", "", "List attempts by endpoint", "list", "attempts.list_by_endpoint"),
        ("get", "/report/country/code", "", "Get reports", "list", "report.country.list_by_code"),
        ("get", "/search/poiSearch/{query}", "", "Point search", "unknown", "search.poi_search"),
    ],
    "a tag that says where its things are": [
        ("get", "/{country}/{region}", "Wards in a region", "Returns all wards", "unknown", "wards.list"),
    ],
    "an action after which its text begins, or that names its resource": [
        ("post", "/users/{id}/badges/award", "", "Award badge", "one", "users.badges.award"),
        ("post", "/jobs/{name}/startJobRun", "", "Runs a job", "one", "jobs.start_run"),
        ("post", "/v0/data/{path}", "", "Get a document", "unknown", "data.retrieve"),
    ],
}


@pytest.mark.parametrize("rule", RULES)
def test_names_follow_the_rule(rule: str) -> None:
    found = [
        Skeleton("-", verb, path, "", tag, summary, "200", form, name)
        for verb, path, tag, summary, form, name in RULES[rule]
    ]
    assert inferred_names(found) == {each.key: each.name for each in found}


def test_operation_ids_lose_the_noun_of_their_resource() -> None:
    said = [
        ("get", "/items/get_item_by_code", "getItemByCode", "one", "items.retrieve_by_code"),
        ("get", "/items/get_items_by_owner", "getItemsByOwner", "list", "items.list_by_owner"),
        ("put", "/items/{id}/{new}", "rename_item", "one", "items.rename"),
        ("put", "/certs", "uploadCert", "unknown", "certs.upload"),
        ("put", "/{call}/talk", "startTalk", "one", "talk.start"),
        ("delete", "/{call}/talk", "stopTalk", "one", "talk.stop"),
        ("post", "/Journals", "updateOrCreateJournals", "list", "journals.update_or_create"),
        ("post", "/Journals/{id}", "updateJournal", "list", "journals.update"),
    ]
    found = [Skeleton("-", verb, path, id_, "", "", "200", form, name) for verb, path, id_, form, name in said]
    assert inferred_names(found) == {each.key: each.name for each in found}


@pytest.mark.parametrize(
    "said",
    [
        [("get", "/plots/{p}/providers/Acme/scaleUnits", "ScaleUnits_List", "list", "scale_units.list")],
        [
            ("get", "/plots/{p}/acme/gardens", "Gardens_List", "list", "gardens.list"),
            ("get", "/plots/{p}/acme/gardens/{g}", "Gardens_Get", "one", "gardens.retrieve"),
            ("put", "/plots/{p}/acme/gardens/{g}", "Gardens_CreateOrUpdate", "one", "gardens.create_or_update"),
            ("delete", "/plots/{p}/acme/gardens/{g}", "Gardens_Delete", "unknown", "gardens.delete"),
            ("post", "/plots/{p}/acme/water", "CheckWater", "one", "plots.acme.water.check"),
        ],
        [
            ("get", "/1.0/trees/{id}", "resource__1.0_trees__id__getTree_GET", "one", "trees.retrieve"),
            ("get", "/1.0/trees/{id}/leaves", "resource__1.0_trees__id__leaves_GET", "list", "trees.leaves.list"),
            ("get", "/1.0/search/trees", "resource__1.0_search_trees_getTrees_GET", "list", "search.trees.list"),
        ],
        [
            ("get", "/books", "orchard_app.search", "list", "books.list"),
            ("post", "/books", "orchard_app.post", "one", "books.create"),
            ("get", "/books/{id}", "orchard_app.get", "one", "books.retrieve"),
            ("put", "/books/{id}/cover", "orchard_app.put_cover", "unknown", "books.update_cover"),
        ],
        [
            ("get", "/albums", "books.search", "list", "books.search"),
            ("post", "/books", "books.post", "one", "books.create"),
            ("get", "/albums/{id}", "books.get", "one", "books.retrieve"),
        ],
        [
            ("get", "/todos", "TodoController.find", "list", "todo.find"),
            ("delete", "/todos/{id}", "TodoController.deleteById", "unknown", "todo.delete_by_id"),
            ("get", "/ping", "PingController.ping", "one", "ping.ping"),
        ],
        [
            ("get", "/books", "api.books.search", "list", "books.search"),
            ("get", "/books/{id}", "api.books.get", "one", "books.retrieve"),
            ("get", "/orders/{id}", "api.orders.get", "one", "orders.retrieve"),
        ],
        [
            ("post", "/trees", "Trees_Post", "one", "trees.create"),
            ("put", "/trees/{id}", "Trees_PutTree", "one", "trees.update"),
            ("get", "/trees/{id}/labelList", "Trees_GetLabelList", "list", "trees.list_labels"),
            ("get", "/groves/{id}/trees", "Trees_GetGroveTrees", "list", "trees.list_for_grove"),
            ("get", "/trees/name/{name}", "Trees_NameSearch", "one", "trees.name_search"),
            ("get", "/leafLists/{id}", "LeafLists_LeafList", "one", "leaf_lists.retrieve"),
            ("get", "/cones", "Cones_GetList", "list", "cones.list"),
            ("get", "/seeds", "Seeds_FetchAll", "list", "seeds.list"),
        ],
        [
            ("get", "/soil", "app.api.endpoints.Soil.inspect_soil", "one", "soil.inspect"),
            ("get", "/air", "app.api.endpoints.Air.inspect_air", "one", "air.inspect"),
            ("get", "/wind", "app.api.endpoints.Wind.inspect_wind", "one", "wind.inspect"),
        ],
        [
            ("post", "/v1/treeTags", "treeTags-create_instance", "one", "tree_tags.create"),
            ("delete", "/v1/treeTags/{id}", "treeTags-delete_instance", "unknown", "tree_tags.delete"),
            ("get", "/v1/treeTags/{id}", "treeTags-get_instance", "one", "tree_tags.retrieve"),
        ],
        [
            ("get", "/data/ga", "plots.data.ga.get", "list", "data.ga.retrieve"),
            ("get", "/trees", "plots.trees.list", "list", "trees.list"),
            ("patch", "/trees/{id}", "plots.trees.patch", "one", "trees.update"),
        ],
    ],
    ids=[
        "one",
        "most",
        "a version with a dot",
        "a module",
        "a group in the paths",
        "controllers",
        "several modules",
        "http",
        "server",
        "dashed",
        "lists",
    ],
)
def test_operation_ids_that_name_resources_name_methods(said: list[tuple[str, str, str, str, str]]) -> None:
    found = [Skeleton("-", verb, path, id_, "", "", "200", form, name) for verb, path, id_, form, name in said]
    assert inferred_names(found) == {each.key: each.name for each in found}


def test_documents_of_calls_name_methods_by_their_paths() -> None:
    names = {"/core/stats": "core.stats", "/jobs/entries": "jobs.entries", "/jobs/list": "jobs.list"}
    names |= {"/sync/copy": "sync.copy", "/sync/move": "sync.move", "/jobs/stop": "jobs.stop"}
    found = [Skeleton("-", "post", path, "", "", "", "200", "unknown", name) for path, name in names.items()]
    assert inferred_names(found) == {each.key: each.name for each in found}
