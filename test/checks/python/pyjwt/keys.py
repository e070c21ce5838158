"""PyJWT in coroutines."""
import asyncio

import jwt
from jwt import PyJWKClient

keys = PyJWKClient("https://example.org/jwks.json")  # ok: fetches later


async def blocking(token):
    key = keys.get_signing_key_from_jwt(token)  # expect: blocking-call [pyjwt-keys] as warning
    keys.fetch_data()  # expect: blocking-call [pyjwt-keys] as warning
    return jwt.decode(token, key.key, algorithms=["RS256"])  # ok: computes


async def harmless(token):
    jwt.get_unverified_header(token)  # ok: computes
    await asyncio.to_thread(keys.get_signing_key_from_jwt, token)  # ok: in a worker thread
