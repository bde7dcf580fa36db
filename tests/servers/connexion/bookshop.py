"""A bookshop on Connexion: the document is written by hand, and names the functions that it calls."""

from __future__ import annotations

import itertools
import sys
from typing import Any

import uvicorn
from connexion import AsyncApp, problem

Book = dict[str, Any]
BOOKS: dict[int, Book] = {}
COVERS: dict[int, bytes] = {}
NUMBERS = itertools.count(1)


def check_password(username: str, password: str) -> dict[str, str] | None:
    """Return who may enter."""
    return {"sub": username} if password == "sec ret&1" else None


def search(
    limit: int = 5, offset: int = 0, titles: list[str] | None = None, price: dict[str, int] | None = None
) -> dict[str, Any]:
    """Return the books that were asked for."""
    least, most = (price or {}).get("min", 0), (price or {}).get("max", 1_000)
    found = [book for book in BOOKS.values() if titles is None or book["title"] in titles]
    found = [book for book in found if least <= book.get("price", 0) <= most]
    return {"books": found[offset : offset + limit], "count": len(found)}


def post(body: Book) -> tuple[Book, int]:
    """Add a book."""
    number = next(NUMBERS)
    BOOKS[number] = {**body, "id": number}
    return BOOKS[number], 201


def get(book_id: int) -> Any:
    """Return a book."""
    if book_id not in BOOKS:
        return problem(404, "Not Found", f"There is no book {book_id}.")
    return BOOKS[book_id], 200, {"Content-Type": "application/json"}


def put(book_id: int, body: Book) -> Book:
    """Change a book."""
    BOOKS[book_id] = {**body, "id": book_id}
    return BOOKS[book_id]


def delete(book_id: int) -> tuple[None, int]:
    """Remove a book."""
    del BOOKS[book_id]
    return None, 204


def get_cover(book_id: int) -> bytes:
    """Return the picture of a book."""
    return COVERS[book_id]


async def put_cover(book_id: int, body: dict[str, Any], cover: Any, pages: Any = ()) -> dict[str, Any]:
    """Keep the picture of a book, and count the bytes of its pages."""
    COVERS[book_id] = await cover.read()
    return {"size": len(COVERS[book_id]), "pages": [len(await page.read()) for page in pages], **body}


def order(body: dict[str, Any]) -> dict[str, Any]:
    """Return what was ordered."""
    return body


if __name__ == "__main__":
    app = AsyncApp("bookshop", specification_dir=".")
    app.add_api("bookshop.yaml")
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]))
