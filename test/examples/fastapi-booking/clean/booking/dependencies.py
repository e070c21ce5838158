from fastapi import Depends, Header, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from .database import get_db
from .models import User
from .services.bookings import BookingService


async def find_user(db: AsyncSession, token: str):
    return (await db.scalars(select(User).where(User.token == token).limit(1))).first()


async def current_user(x_token: str = Header(), db: AsyncSession = Depends(get_db)) -> User:
    user = await find_user(db, x_token)
    if user is None:
        raise HTTPException(401, "unknown token")
    return user


def booking_service(db: AsyncSession = Depends(get_db)) -> BookingService:
    return BookingService(db)
