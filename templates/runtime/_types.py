"""The sentinels and the type aliases that signatures of this package are written in."""

from __future__ import annotations

from os import PathLike
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    AsyncIterable,
    Callable,
    Iterable,
    Iterator,
    List,
    Literal,
    Mapping,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
    overload,
)

from typing_extensions import Annotated, SupportsIndex, TypeAlias, TypedDict, override, runtime_checkable

from ._runtime.http_library import httpx
from ._runtime.pydantic_hooks import OPEN_FILE, PATH, schema_of_sequence

if TYPE_CHECKING:
    import pydantic

Transport = httpx.BaseTransport
AsyncTransport = httpx.AsyncBaseTransport
Timeout = httpx.Timeout
ProxiesTypes: TypeAlias = Union[str, httpx.Proxy, Mapping[str, Union[str, httpx.Proxy, None]]]
ProxiesDict: TypeAlias = Mapping[str, Union[str, httpx.Proxy, None]]

NoneType: Type[None] = type(None)
ResponseT = TypeVar("ResponseT")
ModelT = TypeVar("ModelT", bound="pydantic.BaseModel")


class NotGiven:
    """Says that an argument was not passed, where `None` has a meaning of its own (`timeout`)."""

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "NOT_GIVEN"

    def __reduce__(self) -> str:
        return "not_given"


class Omit:
    """Leaves a key out of the request, or removes a default header: `extra_headers={"X": omit}`."""

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "omit"

    def __reduce__(self) -> str:
        return "omit"


not_given = NotGiven()
NOT_GIVEN = NotGiven()
omit = Omit()

T = TypeVar("T")
NotGivenOr: TypeAlias = Union[T, NotGiven]
NoneOr: TypeAlias = Union[T, None]

Headers: TypeAlias = Mapping[str, Union[str, Omit]]
Query: TypeAlias = Mapping[str, object]
Body: TypeAlias = object
AnyMapping: TypeAlias = Mapping[str, object]
ArrayFormat: TypeAlias = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat: TypeAlias = Literal["dots", "brackets"]
StrBytesIntFloat: TypeAlias = Union[str, bytes, int, float]
IncEx: TypeAlias = Any
PostParser: TypeAlias = Callable[[Any], Any]

BinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], Iterable[bytes]]
AsyncBinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], AsyncIterable[bytes]]
Base64FileInput: TypeAlias = Union[bytes, Annotated[IO[bytes], OPEN_FILE], Annotated[PathLike[str], PATH]]
FileContent: TypeAlias = Union[Annotated[IO[bytes], OPEN_FILE], bytes, Annotated[PathLike[str], PATH]]
FileTypes: TypeAlias = Union[
    FileContent,
    Tuple[Optional[str], FileContent],
    Tuple[Optional[str], FileContent, Optional[str]],
    Tuple[Optional[str], FileContent, Optional[str], Mapping[str, str]],
]
RequestFiles: TypeAlias = Union[Mapping[str, FileTypes], Sequence[Tuple[str, FileTypes]]]
HttpxFileContent: TypeAlias = Union[IO[bytes], bytes]
HttpxFileTypes: TypeAlias = Union[
    HttpxFileContent,
    Tuple[Optional[str], HttpxFileContent],
    Tuple[Optional[str], HttpxFileContent, Optional[str]],
    Tuple[Optional[str], HttpxFileContent, Optional[str], Mapping[str, str]],
]
HttpxRequestFiles: TypeAlias = Union[Mapping[str, HttpxFileTypes], Sequence[Tuple[str, HttpxFileTypes]]]


class RequestOptions(TypedDict, total=False):
    """What one call of `client.get`, `client.post`, ... may change."""

    headers: Headers
    max_retries: int
    timeout: Union[float, Timeout, None]
    params: Query
    extra_json: AnyMapping
    idempotency_key: str
    follow_redirects: bool


class HttpxSendArgs(TypedDict, total=False):
    """Extra arguments for `httpx.Client.send`."""

    auth: httpx.Auth
    follow_redirects: bool


_T_co = TypeVar("_T_co", covariant=True)


@runtime_checkable
class InheritsGeneric(Protocol):
    """A class that has generic bases."""

    __orig_bases__: Tuple[Any, ...]


class SequenceNotStr(Protocol[_T_co]):
    """A list, a tuple or the like, but no `str`: a lone string is a mistake where strings are expected."""

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> _T_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[_T_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    def index(self, value: Any, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: Any, /) -> int: ...
    def __reversed__(self) -> Iterator[_T_co]: ...

    if not TYPE_CHECKING:

        @classmethod
        def __get_pydantic_core_schema__(cls, source, handler):
            return schema_of_sequence(source, handler)


FilePaths: TypeAlias = Sequence[Sequence[str]]
Params: TypeAlias = List[Tuple[str, str]]
