from fastapi import FastAPI

from .api import bookings, live, reports, rooms
from .database import Base, engine
from .middleware import RateLimit, RateLimitMiddleware

app = FastAPI(title="Reading rooms")
app.add_middleware(RateLimitMiddleware, limit=RateLimit())
app.include_router(rooms.router)
app.include_router(bookings.router)
app.include_router(reports.router)
app.include_router(live.router)


@app.on_event("startup")
async def create_tables():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
