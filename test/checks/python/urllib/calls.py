"""The HTTP clients of the standard library and urllib3 in coroutines."""
import asyncio
import http.client
import urllib.parse
import urllib.request

import urllib3


async def calls():
    response = urllib.request.urlopen("https://example.org")  # expect: blocking-call [urllib-call]
    response.read()  # expect: blocking-call [urllib-call]
    connection = http.client.HTTPSConnection("example.org")  # ok: connects later
    connection.request("GET", "/")  # expect: blocking-call [urllib-call]
    connection.getresponse()  # expect: blocking-call [urllib-call]
    pool = urllib3.PoolManager()
    pool.request("GET", "https://example.org")  # expect: blocking-call [urllib-call]


async def harmless():
    urllib.parse.urlencode({})  # ok: text
    urllib.request.Request("https://example.org")  # ok: sends nothing
    await asyncio.to_thread(urllib.request.urlopen, "https://example.org")  # ok: in a worker thread
