"""Files in coroutines, where one asks for it."""
import asyncio
import os
import shutil
from pathlib import Path


async def opened(path: Path):
    with open("a") as file:  # expect: blocking-call [python-open]
        file.read()  # ok: the opening stands for it
    path.read_text()  # expect: blocking-call [python-open]
    Path("a").write_text("b")  # expect: blocking-call [python-open]
    await asyncio.to_thread(path.read_text)  # ok: in a worker thread


async def looked_at(path: Path):
    path.exists()  # expect: blocking-call [python-file-system]
    path.parent.mkdir()  # expect: blocking-call [python-file-system]
    os.listdir(".")  # expect: blocking-call [python-file-system]
    shutil.rmtree("a")  # expect: blocking-call [python-file-system]
    path.with_suffix(".txt")  # ok: a name
    os.path.join("a", "b")  # ok: a name
