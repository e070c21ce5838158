# A call of the base's method by `super()` or by the base's name is that method, whatever other classes make of it.
import subprocess

import psycopg2


class Base:
    def __init__(self, name=""):
        self.name = name

    def setup(self):
        return self.name

    @classmethod
    def create(cls):
        return cls()


class Tool(Base):
    def __init__(self):
        subprocess.run(["tool"])

    def setup(self):
        return psycopg2.connect("dbname=app")


class Quiet(Base):
    def __init__(self):
        super().__init__("quiet")

    def setup(self):
        return super().setup()


class Named(Base):
    def __init__(self):
        Base.__init__(self, "named")

    def setup(self):
        return Base.setup(self)


async def quiet():
    Quiet().setup()  # ok: only the base's own methods
    Named().setup()  # ok: only the base's own methods
    Base().setup()  # ok: the class is known
    Base.create()  # ok: the class is known


async def tool():
    Tool()  # expect: blocking-wait
    Tool.create()  # todo-expect: blocking-wait


async def either(one: Base):
    one.setup()  # expect: blocking-call [psycopg2] via Tool.setup
