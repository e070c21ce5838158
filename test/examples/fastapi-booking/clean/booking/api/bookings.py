from typing import List

from fastapi import APIRouter, Depends

from ..dependencies import booking_service, current_user
from ..models import User
from ..schemas import BookingIn, BookingOut
from ..services.bookings import BookingService

router = APIRouter(prefix="/bookings")


@router.get("", response_model=List[BookingOut])
async def my_bookings(
    user: User = Depends(current_user), service: BookingService = Depends(booking_service)
):
    return await service.of(user)


@router.post("", response_model=BookingOut, status_code=201)
async def book(
    wanted: BookingIn,
    user: User = Depends(current_user),
    service: BookingService = Depends(booking_service),
):
    return await service.book(user, wanted.room_id, wanted.starts)
