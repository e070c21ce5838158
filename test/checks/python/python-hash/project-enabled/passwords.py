"""Password hashing in coroutines, where one asks for it."""
import asyncio

import bcrypt
from passlib.context import CryptContext

context = CryptContext(schemes=["bcrypt"])


async def hashes(password):
    context.hash(password)  # expect: blocking-wait [python-password-hash]
    context.verify(password, "x")  # expect: blocking-wait [python-password-hash]
    bcrypt.hashpw(password, bcrypt.gensalt())  # expect: blocking-wait [python-password-hash]
    await asyncio.to_thread(context.hash, password)  # ok: in a worker thread
