import aiosqlite


async def main():
    async with aiosqlite.connect(":memory:") as connection:
        await connection.execute("create table t (x)")
        await connection.commit()
        cursor = await connection.execute("select x from t")
        await cursor.fetchall()
        async with connection.execute("select 1") as rows:
            async for row in rows:
                _ = row
