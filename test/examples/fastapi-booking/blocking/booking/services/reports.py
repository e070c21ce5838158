from typing import Dict

from ..database import SessionLocal
from ..repositories.bookings import BookingRepository


def usage() -> Dict[str, int]:
    """Bookings by room. Opens a session of its own, so that a thread of its own may run it."""
    with SessionLocal() as db:
        return dict(BookingRepository(db).per_room().all())
