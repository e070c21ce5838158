# A connection that the bot holds, reached from its cogs.
import sqlite3

from discord.ext import commands


class Database:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)

    def balance(self, user):
        return self.connection.execute("SELECT balance FROM users WHERE id = ?", (user,)).fetchone()

    def cached(self, user):
        return None


class Bot(commands.Bot):
    def __init__(self):
        super().__init__(command_prefix="!")
        self.db = Database("bot.db")

    async def setup_hook(self):
        await self.add_cog(Economy(self))
        await self.add_cog(Annotated(self))


class Economy(commands.Cog):
    def __init__(self, bot):
        self.bot = bot

    @commands.command()
    async def balance(self, context):
        self.bot.db.balance(context.author.id)  # expect: blocking-call [sqlite3] via Database.balance
        self.bot.db.cached(context.author.id)  # ok: memory


class Annotated(commands.Cog):
    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @commands.hybrid_command()
    async def balance(self, context: commands.Context):
        self.bot.db.balance(context.author.id)  # expect: blocking-call [sqlite3] via Database.balance


Bot().run("token")
