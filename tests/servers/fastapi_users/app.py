"""Members and their boats: FastAPI Users with tokens and cookies, SQLModel, and the pages of fastapi-pagination."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi_pagination import LimitOffsetPage, Page, add_pagination
from fastapi_pagination.cursor import CursorPage
from fastapi_pagination.ext.sqlmodel import apaginate
from fastapi_users import BaseUserManager, FastAPIUsers, UUIDIDMixin, schemas
from fastapi_users.authentication import AuthenticationBackend, BearerTransport, CookieTransport, JWTStrategy
from fastapi_users.db import SQLAlchemyBaseUserTableUUID, SQLAlchemyUserDatabase
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession as ModelSession

SECRET = "a secret of at least thirty-two bytes"
engine = create_async_engine("sqlite+aiosqlite:///:memory:", poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    pass


class UserRead(schemas.BaseUser[uuid.UUID]):
    pass


class UserCreate(schemas.BaseUserCreate):
    pass


class UserUpdate(schemas.BaseUserUpdate):
    pass


class BoatBase(SQLModel):
    name: str = Field(index=True)
    length: float | None = None


class Boat(BoatBase, table=True):
    id: int | None = Field(default=None, primary_key=True)


class BoatPublic(BoatBase):
    id: int


class BoatUpdate(SQLModel):
    name: str | None = None
    length: float | None = None


class UserManager(UUIDIDMixin, BaseUserManager[User, uuid.UUID]):
    reset_password_token_secret = SECRET
    verification_token_secret = SECRET


async def user_manager() -> AsyncIterator[UserManager]:
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield UserManager(SQLAlchemyUserDatabase(session, User))


async def model_session() -> AsyncIterator[ModelSession]:
    async with ModelSession(engine, expire_on_commit=False) as session:
        yield session


def strategy() -> JWTStrategy[User, uuid.UUID]:
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)


bearer = AuthenticationBackend("jwt", BearerTransport("auth/jwt/login"), strategy)
cookie = AuthenticationBackend("cookie", CookieTransport(cookie_secure=False), strategy)
users = FastAPIUsers[User, uuid.UUID](user_manager, [bearer, cookie])
Session = Annotated[ModelSession, Depends(model_session)]
Member = Annotated[User, Depends(users.current_user(active=True))]


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.run_sync(SQLModel.metadata.create_all)
    yield


app = FastAPI(title="Harbour", version="1.0.0", lifespan=lifespan)
app.include_router(users.get_auth_router(bearer), prefix="/auth/jwt", tags=["auth"])
app.include_router(users.get_auth_router(cookie), prefix="/auth/cookie", tags=["auth"])
app.include_router(users.get_register_router(UserRead, UserCreate), prefix="/auth", tags=["auth"])
app.include_router(users.get_users_router(UserRead, UserUpdate), prefix="/users", tags=["users"])


async def found_boat(session: Session, boat_id: int) -> Boat:
    boat = await session.get(Boat, boat_id)
    if boat is None:
        raise HTTPException(404, "Boat not found")
    return boat


FoundBoat = Annotated[Boat, Depends(found_boat)]


async def kept(session: ModelSession, boat: Boat) -> Boat:
    session.add(boat)
    await session.commit()
    await session.refresh(boat)
    return boat


@app.post("/boats/", status_code=201, response_model=BoatPublic)
async def create_boat(session: Session, member: Member, boat: BoatBase) -> Boat:
    return await kept(session, Boat.model_validate(boat))


@app.get("/boats/", response_model=Page[BoatPublic])
async def read_boats(session: Session, member: Member) -> object:
    return await apaginate(session, select(Boat).order_by(Boat.id))


@app.get("/boats/by-offset", response_model=LimitOffsetPage[BoatPublic])
async def read_boats_by_offset(session: Session, member: Member) -> object:
    return await apaginate(session, select(Boat).order_by(Boat.id))


@app.get("/boats/cursor", response_model=CursorPage[BoatPublic])
async def read_boats_by_cursor(session: Session, member: Member) -> object:
    return await apaginate(session, select(Boat).order_by(Boat.id))


@app.get("/boats/{boat_id}", response_model=BoatPublic)
async def read_boat(member: Member, boat: FoundBoat) -> Boat:
    return boat


@app.patch("/boats/{boat_id}", response_model=BoatPublic)
async def update_boat(session: Session, member: Member, boat: FoundBoat, change: BoatUpdate) -> Boat:
    boat.sqlmodel_update(change.model_dump(exclude_unset=True))
    return await kept(session, boat)


@app.delete("/boats/{boat_id}", status_code=204)
async def delete_boat(session: Session, member: Member, boat: FoundBoat) -> None:
    await session.delete(boat)
    await session.commit()


add_pagination(app)
