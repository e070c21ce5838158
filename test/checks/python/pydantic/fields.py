"""Fields whose declarations hold a call: what they are is what they say, or what their factory gives."""
import sqlite3
from dataclasses import dataclass, field
from typing import Optional

import attr
from pydantic import BaseModel, Field


class Store:
    def load(self):
        return sqlite3.connect("shop.db")


def opened() -> Store:
    return Store()


@dataclass
class Service:
    first: Store
    second: Store = field(default_factory=Store)
    third: "Store" = field(default_factory=lambda: Store())
    fourth: Optional[Store] = None
    names: list = field(default_factory=list)

    async def run(self):
        self.first.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.second.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.third.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.fourth.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.names.append(1)  # ok: a list


class Model(BaseModel):
    second: Store = Field(default_factory=Store)
    third: Store = Field(..., title="a store")
    fourth: Store | None = Field(None)
    fifth: Store = Field(default_factory=opened)
    name: str = Field("shop")

    async def run(self):
        self.second.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.third.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.fourth.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.fifth.load()  # expect: blocking-call [python-sqlite3-connect] via load
        self.name.title()  # ok: a text


@attr.s
class Older:
    store = attr.ib(factory=Store)

    async def run(self):
        self.store.load()  # expect: blocking-call [python-sqlite3-connect] via load
