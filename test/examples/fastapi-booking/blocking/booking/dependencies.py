from fastapi import Depends, Header, HTTPException
from sqlalchemy.orm import Session

from .database import get_db
from .models import User
from .services.bookings import BookingService


def find_user(db: Session, token: str):
    return db.query(User).filter(User.token == token).first()


async def current_user(x_token: str = Header(), db: Session = Depends(get_db)) -> User:
    user = find_user(db, x_token)
    if user is None:
        raise HTTPException(401, "unknown token")
    return user


def booking_service(db: Session = Depends(get_db)) -> BookingService:
    return BookingService(db)
