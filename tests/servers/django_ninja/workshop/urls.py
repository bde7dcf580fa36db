"""The API of the workshop, written as the documentation of django-ninja teaches, and its routes."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from ninja import Field, File, FilterSchema, Form, ModelSchema, NinjaAPI, Query, Router, Schema, Status, UploadedFile
from ninja.pagination import LimitOffsetPagination, PageNumberPagination, paginate
from ninja.security import APIKeyHeader, HttpBearer

from workshop.models import Tool


class Bearer(HttpBearer):
    """Lets in whoever has the token."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return "ada" if token == "token-of-ada" else None


class ShopKey(APIKeyHeader):
    """Lets in the machines of the shop."""

    param_name = "X-Shop-Key"

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        return "machine" if key == "key-of-shop" else None


class Kind(str, Enum):
    saw = "saw"
    drill = "drill"


class ToolIn(Schema):
    name: str = Field(min_length=2, max_length=40)
    kind: Kind
    price: Decimal | None = None
    bought: dt.date | None = None
    tags: list[str] = []


class ToolPatch(Schema):
    name: str | None = None
    price: Decimal | None = None
    tags: list[str] | None = None


class ToolOut(ModelSchema):
    class Meta:
        model = Tool
        fields = ("id", "name", "kind", "price", "bought", "tags")


class Message(Schema):
    message: str


class Credentials(Schema):
    username: str
    password: str


class ToolFilter(FilterSchema):
    kind: Annotated[list[Kind] | None, Field(None)]
    bought__gte: dt.date | None = None


class Upload(Schema):
    name: str
    size: int
    note: str | None = None


api = NinjaAPI(title="Workshop", version="3.0.0", auth=[Bearer(), ShopKey()])
tools = Router(tags=["tools"])


@api.post("/login", auth=None, response={200: Message, 403: Message})
def login(request: HttpRequest, given: Form[Credentials]) -> Status[Message]:
    if (given.username, given.password) == ("ada", "sec ret&1"):
        return Status(200, Message(message="token-of-ada"))
    return Status(403, Message(message="Wrong name or password"))


@tools.post("", response={201: ToolOut})
def create_tool(request: HttpRequest, tool: ToolIn) -> Status[Tool]:
    return Status(201, Tool.objects.create(**tool.model_dump(mode="json")))


@tools.get("", response=list[ToolOut])
@paginate(LimitOffsetPagination)
def list_tools(request: HttpRequest, filters: Query[ToolFilter]) -> object:
    found = Tool.objects.order_by("id")
    if filters.kind:
        found = found.filter(kind__in=[kind.value for kind in filters.kind])
    if filters.bought__gte:
        found = found.filter(bought__gte=filters.bought__gte)
    return found


@tools.get("/by-page", response=list[ToolOut])
@paginate(PageNumberPagination, page_size=10)
def list_tools_by_page(request: HttpRequest) -> object:
    return Tool.objects.order_by("-id")


@tools.get("/{int:tool_id}", response={200: ToolOut, 404: Message})
def get_tool(request: HttpRequest, tool_id: int) -> Tool:
    return get_object_or_404(Tool, id=tool_id)


@tools.put("/{int:tool_id}", response=ToolOut)
def replace_tool(request: HttpRequest, tool_id: int, new: ToolIn) -> Tool:
    Tool.objects.filter(id=tool_id).update(**new.model_dump(mode="json"))
    return get_object_or_404(Tool, id=tool_id)


@tools.patch("/{int:tool_id}", response=ToolOut)
def update_tool(request: HttpRequest, tool_id: int, change: ToolPatch) -> Tool:
    Tool.objects.filter(id=tool_id).update(**change.model_dump(mode="json", exclude_unset=True))
    return get_object_or_404(Tool, id=tool_id)


@tools.delete("/{int:tool_id}", response={204: None})
def delete_tool(request: HttpRequest, tool_id: int) -> Status[None]:
    get_object_or_404(Tool, id=tool_id).delete()
    return Status(204, None)


@tools.post("/{int:tool_id}/manual", response=Upload)
def upload_manual(
    request: HttpRequest, tool_id: int, file: File[UploadedFile], note: Form[str | None] = None
) -> Upload:
    tool = get_object_or_404(Tool, id=tool_id)
    tool.manual = file
    tool.save()
    return Upload(name=file.name or "", size=file.size or 0, note=note)


@tools.get("/{int:tool_id}/manual")
def download_manual(request: HttpRequest, tool_id: int) -> FileResponse:
    tool = get_object_or_404(Tool, id=tool_id)
    if not tool.manual:
        raise Http404
    return FileResponse(tool.manual.open("rb"), content_type="application/octet-stream")


@tools.post("/{int:tool_id}/pictures", response=list[Upload])
def upload_pictures(request: HttpRequest, tool_id: int, files: File[list[UploadedFile]]) -> list[Upload]:
    return [Upload(name=file.name or "", size=file.size or 0) for file in files]


@api.get("/log")
def stream_log(request: HttpRequest, lines: int = 3) -> StreamingHttpResponse:
    def content() -> Iterator[str]:
        yield from (f"line {number}\n" for number in range(lines))

    return StreamingHttpResponse(content(), content_type="text/plain; charset=utf-8")


api.add_router("/tools", tools)
urlpatterns = [path("api/", api.urls)]
