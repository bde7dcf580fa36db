from __future__ import annotations

from types import ModuleType

import httpx2


def test_composed_schemas_parse_strictly_and_dump_the_same(package: ModuleType) -> None:
    body = {
        "first": {"kind": "Dog", "name": "Rex", "age": 3},
        "pair": ["a", 1],
        "parent": {"kind": "Cat", "name": "Tom", "lives": 7},
    }
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=body))
    client = package.Zoo(http_client=httpx2.Client(transport=transport), _strict_response_validation=True)

    animals = client.animals.retrieve()

    assert type(animals.first).__name__ == "Dog"
    assert animals.parent.lives == 7
    assert animals.to_dict(mode="json") == body
