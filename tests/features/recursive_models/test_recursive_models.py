"""Recursive unions that the config names as models: requests have wire names at every level."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

TEXT, TEXT_SENT = {"kind": "text", "layer_mode": "t"}, {"kind": "text", "layerMode": "t"}
IMAGE = {"kind": "image", "layer_mode": "i", "inner_steps": [{"aspect_ratio": "1", "overlay": TEXT}]}
IMAGE_SENT = {"kind": "image", "layerMode": "i", "innerSteps": [{"aspectRatio": "1", "overlay": TEXT_SENT}]}
GROUP = {"kind": "group", "by_name": {"a_b": IMAGE, "c": TEXT}, "on_top": {"kind": "group", "on_top": TEXT}}
GROUP_SENT = {
    "kind": "group",
    "byName": {"a_b": IMAGE_SENT, "c": TEXT_SENT},
    "onTop": {"kind": "group", "onTop": TEXT_SENT},
}
OVERLAYS = [(TEXT, TEXT_SENT), (IMAGE, IMAGE_SENT), (GROUP, GROUP_SENT)]


@pytest.mark.parametrize(("given", "sent"), OVERLAYS)
def test_inside_a_model(package: ModuleType, server: Loopback, given: Any, sent: Any) -> None:
    server.reply(Reply(204))
    with package.Orchard(base_url=server.url) as client:
        client.pictures.create(step={"aspect_ratio": "2", "overlay": given})
    assert server.last.json == {"step": {"aspectRatio": "2", "overlay": sent}}


@pytest.mark.parametrize(("given", "sent"), OVERLAYS)
def test_in_lists_and_maps(package: ModuleType, server: Loopback, given: Any, sent: Any) -> None:
    server.reply(Reply(204))
    with package.Orchard(base_url=server.url) as client:
        client.overlays.create(overlays=[given], by_name={"x_y": given})
    assert server.last.json == {"overlays": [sent], "byName": {"x_y": sent}}


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.pictures.create(step={"overlay": GROUP})
    assert server.last.json == {"step": {"overlay": GROUP_SENT}}
