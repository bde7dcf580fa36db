"""Components in a namespace that most of them share have the last part of their names, and more only if they clash."""

from __future__ import annotations

from types import ModuleType

import pytest

from specloom.api.infer.namespaces import short_names
from tests.support.loopback import Loopback, Reply

KEYS = ["io.acme.v1.Pod", "io.acme.v1.Event", "io.acme.v1.Node", "io.acme.v1.Volume"]


def test_models_have_the_last_part_of_their_names(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"metadata": {"name": "a"}, "event": {"reason": "r"}, "status": {"phase": "Up"}}))
    with package.Cluster(base_url=server.url) as client:
        pod = client.pods.retrieve("a")
    assert type(pod) is package.types.Pod
    assert type(pod.metadata) is package.types.ObjectMeta
    assert pod.metadata.name == "a"


def test_models_that_clash_have_the_shortest_names_that_differ(package: ModuleType) -> None:
    types = package.types
    for name in ("EventsV1Event", "CoreV1Event", "Status", "V1Status"):
        assert hasattr(types, name), name


def test_an_added_component_renames_only_what_clashes() -> None:
    before = short_names(KEYS)
    assert before["io.acme.v1.Pod"] == "pod"
    for added in ("io.acme.v1.Claim", "io.other.v2.Claim", "Claim", "com.acme.Claim"):
        after = short_names([*KEYS, added])
        assert {key: after[key] for key in KEYS} == before, added
    after = short_names([*KEYS, "io.acme.v2.Pod"])
    assert {key: name for key, name in after.items() if before.get(key) != name} == {
        "io.acme.v1.Pod": "v1_pod",
        "io.acme.v2.Pod": "v2_pod",
    }


def test_names_without_a_common_namespace_stay_whole() -> None:
    assert short_names(["Tree.Create", "Tree.Read", "Leaf.Create", "Leaf.Read"]) == {}
    assert short_names(["App.Tree.Create", "App.Tree.Read", "App.Leaf.Create", "App.Leaf.Read"]) == {
        "App.Tree.Create": "tree_create",
        "App.Tree.Read": "tree_read",
        "App.Leaf.Create": "leaf_create",
        "App.Leaf.Read": "leaf_read",
    }


NAMES = {
    "spectree": {
        "Tree.6ee2713": "tree",
        "Tree.6ee2713.Kind": "tree_kind",
        "Leaf.6ee2713": "leaf_6ee2713",
        "Leaf.ad30e22": "leaf_ad30e22",
    },
    "fastapi": {
        "app__models__Item": "models_item",
        "app__schemas__Item": "schemas_item",
        "app__schemas__user__UserCreate-Input": "user_create_input",
        "app__schemas__user__UserCreate-Output": "user_create_output",
    },
    "dotnet": {
        "Acme.Shop.Orders.Order": "order",
        "Acme.Shop.Orders.OrderLine": "order_line",
        "Acme.Shop.Users.User": "user",
        "Acme.Shop.Users.Create": "users_create",
        "Page`1[[Acme.Foo, Acme, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null]]": "page_of_foo",
    },
    "kubernetes": {
        "IoK8sApimachineryPkgApisMetaV1ObjectMeta": "object_meta",
        "IoK8sApiCoreV1Pod": "pod",
        "IoK8sApiAppsV1Deployment": "v1_deployment",
        "IoK8sApiAppsV1beta1Deployment": "v1beta1_deployment",
    },
    "google": {
        "GoogleCloudRunV2Service": "service",
        "GoogleCloudRunV2Job": "job",
        "GoogleCloudRunV2Revision": "revision",
    },
}


@pytest.mark.parametrize("framework", NAMES)
def test_where_a_class_is_declared_is_no_part_of_its_name(framework: str) -> None:
    wanted = NAMES[framework]
    assert short_names(wanted) == wanted


@pytest.mark.parametrize(
    "keys", [["ListTreesV2Response", "GetTreeV2Response", "TreeV1Dto"], ["Foo.Create", "Bar"], ["a__b"]]
)
def test_names_without_packages_are_whole(keys: list[str]) -> None:
    assert short_names(keys) == {}
