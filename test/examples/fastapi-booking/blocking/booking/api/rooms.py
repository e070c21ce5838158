from typing import List

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from ..database import get_db
from ..repositories.rooms import RoomRepository
from ..schemas import RoomOut

router = APIRouter(prefix="/rooms")


# A plain function: FastAPI runs it in a worker thread, where it may wait.
@router.get("", response_model=List[RoomOut])
def list_rooms(db: Session = Depends(get_db)):
    return RoomRepository(db).all()
