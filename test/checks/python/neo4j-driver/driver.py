"""Both halves of Neo4j's driver."""
from neo4j import AsyncGraphDatabase, GraphDatabase

driver = GraphDatabase.driver("neo4j://localhost")  # ok: connects later
adriver = AsyncGraphDatabase.driver("neo4j://localhost")


async def blocking():
    with driver.session() as session:
        result = session.run("return 1")  # expect: blocking-call [neo4j-driver-query]
        result.keys()  # ok: in memory
        result.single()  # expect: blocking-call [neo4j-driver-result]
        for record in session.run("return 1"):  # expect: blocking-call [neo4j-driver-query]; blocking-call [neo4j-driver-result]
            print(record)
        session.execute_read(lambda tx: tx.run("return 1"))  # expect: blocking-call [neo4j-driver-query]
    driver.execute_query("return 1")  # expect: blocking-call [neo4j-driver-query]


async def right():
    async with adriver.session() as session:  # ok: an asynchronous block
        result = await session.run("return 1")  # ok: awaited
        result.keys()  # ok: in memory
        await result.single()  # ok: awaited
        async for record in result:  # ok: an asynchronous loop
            print(record)


async def wrong():
    adriver.execute_query("create (n)")  # expect: unawaited-call [neo4j-driver-unawaited]
    session = await adriver.session()  # expect: async-session-misuse [neo4j-driver-awaited-plain]
    with adriver.session() as session:  # expect: async-session-misuse [neo4j-driver-plain-block]
        await session.run("return 1")
