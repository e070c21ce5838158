from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from shop.database import SessionDep, get_db
from shop.services import OrderService

router = APIRouter()


def get_service(db: Session = Depends(get_db)) -> OrderService:
    return OrderService(db)


@router.get("/orders")
async def list_orders(service: OrderService = Depends(get_service)):
    return service.open()  # expect: blocking-call [sqlalchemy] via OrderService.open


@router.get("/orders/count")
async def count_orders(db: SessionDep):
    return OrderService(db).total()  # expect: blocking-call [sqlalchemy] via OrderService._count


@router.get("/orders/pooled")
async def pooled_orders(service: OrderService = Depends(get_service)):
    query = service.query()  # ok: only builds a query
    return await run_in_threadpool(query.all)  # ok: in the pool


@router.get("/orders/plain")
def plain_orders(db: SessionDep):
    return OrderService(db).open()  # ok: plain routes run in the pool


@router.post("/orders")
async def add_order(db: SessionDep):
    db.add(object())  # ok: only remembered until the flush
    db.commit()  # expect: blocking-call [sqlalchemy]
