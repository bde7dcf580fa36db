"""A harbour on Litestar: dataclasses, DTOs for updates, its three kinds of pages, uploads, files and streams."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from litestar import Controller, Litestar, Request, delete, get, patch, post, put
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.dto import DataclassDTO, DTOConfig
from litestar.dto.data_structures import DTOData
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotAuthorizedException, NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.pagination import ClassicPagination, CursorPagination, OffsetPagination
from litestar.params import Body, Parameter
from litestar.response import File, ServerSentEvent, Stream
from msgspec import Meta

TOKEN = "token-of-ada"


class Kind(StrEnum):
    SLOOP = "sloop"
    KETCH = "ketch"


@dataclass
class Engine:
    maker: str
    power: float


@dataclass
class BoatIn:
    name: Annotated[str, Meta(min_length=2, max_length=40)]
    kind: Kind
    built: dt.date | None = None
    engine: Engine | None = None
    tags: list[str] = field(default_factory=list)


@dataclass
class Boat:
    id: int
    name: str
    kind: Kind
    built: dt.date | None
    engine: Engine | None
    tags: list[str]


class PatchDTO(DataclassDTO[Boat]):
    config = DTOConfig(partial=True, exclude={"id"})


@dataclass
class Credentials:
    username: str
    password: str


@dataclass
class Token:
    access_token: str


@dataclass
class Paper:
    id: int
    name: str
    size: int
    note: str | None = None


@dataclass
class PaperForm:
    file: UploadFile
    note: str | None = None


@dataclass
class PapersForm:
    files: list[UploadFile]
    labels: list[str] = field(default_factory=list)


boats: dict[int, Boat] = {}
papers: dict[int, tuple[Paper, Path]] = {}


def signed_in(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    if connection.headers.get("authorization") != f"Bearer {TOKEN}":
        raise NotAuthorizedException("Sign in first")


def boat_or_404(boat_id: int) -> Boat:
    if boat_id not in boats:
        raise NotFoundException(f"no boat {boat_id}")
    return boats[boat_id]


@post("/login", status_code=200, exclude_from_auth=True, security=[{}])
async def login(data: Annotated[Credentials, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Token:
    if (data.username, data.password) != ("ada", "sec ret&1"):
        raise NotAuthorizedException("Wrong name or password")
    return Token(TOKEN)


class BoatController(Controller):
    path = "/boats"
    guards = [signed_in]
    tags = ["boats"]

    @post()
    async def create_boat(self, data: BoatIn) -> Boat:
        number = max(boats, default=0) + 1
        boats[number] = Boat(number, data.name, data.kind, data.built, data.engine, data.tags)
        return boats[number]

    @get()
    async def list_boats(
        self,
        limit: Annotated[int, Parameter(ge=1, le=100)] = 10,
        offset: int = 0,
        kind: list[Kind] | None = None,
        built_after: Annotated[dt.date | None, Parameter(query="builtAfter")] = None,
    ) -> OffsetPagination[Boat]:
        found = [
            boat
            for boat in boats.values()
            if (not kind or boat.kind in kind) and (not built_after or (boat.built and boat.built > built_after))
        ]
        return OffsetPagination(items=found[offset : offset + limit], limit=limit, offset=offset, total=len(found))

    @get("/by-page")
    async def list_by_page(self, page_size: int = 10, current_page: int = 1) -> ClassicPagination[Boat]:
        found = list(boats.values())[::-1]
        start = (current_page - 1) * page_size
        return ClassicPagination(
            items=found[start : start + page_size],
            page_size=page_size,
            current_page=current_page,
            total_pages=-(-len(found) // page_size),
        )

    @get("/by-cursor")
    async def list_by_cursor(
        self, cursor: int | None = None, results_per_page: int = 10
    ) -> CursorPagination[int, Boat]:
        found = [boat for boat in boats.values() if cursor is None or boat.id > cursor][:results_per_page]
        more = bool(found) and found[-1].id < max(boats)
        return CursorPagination(items=found, results_per_page=results_per_page, cursor=found[-1].id if more else None)

    @get("/{boat_id:int}", raises=[NotFoundException])
    async def get_boat(self, boat_id: int) -> Boat:
        return boat_or_404(boat_id)

    @put("/{boat_id:int}")
    async def replace_boat(self, boat_id: int, data: BoatIn) -> Boat:
        boats[boat_or_404(boat_id).id] = Boat(boat_id, data.name, data.kind, data.built, data.engine, data.tags)
        return boats[boat_id]

    @patch("/{boat_id:int}", dto=PatchDTO, return_dto=None)
    async def update_boat(self, boat_id: int, data: DTOData[Boat]) -> Boat:
        return data.update_instance(boat_or_404(boat_id))

    @delete("/{boat_id:int}")
    async def delete_boat(self, boat_id: int) -> None:
        del boats[boat_or_404(boat_id).id]

    @post("/{boat_id:int}/paper")
    async def upload_paper(
        self, boat_id: int, data: Annotated[PaperForm, Body(media_type=RequestEncodingType.MULTI_PART)]
    ) -> Paper:
        return await keep(data.file, data.note)

    @post("/{boat_id:int}/papers")
    async def upload_papers(
        self, boat_id: int, data: Annotated[PapersForm, Body(media_type=RequestEncodingType.MULTI_PART)]
    ) -> list[Paper]:
        return [await keep(file, ",".join(data.labels)) for file in data.files]


async def keep(file: UploadFile, note: str | None) -> Paper:
    content = await file.read()
    number = len(papers) + 1
    path = Path(f"paper-{number}")
    path.write_bytes(content)
    papers[number] = (Paper(number, file.filename, len(content), note), path)
    return papers[number][0]


@get("/papers/{paper_id:int}", guards=[signed_in])
async def download_paper(paper_id: int) -> File:
    if paper_id not in papers:
        raise NotFoundException(f"no paper {paper_id}")
    paper, path = papers[paper_id]
    return File(path, filename=paper.name, media_type="application/octet-stream")


@get("/log", guards=[signed_in], media_type="text/plain")
async def read_log(lines: int = 3) -> str:
    return "".join(f"line {number}\n" for number in range(lines))


@get("/log/stream", guards=[signed_in], media_type="text/plain")
async def stream_log(lines: int = 3) -> Stream:
    async def content() -> AsyncIterator[str]:
        for number in range(lines):
            yield f"line {number}\n"

    return Stream(content())


@get("/tides", guards=[signed_in], media_type="text/event-stream")
async def watch_tides(request: Request[Any, Any, Any]) -> ServerSentEvent:
    async def content() -> AsyncIterator[dict[str, str]]:
        for number in range(3):
            yield {"data": f"tide {number}", "event": "tide"}

    return ServerSentEvent(content())


app = Litestar(
    [login, BoatController, download_paper, read_log, stream_log, watch_tides],
    openapi_config=OpenAPIConfig(
        title="Harbour",
        version="0.9",
        components=Components(security_schemes={"BearerToken": SecurityScheme(type="http", scheme="bearer")}),
        security=[{"BearerToken": []}],
    ),
)
