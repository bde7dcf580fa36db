"""What the generator knows about a property beyond its type."""

from __future__ import annotations

from typing import Literal, Union

PropertyFormat = Literal["iso8601", "base64", "custom"]


class PropertyInfo:
    """Metadata of `Annotated[..., PropertyInfo(...)]`: the wire name, how a value is written, the tag of a union."""

    __slots__ = ("alias", "discriminator", "format", "format_template")

    def __init__(
        self,
        *,
        alias: Union[str, None] = None,
        format: Union[PropertyFormat, None] = None,
        format_template: Union[str, None] = None,
        discriminator: Union[str, None] = None,
    ) -> None:
        self.alias = alias
        self.format: Union[PropertyFormat, None] = format
        self.format_template = format_template
        self.discriminator = discriminator

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(alias={self.alias!r}, format={self.format!r}, "
            f"format_template={self.format_template!r}, discriminator={self.discriminator!r})"
        )
