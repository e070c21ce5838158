import asyncio

import discord
import psycopg2
from discord.ext import commands, tasks


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def prefix(bot, message):
    return load("prefixes")  # expect: blocking-call [psycopg2] via load


bot = commands.Bot(command_prefix=prefix, intents=discord.Intents.default())


@bot.command()
async def users(context):
    load()  # expect: blocking-call [psycopg2] via load
    await asyncio.to_thread(load)  # ok: in a thread
    await bot.loop.run_in_executor(None, load)  # ok: in the loop's pool


@bot.tree.command()
async def stats(interaction):
    load()  # expect: blocking-call [psycopg2] via load


@bot.event
async def on_message(message):
    load()  # expect: blocking-call [psycopg2] via load


def is_staff(context):
    return bool(load())  # expect: blocking-call [psycopg2] via load


class Admin(commands.Cog):
    @commands.command()
    @commands.check(is_staff)
    async def purge(self, context):
        load()  # expect: blocking-call [psycopg2] via load

    @commands.Cog.listener()
    async def on_ready(self):
        load()  # expect: blocking-call [psycopg2] via load


@tasks.loop(minutes=5)
async def poll():
    load()  # expect: blocking-call [psycopg2] via load


def helper():
    load()  # ok: nobody calls it on the loop
