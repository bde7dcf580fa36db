"""With a config, types are called and related as in the SDK that it describes."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

from specloom.base.diagnostics import Severity
from specloom.pipeline.generate import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from tests.support.loopback import Loopback, Reply

HERE = Path(__file__).parent
OPTIONS = Options(str(HERE / "openapi.yaml"), config=HERE / "stainless.yml")


def test_several_success_responses_have_the_class_of_the_lowest_status(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"id": "t1"}), Reply(status=202, json={"job": "j1"}))
    with package.Orchard(base_url=server.url) as client:
        assert client.trees.create(kind="oak").id == "t1"
        queued = client.trees.create(kind="oak")
    assert type(queued) is package.types.Tree
    assert (queued.id, queued.job) == (None, "j1")
    assert package.types.Tree.construct(id="t2").id == "t2"


def test_which_response_it_is_is_reported() -> None:
    run = Run()
    analyze_document(OPTIONS, run)
    found = [(item.code, item.severity, item.line) for item in run.diagnostics]
    assert ("several-responses", Severity.INFO, 8) in found


def test_every_model_of_the_config_is_there(generated: GenerationResult, package: ModuleType) -> None:
    run = Run()
    meaning = analyze_document(OPTIONS, run)
    names = [model.name for model in meaning.api.root.children[0].models]
    assert len(names) == 15
    types = package.types
    missing = [name for name in names if not {f"types/{name}.py", f"types/{name}_param.py"} & generated.files.keys()]
    assert missing == []
    assert json.loads(json.dumps(run.report.as_json(run.diagnostics)))["models_skipped"] == []
    assert types.Unused.construct(id="u").id == "u"
    assert not hasattr(types, "UnusedParam")


def test_a_model_that_is_only_a_body_is_a_request_type(package: ModuleType) -> None:
    types = package.types
    assert get_type_hints(types.NewTreeParam).keys() == {"kind", "bark_color"}
    assert get_type_hints(types.GraftParam).keys() == {"root_stock"}
    assert get_type_hints(types.SeedParam).keys() == {"depth"}
    assert not [name for name in ("NewTree", "Graft", "Seed") if hasattr(types, name)]


def test_items_of_a_list_are_called_in_the_singular(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[{"name": "n", "when": {"day": "mon"}}]))
    with package.Orchard(base_url=server.url) as client:
        rule = client.trees.rules()[0]
    assert (type(rule).__name__, type(rule.when).__name__) == ("RuleItem", "RuleItemWhen")
    assert "CountsItem" in repr(package.types.Counts)


def test_a_class_keeps_its_base_if_it_redeclares_a_property(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"kind": "fell", "note": "n", "height": 3, "cause": {"storm": True}}))
    types = package.types
    with package.Orchard(base_url=server.url) as client:
        event = client.trees.events()
    assert type(event) is types.FellEvent
    assert isinstance(event, types.Event)
    assert (event.kind, event.note, event.at, event.cause.storm) == ("fell", "n", None, True)
    fields = types.FellEvent.model_fields
    assert fields["note"].is_required()
    assert fields["kind"].annotation != types.Event.model_fields["kind"].annotation
    assert type(event.cause).__name__ == "FellEventCause"
    assert types.FellEvent.__bases__ == (types.Event,)


def test_an_equal_type_is_an_ordinary_override(package: ModuleType) -> None:
    types = package.types
    assert types.NotedEvent.__bases__ == (types.Event,)
    assert list(types.NotedEvent.__annotations__) == ["note"]
    assert issubclass(types.NamedEvent, types.Named)
    assert issubclass(types.NamedEvent, types.Event)
    assert types.NamedEvent.construct(kind="named", name="x", note="y").to_dict() == {
        "kind": "named",
        "name": "x",
        "note": "y",
    }


def test_an_empty_object_is_a_class(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"off": {}, "mode": {"date": "today"}}), Reply(json={"off": {"new": 1}, "mode": {}}))
    with package.Orchard(base_url=server.url) as client:
        first = client.trees.pause(off={})
        second = client.trees.pause()
    assert (type(first.off), first.off.to_dict()) == (package.types.Nothing, {})
    assert (type(first.mode).__name__, type(second.mode).__name__) == ("ModeUntil", "ModeNever")
    assert second.off.to_dict() == {"new": 1}
    assert json.loads(server.requests[0].body) == {"off": {}}


def test_casings_of_the_config_and_numbers_of_flattened_unions(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"mongodb": {"url": "u"}, "judge": {"score": 1}, "step": {"c": "x", "z": 1}}))
    with package.Orchard(base_url=server.url) as client:
        found = client.openapi.get()
    assert type(client.openapi).__name__ == "OpenAPIResource"
    assert type(found).__name__ == "OpenAPIGetResponse"
    assert (type(found.mongodb).__name__, type(found.judge)) == ("MongoDB", package.types.LlmAsJudge)
    module = inspect.getmodule(type(found))
    numbered = [getattr(module, f"StepUnionMember{number}") for number in range(3)]
    assert len(set(numbered)) == 3
    assert numbered[2] is type(found.step)


@pytest.mark.parametrize("name", ["Event", "FellEvent", "NamedEvent", "Nothing", "LlmAsJudge", "Unused", "Tree"])
def test_models_are_made_without_validation(package: ModuleType, name: str) -> None:
    assert getattr(package.types, name).construct(other=1).other == 1
