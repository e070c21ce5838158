import booking.db as database
from booking import repositories
from booking.db import SessionLocal, primary_engine
from booking.db.session import get_db
from booking.repositories import RoomRepository
from fastapi import APIRouter, Depends

router = APIRouter()


def repository(session=Depends(get_db)):
    return RoomRepository(session)


@router.get("/rooms")
async def rooms(rooms=Depends(repository)):
    rooms.all()  # expect: blocking-call [sqlalchemy] via BaseRepository.all
    rooms.free()  # expect: blocking-call [sqlalchemy] via RoomRepository.free
    rooms.get(1)  # expect: blocking-call [sqlalchemy] via BaseRepository.get
    rooms.build()  # ok: only builds a query


@router.get("/by-module")
async def by_module():
    with database.SessionLocal() as session:  # expect: blocking-call [sqlalchemy]
        repositories.RoomRepository(session).free()  # expect: blocking-call [sqlalchemy] via RoomRepository.free


@router.get("/engine")
async def engine():
    primary_engine.connect()  # expect: blocking-call [sqlalchemy]


@router.get("/local-import")
async def local_import():
    from ..db import SessionLocal as Local

    session = Local()
    session.commit()  # expect: blocking-call [sqlalchemy]
