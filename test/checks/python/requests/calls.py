"""Requests in coroutines."""
import asyncio

import requests
from requests import Session

client = requests.Session()


async def calls():
    response = requests.get("https://example.org")  # expect: blocking-call [requests-call]
    response.json()  # ok: the body is there
    requests.post("https://example.org", json={})  # expect: blocking-call [requests-call]
    client.get("https://example.org")  # expect: blocking-call [requests-call]
    with Session() as own:
        own.request("GET", "https://example.org")  # expect: blocking-call [requests-call]


async def streams():
    response = requests.get("https://example.org", stream=True)  # expect: blocking-call [requests-call]
    for part in response.iter_content(100):  # expect: blocking-call [requests-stream]
        print(part)


def fetch(url):
    return requests.get(url).text


async def through_a_helper():
    fetch("https://example.org")  # expect: blocking-call [requests] via fetch


async def in_a_thread():
    await asyncio.to_thread(requests.get, "https://example.org")  # ok: in a worker thread
    await asyncio.to_thread(fetch, "https://example.org")  # ok: in a worker thread


async def builders():
    request = requests.Request("GET", "https://example.org")  # ok: sends nothing
    client.prepare_request(request)  # ok: sends nothing
    client.headers.get("x")  # ok: a dictionary
