# Plain resolvers run on the loop.
import asyncio

import psycopg2
import strawberry
from strawberry.permission import BasePermission


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def resolve_orders():
    return load("orders")  # expect: blocking-call [psycopg2] via load


class IsStaff(BasePermission):
    def has_permission(self, source, info, **kwargs):
        return bool(load())  # expect: blocking-call [psycopg2] via load


@strawberry.type
class Query:
    orders: str = strawberry.field(resolver=resolve_orders)

    @strawberry.field
    def users(self) -> str:
        return load()  # expect: blocking-call [psycopg2] via load

    @strawberry.field(permission_classes=[IsStaff])
    async def pooled(self) -> str:
        return await asyncio.to_thread(load)  # ok: in a thread

    def helper(self):
        return load()  # ok: no resolver


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add(self) -> str:
        return load()  # expect: blocking-call [psycopg2] via load
