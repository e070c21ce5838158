# An awaited call on a base class means the overriders that can be awaited.
import time


class Connection:
    async def __aenter__(self):
        await self.connect()  # ok: of the two `connect`, only the coroutine can be awaited
        return self

    async def close(self):
        self.reset()  # expect: blocking-wait [python-sleep] via Plain.reset

    async def connect(self):
        raise NotImplementedError

    def reset(self):
        raise NotImplementedError


class Plain(Connection):
    def connect(self):
        time.sleep(1)

    def reset(self):
        time.sleep(1)


class Awaitable(Connection):
    async def connect(self):
        return None
