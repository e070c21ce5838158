from typing import List

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from ..database import get_db
from ..repositories.rooms import RoomRepository
from ..schemas import RoomOut

router = APIRouter(prefix="/rooms")


@router.get("", response_model=List[RoomOut])
async def list_rooms(db: AsyncSession = Depends(get_db)):
    return await RoomRepository(db).all()
