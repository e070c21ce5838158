# Migrations as a service starts.
import asyncio

from alembic import command
from alembic.config import Config


async def migrate():
    config = Config("alembic.ini")  # ok: read when it is used
    command.upgrade(config, "head")  # expect: blocking-call [alembic-command]
    command.history(config)  # expect: blocking-call [alembic-scripts]
    await asyncio.to_thread(command.upgrade, config, "head")  # ok: in a thread


def main():
    command.upgrade(Config("alembic.ini"), "head")  # ok: nothing asynchronous calls it
