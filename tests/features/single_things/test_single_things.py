"""A single thing that contains a list is no page, also where the document has pages with the same properties."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from specloom.api.infer import config_text
from specloom.base.diagnostics import Diagnostics
from specloom.document.load import load
from specloom.document.normalise import normalise
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

META = {"page": 1, "total_pages": 2}


def test_the_whole_thing_comes_back(package: ModuleType, server: Loopback) -> None:
    server.reply(
        Reply(json={"run": {"id": "r1"}, "results": [{"id": "a"}], "meta": META}),
        Reply(json={"version": "1", "results": [{"id": "a"}], "meta": META}),
        Reply(json={"data": {"name": "n", "members": [{"id": "a"}]}, "total_pages": 2}),
        Reply(status=201, json={"name": "n", "results": [{"id": "a"}], "meta": META}),
    )
    with package.Orchard(base_url=server.url) as client:
        run: Any = client.model_evaluation_runs.retrieve("r1")
        assert (run.run.id, run.results[0].id, run.meta.total_pages) == ("r1", "a", 2)
        summary: Any = client.summary.list()
        assert (summary.version, summary.meta.total_pages) == ("1", 2)
        team: Any = client.teams.retrieve("t1")
        assert (team.data.name, team.data.members[0].id) == ("n", "a")
        created: Any = client.teams.create(name="n")
        assert (created.name, created.results[0].id) == ("n", "a")
    assert len(server.requests) == 4


def test_a_member_is_no_list_whatever_its_operation_id_says(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"id": "z1", "records": ["a"], "keys": []}))
    with package.Orchard(base_url=server.url) as client:
        assert client.zones.retrieve("z1").records == ["a"]


def test_lists_are_pages(package: ModuleType, server: Loopback) -> None:
    for _ in range(2):
        server.reply(
            Reply(json={"run": {"id": "r1"}, "results": [{"id": "a"}], "meta": META}),
            Reply(
                json={
                    "run": {"id": "r1"},
                    "results": [{"id": "b"}],
                    "meta": {"page": 2, "total_pages": 2},
                }
            ),
        )
    with package.Orchard(base_url=server.url) as client:
        assert [item.id for item in client.results.list()] == ["a", "b"]
        assert [item.id for item in client.runs.results.list("r1")] == ["a", "b"]


def test_the_config_that_init_writes_says_so() -> None:
    document = load(spec_in(Path(__file__).parent))
    text = config_text(normalise(document, Diagnostics()))
    assert "retrieve: {endpoint: get /model_evaluation_runs/{id}, paginated: false}" in text.replace('"', "")
