import asyncio

import psycopg2
from aiohttp import web

routes = web.RouteTableDef()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@routes.get("/")
async def index(request):
    load()  # expect: blocking-call [psycopg2] via load
    return web.json_response({})


class Users(web.View):
    async def get(self):
        load()  # expect: blocking-call [psycopg2] via load
        await asyncio.to_thread(load)  # ok: in a thread
        return web.json_response({})

    def helper(self):
        load()  # ok: nobody calls it on the loop


@web.middleware
async def audit(request, handler):
    load()  # expect: blocking-call [psycopg2] via load
    return await handler(request)


async def connect(app):
    app["db"] = load()  # expect: blocking-call [psycopg2] as warning via load


async def from_application(request):
    request.app["db"].cursor().execute("SELECT 1")  # expect: blocking-call [psycopg2]
    request.app["other"].cursor().execute("SELECT 1")  # ok: not known, so not guessed
    return web.json_response({})


async def pooled(request: web.Request):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load)  # ok: in the loop's pool
    return web.json_response({})


app = web.Application(middlewares=[audit])
app.add_routes(routes)
app.router.add_get("/pooled", pooled)
app.router.add_get("/application", from_application)
app.router.add_view("/users", Users)
app.on_startup.append(connect)
web.run_app(app)
