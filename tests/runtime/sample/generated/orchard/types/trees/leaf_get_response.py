from typing_extensions import TypeAlias

__all__ = ["LeafGetResponse"]

LeafGetResponse: TypeAlias = str
