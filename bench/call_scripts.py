"""What `bench.calls` runs, each in a process of its own: a script prints its ratios as JSON."""

COMMON = """
import json, os, time
from typing import Literal, Optional
import pydantic

URL = os.environ["BENCH_URL"]
ACCOUNT = "0123456789abcdef0123456789abcdef"
CREATE_URL = f"{URL}/accounts/{ACCOUNT}/workflows/brief/instances"
BODY = {"instance_id": "run-1", "params": {"a": [1, 2]}}
HEADERS = {"Authorization": "Bearer x", "Accept": "application/json", "Content-Type": "application/json"}

class Created(pydantic.BaseModel):
    id: str
    status: Literal["queued", "running", "paused", "errored", "terminated", "complete", "waiting"]
    version_id: str
    workflow_id: str
    trigger_source: Optional[Literal["unknown", "api", "binding", "event", "cron"]] = None

class Envelope(pydantic.BaseModel):
    result: Created

def created(content):
    return Envelope.model_validate_json(content).result

def body():
    return json.dumps(BODY, separators=(",", ":")).encode()

def seconds(function, repeats):
    started = time.process_time()
    for _ in range(repeats):
        function()
    return (time.process_time() - started) / repeats

def middle(values):
    return sorted(values)[len(values) // 2]

def ratios(functions, repeats, rounds):
    for function in functions.values():
        seconds(function, repeats)
    measured = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            measured[name].append(seconds(function, repeats))
    return measured

def against(measured, name, other):
    return middle([ours / theirs for ours, theirs in zip(measured[name], measured[other])])

def create(client):
    return client.workflows.instances.create(
        "brief", account_id=ACCOUNT, instance_id="run-1", params={"a": [1, 2]})
"""

SYNC = (
    COMMON
    + """
import httpx2, urllib3
import cloudflare

client = cloudflare.Cloudflare(api_token="x", base_url=URL)
by_httpx = httpx2.Client(headers=HEADERS)
by_urllib3 = urllib3.PoolManager(headers=HEADERS)

def with_httpx():
    response = by_httpx.post(CREATE_URL, content=body())
    response.raise_for_status()
    return created(response.content)

def with_urllib3():
    response = by_urllib3.request("POST", CREATE_URL, body=body())
    assert response.status == 200
    return created(response.data)

functions = {"ours": lambda: create(client), "httpx2": with_httpx, "urllib3": with_urllib3}
assert {function().id for function in functions.values()} == {"run-1"}
measured = ratios(functions, 200, 11)
print(json.dumps({
    "seconds": middle(measured["ours"]),
    "call / urllib3 + pydantic": against(measured, "ours", "urllib3"),
    "call / httpx2 + pydantic": against(measured, "ours", "httpx2"),
}))
"""
)

NIQUESTS = (
    COMMON
    + """
import niquests

session = niquests.Session()
session.headers.update(HEADERS)

def call():
    response = session.post(CREATE_URL, data=body())
    response.raise_for_status()
    return created(response.content)

assert call().id == "run-1"
print(json.dumps({"niquests": middle(ratios({"call": call}, 200, 11)["call"])}))
"""
)

ASYNC = (
    COMMON
    + """
import asyncio
import aiohttp
import cloudflare

async def at_a_time(function, calls=1000, workers=50):
    left = iter(range(calls))
    async def work():
        for _ in left:
            await function()
    started = time.process_time()
    await asyncio.gather(*[work() for _ in range(workers)])
    return (time.process_time() - started) / calls

async def main():
    plain = cloudflare.AsyncCloudflare(api_token="x", base_url=URL)
    extra = cloudflare.AsyncCloudflare(
        api_token="x", base_url=URL, http_client=cloudflare.DefaultAioHttpClient())
    session = aiohttp.ClientSession(headers=HEADERS)

    async def by_hand():
        async with session.post(CREATE_URL, data=body()) as response:
            response.raise_for_status()
            return created(await response.read())

    functions = {"plain": lambda: create(plain), "extra": lambda: create(extra), "aiohttp": by_hand}
    for function in functions.values():
        await at_a_time(function)
    measured = {name: [] for name in functions}
    for _ in range(5):
        for name, function in functions.items():
            measured[name].append(await at_a_time(function))
    what = "/ aiohttp + pydantic"
    print(json.dumps({
        f"50 calls at a time {what}": against(measured, "plain", "aiohttp"),
        f"50 calls at a time, aiohttp extra {what}": against(measured, "extra", "aiohttp"),
    }))
    await session.close()
    await extra.close()
    await plain.close()

asyncio.run(main())
"""
)

EVENTS = (
    COMMON
    + """
import asyncio
import httpx2
import cloudflare
from cloudflare import AsyncStream, BaseModel, Stream

class Event(BaseModel):
    id: int
    kind: str
    text: str

class Plain(pydantic.BaseModel):
    id: int
    kind: str
    text: str

by_hand_client = httpx2.Client()
client = cloudflare.Cloudflare(api_token="x", base_url=URL)

def by_hand():
    with by_hand_client.stream("GET", f"{URL}/events") as response:
        response.raise_for_status()
        count = 0
        for line in response.iter_lines():
            if line.startswith("data: "):
                Plain.model_validate_json(line[6:])
                count += 1
    return count

def ours():
    return sum(1 for _ in client.get("/events", cast_to=Event, stream=True, stream_cls=Stream[Event]))

assert ours() == by_hand() == 20_000
measured = ratios({"ours": ours, "hand": by_hand}, 1, 7)

async def with_async():
    hand_client = httpx2.AsyncClient()
    client = cloudflare.AsyncCloudflare(api_token="x", base_url=URL)
    async def by_hand():
        async with hand_client.stream("GET", f"{URL}/events") as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    Plain.model_validate_json(line[6:])
    async def ours():
        stream = await client.get("/events", cast_to=Event, stream=True, stream_cls=AsyncStream[Event])
        async for _ in stream:
            pass
    async def took(function):
        started = time.process_time()
        await function()
        return time.process_time() - started
    await took(ours), await took(by_hand)
    return {"ours": [await took(ours) for _ in range(7)], "hand": [await took(by_hand) for _ in range(7)]}

print(json.dumps({
    "20,000 events / reader written by hand": against(measured, "ours", "hand"),
    "20,000 events, async / reader written by hand": against(asyncio.run(with_async()), "ours", "hand"),
}))
"""
)

PAGE = (
    COMMON
    + """
import httpx2
import cloudflare
from cloudflare.pagination import SyncV4PagePaginationArray
from cloudflare.types.workflows import InstanceListResponse

adapter = pydantic.TypeAdapter(SyncV4PagePaginationArray[InstanceListResponse])
client = cloudflare.Cloudflare(api_token="x", base_url=URL)
content = httpx2.get(CREATE_URL).content
ours = lambda: client.workflows.instances.list("brief", account_id=ACCOUNT)
hand = lambda: adapter.validate_json(content)
assert len(ours().result) == len(hand().result) == 1000
measured = ratios({"ours": ours, "hand": hand}, 10, 31)
print(json.dumps({"page of 1,000 / TypeAdapter": against(measured, "ours", "hand")}))
"""
)

START = """
import json, time
started = time.process_time()
import github_octokit_extension
client = github_octokit_extension.GitHubOctokitExtension(base_url="http://127.0.0.1")
client.meta
took = time.process_time() - started
import resource
print(json.dumps({"seconds": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""

IMPORTS = """
import json, time
started = time.process_time()
import httpx2, pydantic
took = time.process_time() - started
import resource
print(json.dumps({"seconds": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""
