"""Asks the booking service of test/examples for everything that it serves, each thing once."""

import asyncio
import json

import httpx
from booking import database, models
from booking.main import app

HEADERS = {"x-token": "t"}


async def fill():
    objects = [models.User(email="a@b", token="t"), models.Room(name="red", seats=2)]
    if hasattr(database, "SessionLocal"):

        def save():
            with database.SessionLocal() as db:
                db.add_all(objects)
                db.commit()

        await asyncio.to_thread(save)
    else:
        async with database.AsyncSessionLocal() as db:
            db.add_all(objects)
            await db.commit()


async def watch():
    incoming = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "text": "2026-01-01T10:00:00"},
        {"type": "websocket.disconnect", "code": 1000},
    ]
    sent = []

    async def receive():
        return incoming.pop(0)

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/live/1", "query_string": b"token=t", "headers": [], "subprotocols": []}
    await app(scope, receive, send)
    assert json.loads(sent[-1]["text"]) == {"taken": 1}, sent


async def main():
    await app.router.startup()
    await fill()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        wanted = {"room_id": 1, "starts": "2026-01-01T10:00:00"}
        assert (await client.get("/rooms")).status_code == 200
        assert (await client.post("/bookings", json=wanted, headers=HEADERS)).status_code == 201
        assert (await client.get("/bookings", headers=HEADERS)).status_code == 200
        assert (await client.get("/reports/usage")).json() == {"red": 1}
        assert (await client.get("/reports/rooms")).json() == {"red": 1}
    await watch()
