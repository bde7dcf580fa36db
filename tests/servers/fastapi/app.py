"""An orchard on FastAPI, written as its tutorial teaches: OAuth2 with a password, pages, uploads, streams, 422."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import AsyncIterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeVar

from fastapi import APIRouter, Body, Depends, FastAPI, File, Form, Header, HTTPException, Query, UploadFile
from fastapi.responses import Response, StreamingResponse
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

app = FastAPI(title="Orchard", version="1.4.0")
T = TypeVar("T")
TOKEN = "token-of-ada"


class Kind(StrEnum):
    apple = "apple"
    pear = "pear"
    plum = "plum"


class Token(BaseModel):
    access_token: str
    token_type: str


class Graft(BaseModel):
    method: Literal["graft"] = "graft"
    rootstock: str


class Seed(BaseModel):
    method: Literal["seed"] = "seed"
    packet: int


class TreeBase(BaseModel):
    name: str = Field(min_length=2, max_length=40)
    kind: Kind
    planted: dt.date | None = None
    origin: Annotated[Graft | Seed, Field(discriminator="method")] | None = None
    price: Decimal = Decimal("0.00")
    tags: list[str] = []
    notes: str | None = None


class TreeCreate(TreeBase):
    pass


class TreeUpdate(BaseModel):
    name: str | None = None
    notes: str | None = None
    tags: list[str] | None = None


class Tree(TreeBase):
    id: uuid.UUID
    created_at: dt.datetime


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    page: int
    size: int
    pages: int


class Photo(BaseModel):
    id: int
    tree_id: uuid.UUID
    filename: str
    content_type: str
    bytes: int
    caption: str | None = None


class TreeFilter(BaseModel):
    q: str | None = None
    kind: list[Kind] = []
    planted_after: dt.date | None = None


class Progress(BaseModel):
    step: int
    message: str


trees: dict[uuid.UUID, Tree] = {}
photos: dict[int, tuple[Photo, bytes]] = {}
oauth2 = OAuth2PasswordBearer(tokenUrl="auth/token")
auth = APIRouter(prefix="/auth", tags=["auth"])
api = APIRouter(prefix="/api/v1", tags=["trees"])


def current_user(token: Annotated[str, Depends(oauth2)]) -> str:
    if token != TOKEN:
        raise HTTPException(401, "Invalid authentication credentials", {"WWW-Authenticate": "Bearer"})
    return "ada"


User = Annotated[str, Depends(current_user)]


def tree_or_404(tree_id: uuid.UUID) -> Tree:
    if tree_id not in trees:
        raise HTTPException(404, "Tree not found")
    return trees[tree_id]


FoundTree = Annotated[Tree, Depends(tree_or_404)]


@auth.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    if (form.username, form.password) != ("ada", "sec ret&1"):
        raise HTTPException(400, "Incorrect username or password")
    return Token(access_token=TOKEN, token_type="bearer")


@api.get("/me")
async def read_me(user: User) -> dict[str, str]:
    return {"username": user}


@api.post("/trees", status_code=201)
async def create_tree(user: User, tree: TreeCreate) -> Tree:
    made = Tree(**tree.model_dump(), id=uuid.uuid4(), created_at=dt.datetime.now(dt.UTC))
    trees[made.id] = made
    return made


@api.get("/trees")
async def read_trees(
    user: User,
    where: Annotated[TreeFilter, Query()],
    page: Annotated[int, Query(ge=1)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[Tree]:
    found = [
        tree
        for tree in trees.values()
        if (where.q is None or where.q in tree.name)
        and (not where.kind or tree.kind in where.kind)
        and (where.planted_after is None or (tree.planted is not None and tree.planted > where.planted_after))
    ]
    shown = found[(page - 1) * size : page * size]
    return Page(items=shown, total=len(found), page=page, size=size, pages=-(-len(found) // size))


@api.get("/trees/{tree_id}")
async def read_tree(user: User, tree: FoundTree) -> Tree:
    return tree


@api.put("/trees/{tree_id}")
async def replace_tree(user: User, tree: FoundTree, new: TreeCreate) -> Tree:
    trees[tree.id] = Tree(**new.model_dump(), id=tree.id, created_at=tree.created_at)
    return trees[tree.id]


@api.patch("/trees/{tree_id}")
async def update_tree(user: User, tree: FoundTree, change: TreeUpdate) -> Tree:
    trees[tree.id] = tree.model_copy(update=change.model_dump(exclude_unset=True))
    return trees[tree.id]


@api.delete("/trees/{tree_id}", status_code=204)
async def delete_tree(user: User, tree: FoundTree) -> None:
    del trees[tree.id]


@api.get("/harvests", tags=["harvests"])
async def read_harvests(user: User, skip: int = 0, limit: int = 10) -> list[Progress]:
    """Twenty-five of them, by `skip` and `limit`, as the tutorial pages."""
    return [Progress(step=step, message=f"harvest {step}") for step in range(25)][skip : skip + limit]


@api.post("/trees/{tree_id}/photo", status_code=201, tags=["photos"])
async def upload_photo(
    user: User, tree: FoundTree, file: UploadFile, caption: Annotated[str | None, Form()] = None
) -> Photo:
    return await keep(tree, file, caption)


@api.post("/trees/{tree_id}/photos", status_code=201, tags=["photos"])
async def upload_photos(
    user: User, tree: FoundTree, files: list[UploadFile], labels: Annotated[list[str], Form()] = []
) -> list[Photo]:
    return [await keep(tree, file, ",".join(labels)) for file in files]


@api.post("/checksum", tags=["photos"])
async def checksum(user: User, data: Annotated[bytes, File()]) -> int:
    return sum(data)


@api.get(
    "/photos/{photo_id}",
    tags=["photos"],
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}, 404: {"description": "No such photo"}},
)
async def download_photo(user: User, photo_id: int) -> Response:
    if photo_id not in photos:
        raise HTTPException(404, "Photo not found")
    return Response(photos[photo_id][1], media_type="application/octet-stream")


async def keep(tree: Tree, file: UploadFile, caption: str | None) -> Photo:
    content = await file.read()
    number = len(photos) + 1
    photo = Photo(
        id=number,
        tree_id=tree.id,
        filename=file.filename or "",
        content_type=file.content_type or "",
        bytes=len(content),
        caption=caption,
    )
    photos[number] = (photo, content)
    return photo


@api.get("/watering", tags=["watering"], response_class=EventSourceResponse)
async def watch_watering(user: User, steps: int = 3) -> AsyncIterator[Progress]:
    for step in range(steps):
        await asyncio.sleep(0.01)
        yield Progress(step=step, message=f"watering {step}")


@api.get("/alerts", tags=["watering"], response_class=EventSourceResponse)
async def watch_alerts(user: User) -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent(data={"level": "high"}, event="alert", id="7")
    yield ServerSentEvent(raw_data="over", event="end")


@api.get("/measurements", tags=["watering"])
async def stream_measurements(user: User) -> AsyncIterator[Progress]:
    """JSON lines."""
    for step in range(4):
        yield Progress(step=step, message="measured\nhere")


@api.get("/export.csv", tags=["watering"], response_class=StreamingResponse)
async def export_csv(user: User) -> StreamingResponse:
    return StreamingResponse(
        iter(["name,kind\n", *(f"{t.name},{t.kind}\n" for t in trees.values())]), media_type="text/csv"
    )


@api.post("/plans", tags=["plans"])
async def create_plan(
    user: User,
    tree: TreeCreate,
    budget: Annotated[float, Body()],
    x_request_id: Annotated[str | None, Header()] = None,
) -> dict[str, object]:
    """Two things in one body, and a header."""
    return {"name": tree.name, "budget": budget, "request": x_request_id}


app.include_router(auth)
app.include_router(api)
