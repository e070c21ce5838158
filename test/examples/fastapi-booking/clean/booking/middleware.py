"""Limits how often one address may ask."""

import time

import aiosqlite
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse

WINDOW = 60.0
LIMIT = 600


class RateLimit:
    """Counts requests in a small database, so that a restart forgets nobody."""

    def __init__(self, path: str = "limits.db"):
        self.path = path

    async def allow(self, address: str) -> bool:
        now = time.time()
        async with aiosqlite.connect(self.path) as connection:
            await connection.execute("create table if not exists hits (address text, at real)")
            await connection.execute("delete from hits where at < ?", (now - WINDOW,))
            await connection.execute("insert into hits values (?, ?)", (address, now))
            await connection.commit()
            cursor = await connection.execute("select count(*) from hits where address = ?", (address,))
            (count,) = await cursor.fetchone()
        return count <= LIMIT


class RateLimitMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, limit: RateLimit):
        super().__init__(app)
        self.limit = limit

    async def dispatch(self, request: Request, call_next):
        address = request.client.host if request.client else "unknown"
        if not await self.limit.allow(address):
            return JSONResponse({"detail": "too many requests"}, status_code=429)
        return await call_next(request)
