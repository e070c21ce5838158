import psycopg2
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.user = await self.get_user()
        await self.accept()

    @database_sync_to_async
    def get_user(self):
        return load()  # ok: in a thread

    def history(self):
        return load("messages")

    async def receive(self, text_data=None, bytes_data=None):
        await database_sync_to_async(self.history)()  # ok: in a thread
        self.history()  # expect: blocking-call [psycopg2] via load
        await self.send(text_data)


class PlainConsumer(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        load()  # ok: synchronous consumers run in threads
