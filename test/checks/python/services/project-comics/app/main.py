from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api import thread
from app.database import test_connection


@asynccontextmanager
async def lifespan(app: FastAPI):
    test_connection()  # expect: blocking-call [sqlalchemy] as warning via test_connection
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(thread.router)


@app.get("/health")
async def health():
    return {"database": test_connection() == 1}  # expect: blocking-call [sqlalchemy] as error via test_connection


@app.on_event("startup")
def check():
    test_connection()  # expect: blocking-call [sqlalchemy] as warning via test_connection
