# The same with SQLModel's classes, sessions and statements.
import asyncio
from typing import List, Optional

from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Field, Relationship, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    heroes: List["Hero"] = Relationship(back_populates="team")
    fans: List["Fan"] = Relationship(sa_relationship_kwargs={"lazy": "selectin"})


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Optional[Team] = Relationship(back_populates="heroes")


class Fan(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")


async def lazy(db: AsyncSession):
    team = (await db.exec(select(Team).where(Team.id == 1))).one()
    print(team.name, team.fans)  # ok: a column, and what is loaded with its owner
    return team.heroes  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def eager(db: AsyncSession):
    team = (await db.exec(select(Team).options(selectinload(Team.heroes)))).one()
    return team.heroes  # ok: loaded with it


async def joined(db: AsyncSession):
    result = await db.exec(select(Team).options(joinedload(Team.heroes)))
    return result.all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]


async def gathered(db: AsyncSession):
    return await asyncio.gather(db.exec(select(Team)), db.exec(select(Hero)))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
