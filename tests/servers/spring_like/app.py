"""Answers as a service on Spring Boot does: `Pageable`, `Page`, `PagedModel`, parts of JSON, errors of Spring."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile as Part

app = FastAPI(openapi_url=None)
DOCUMENT = json.loads(Path(__file__).with_name("api-docs.json").read_text(encoding="utf-8"))
TOKEN = "token-of-ada"
MAX_SIZE = 2000
orders: dict[int, dict[str, Any]] = {}
files: dict[int, tuple[dict[str, Any], bytes]] = {}


@app.get("/v3/api-docs")
async def api_docs(request: Request) -> JSONResponse:
    server = {"url": str(request.base_url).rstrip("/"), "description": "Generated server url"}
    return JSONResponse({**DOCUMENT, "servers": [server]})


@app.exception_handler(HTTPException)
@app.exception_handler(RequestValidationError)
async def as_spring(request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 400
    names = {400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}
    content = {"timestamp": now(), "status": status, "error": names[status], "path": request.url.path}
    return JSONResponse(content, status)


@app.middleware("http")
async def signed_in(request: Request, call_next: Any) -> Response:
    open_path = request.url.path in ("/v3/api-docs", "/api/auth/login")
    if not open_path and request.headers.get("authorization") != f"Bearer {TOKEN}":
        return Response(status_code=401)
    response: Response = await call_next(request)
    return response


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def page_of(request: Request, found: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Resolve `page`, `size` and `sort` as `Pageable` does: wrong numbers mean the defaults, pages begin at 0."""
    query = request.query_params
    page = int(query["page"]) if query.get("page", "").isdigit() else 0
    size = min(int(query["size"]) if query.get("size", "").isdigit() and query["size"] != "0" else 20, MAX_SIZE)
    for sort in reversed(query.getlist("sort")):
        names = [name for name in sort.split(",") if name]
        backwards = names[-1] in ("asc", "desc") and names.pop() == "desc"
        for name in names:
            found = sorted(found, key=lambda order: order[name], reverse=backwards)
    facts = {
        "number": page,
        "size": size,
        "totalElements": len(found),
        "totalPages": -(-len(found) // size),
    }
    return found[page * size : (page + 1) * size], facts


def with_query(request: Request) -> list[dict[str, Any]]:
    query = request.query_params
    statuses = [status for given in query.getlist("status") for status in given.split(",")]
    after = query.get("placedAfter")
    if after is not None and dt.datetime.fromisoformat(after).tzinfo is None:
        raise HTTPException(400)
    return [
        order
        for order in orders.values()
        if (not statuses or order["status"] in statuses)
        and (after is None or dt.datetime.fromisoformat(order["placedAt"]) > dt.datetime.fromisoformat(after))
    ]


@app.post("/api/auth/login")
async def login(request: Request) -> dict[str, str]:
    given = await request.json()
    if (given["username"], given["password"]) != ("ada", "sec ret&1"):
        raise HTTPException(401)
    return {"accessToken": TOKEN, "tokenType": "Bearer"}


@app.get("/api/orders")
async def find_all(request: Request) -> dict[str, Any]:
    content, facts = page_of(request, with_query(request))
    sort = {"empty": True, "sorted": False, "unsorted": True}
    return {
        **facts,
        "content": content,
        "numberOfElements": len(content),
        "first": facts["number"] == 0,
        "last": facts["number"] + 1 >= facts["totalPages"],
        "empty": not content,
        "sort": sort,
        "pageable": {
            "pageNumber": facts["number"],
            "pageSize": facts["size"],
            "offset": facts["number"] * facts["size"],
            "paged": True,
            "unpaged": False,
            "sort": sort,
        },
    }


@app.get("/api/orders/search")
async def search(request: Request) -> dict[str, Any]:
    content, facts = page_of(
        request, [each for each in orders.values() if request.query_params["text"] in each["customer"]]
    )
    return {"content": content, "page": facts}


def checked(given: dict[str, Any]) -> dict[str, Any]:
    if not 2 <= len(given.get("customer") or "") <= 40 or given.get("status", "NEW") not in ("NEW", "PAID", "SENT"):
        raise HTTPException(400)
    return {"status": "NEW", "note": None, "lines": [], "totalAmount": 0, **given}


@app.post("/api/orders", status_code=201)
async def create(request: Request) -> dict[str, Any]:
    number = max(orders, default=0) + 1
    placed = f"2024-05-01T10:00:{number % 60:02}+02:00"
    orders[number] = {"placedAt": placed, **checked(await request.json()), "id": number}
    return orders[number]


def found(number: int) -> dict[str, Any]:
    if number not in orders:
        raise HTTPException(404)
    return orders[number]


@app.get("/api/orders/{number}")
async def find_by_id(number: int) -> dict[str, Any]:
    return found(number)


@app.put("/api/orders/{number}")
async def update(number: int, request: Request) -> dict[str, Any]:
    old = found(number)
    orders[number] = {"placedAt": old["placedAt"], **checked(await request.json()), "id": number}
    return orders[number]


@app.patch("/api/orders/{number}")
async def patch(number: int, request: Request) -> dict[str, Any]:
    orders[number] = checked({**found(number), **await request.json(), "id": number})
    return orders[number]


@app.delete("/api/orders/{number}", status_code=204)
async def delete(number: int) -> Response:
    del orders[found(number)["id"]]
    return Response(status_code=204)


def keep(content: bytes, file: UploadFile | Part, title: str | None) -> dict[str, Any]:
    number = len(files) + 1
    facts = {"id": number, "name": file.filename, "size": len(content), "title": title}
    files[number] = (facts, content)
    return facts


@app.post("/api/orders/{number}/documents")
async def upload(number: int, request: Request) -> dict[str, Any]:
    """`@RequestPart("meta") Meta meta, @RequestPart("file") MultipartFile file`: a part of JSON says so."""
    found(number)
    form = await request.form()
    meta, file = form.get("meta"), form.get("file")
    if not isinstance(file, Part) or meta is None:
        raise HTTPException(400)
    if isinstance(meta, Part) and meta.content_type != "application/json":
        raise HTTPException(400)
    raw = await meta.read() if isinstance(meta, Part) else meta.encode()
    return keep(await file.read(), file, json.loads(raw)["title"])


@app.post("/api/orders/{number}/documents/batch")
async def upload_all(number: int, request: Request) -> list[dict[str, Any]]:
    """`@RequestParam("files") List<MultipartFile> files, @RequestParam String title`."""
    found(number)
    given = (await request.form()).getlist("files")
    if not given or "title" not in request.query_params:
        raise HTTPException(400)
    return [keep(await file.read(), file, request.query_params["title"]) for file in given if isinstance(file, Part)]


@app.get("/api/documents/{number}")
async def download(number: int) -> Response:
    if number not in files:
        raise HTTPException(404)
    return Response(files[number][1], media_type="application/pdf")


@app.get("/api/orders/{number}/events")
async def events(number: int) -> StreamingResponse:
    """`Flux<OrderEvent>` as `text/event-stream`."""

    async def content() -> AsyncIterator[str]:
        for step in range(3):
            yield f"data:{json.dumps({'orderId': number, 'step': step})}\n\n"

    return StreamingResponse(content(), media_type="text/event-stream;charset=UTF-8")


@app.get("/api/version")
async def version() -> Response:
    return Response("3.2.1", media_type="text/plain;charset=UTF-8")
