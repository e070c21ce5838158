"""Free seats, as they change."""

import asyncio
from datetime import datetime

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from ..database import AsyncSessionLocal
from ..dependencies import find_user
from ..repositories.bookings import BookingRepository

router = APIRouter()


@router.websocket("/live/{room_id}")
async def live(socket: WebSocket, room_id: int, token: str):
    async with AsyncSessionLocal() as db:
        if await find_user(db, token) is None:
            await socket.close(code=4401)
            return
    await socket.accept()
    try:
        while True:
            starts = datetime.fromisoformat(await socket.receive_text())
            async with AsyncSessionLocal() as db:
                taken = await BookingRepository(db).taken(room_id, starts)
            await socket.send_json({"taken": taken})
            await asyncio.sleep(0.1)
    except WebSocketDisconnect:
        pass
