"""Limits how often one address may ask."""

import sqlite3
import time

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse

WINDOW = 60.0
LIMIT = 600


class RateLimit:
    """Counts requests in a small database, so that a restart forgets nobody."""

    def __init__(self, path: str = "limits.db"):
        self.connection = sqlite3.connect(path, check_same_thread=False)
        self.connection.execute("create table if not exists hits (address text, at real)")

    def allow(self, address: str) -> bool:
        now = time.time()
        self.connection.execute("delete from hits where at < ?", (now - WINDOW,))
        self.connection.execute("insert into hits values (?, ?)", (address, now))
        self.connection.commit()
        (count,) = self.connection.execute(
            "select count(*) from hits where address = ?", (address,)
        ).fetchone()
        return count <= LIMIT


class RateLimitMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, limit: RateLimit):
        super().__init__(app)
        self.limit = limit

    async def dispatch(self, request: Request, call_next):
        address = request.client.host if request.client else "unknown"
        if not self.limit.allow(address):
            return JSONResponse({"detail": "too many requests"}, status_code=429)
        return await call_next(request)
