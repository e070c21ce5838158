from vendor import submit


async def run_blocking(executor, function, *arguments):
    return await submit(executor, [function, arguments])
