# Functions of the standard library that call what they are given before they return.
import functools
import re

import psycopg2


def load(key):
    return psycopg2.connect("dbname=" + str(key))


async def inline(keys):
    sorted(keys, key=load)  # expect: blocking-call [psycopg2] via load
    list(map(load, keys))  # expect: blocking-call [psycopg2] via load
    functools.reduce(lambda a, b: load(a), keys)  # expect: blocking-call [psycopg2] via load
    re.sub("x", lambda match: load(match), "xx")  # expect: blocking-call [psycopg2] via load
    sorted(keys, key=len)  # ok: memory only


handlers = {}


async def stored():
    handlers["load"] = load  # ok: only stored
