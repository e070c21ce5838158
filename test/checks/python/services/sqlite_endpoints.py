# A service on sqlite3: `async def` endpoints around a context manager of its own, two of them with a thread for the
# expensive part only, and a plain dependency.
import sqlite3
from asyncio import to_thread
from contextlib import contextmanager

import bcrypt
from fastapi import APIRouter, Depends, HTTPException, Request

router = APIRouter()
DATABASE = "app.db"


@contextmanager
def get_db():
    db = sqlite3.connect(DATABASE)
    db.row_factory = sqlite3.Row
    try:
        yield db
        db.commit()
    finally:
        db.close()


def get_current_user(request: Request):
    with get_db() as db:
        row = db.execute("SELECT * FROM users WHERE token = ?", (request.cookies["token"],)).fetchone()  # ok: a plain dependency
    if row is None:
        raise HTTPException(401)
    return dict(row)


def hash_password(password: str) -> bytes:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt())


@router.post("/register")
async def register(email: str, password: str):
    hashed = await to_thread(hash_password, password)  # ok: in a thread
    with get_db() as db:  # expect: blocking-call [sqlite3] via get_db
        db.execute("INSERT INTO users VALUES (?, ?)", (email, hashed))  # expect: blocking-call [sqlite3]
    return {"email": email}


@router.get("/sessions")
async def list_sessions(user=Depends(get_current_user)):
    with get_db() as db:  # expect: blocking-call [sqlite3] via get_db
        rows = db.execute("SELECT * FROM sessions WHERE user = ?", (user["id"],)).fetchall()  # expect: blocking-call [sqlite3]; blocking-call [sqlite3]
    return [dict(row) for row in rows]


@router.get("/styles")
def list_styles(user=Depends(get_current_user)):
    with get_db() as db:
        return db.execute("SELECT * FROM styles").fetchall()  # ok: a plain endpoint


def load_styles(user):
    with get_db() as db:
        return db.execute("SELECT * FROM styles WHERE user = ?", (user["id"],)).fetchall()


@router.get("/my-styles")
async def my_styles(user=Depends(get_current_user)):
    return await to_thread(load_styles, user)  # ok: in a thread


@router.get("/first-style")
async def first_style(user=Depends(get_current_user)):
    return load_styles(user)[0]  # expect: blocking-call [sqlite3] via load_styles
