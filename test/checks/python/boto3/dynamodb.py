"""boto3 and aioboto3."""
import asyncio

import aioboto3
import boto3
from boto3.dynamodb.conditions import Key

dynamodb = boto3.resource("dynamodb")  # ok: no loop runs while the module is read
table = dynamodb.Table("users")  # ok: asks nothing
client = boto3.client("dynamodb")


async def blocking():
    table.get_item(Key={"id": 1})  # expect: blocking-call [boto3-table]
    table.query(KeyConditionExpression=Key("id").eq(1))  # expect: blocking-call [boto3-table]
    client.put_item(TableName="users", Item={})  # expect: blocking-call [boto3-client]
    client.get_waiter("table_exists").wait(TableName="a")  # expect: blocking-call [boto3-client]
    for page in client.get_paginator("scan").paginate():  # expect: blocking-call [boto3-pages]
        print(page)
    with table.batch_writer() as batch:  # expect: blocking-call [boto3-table]
        batch.put_item(Item={})  # expect: blocking-call [boto3-table]
    boto3.client("s3")  # expect: blocking-call [boto3-create] as warning
    session = boto3.Session()
    session.resource("dynamodb").Table("a").scan()  # expect: blocking-call [boto3-create]; blocking-call [boto3-table]


async def harmless():
    client.generate_presigned_url("get_object")  # ok: computed here
    client.can_paginate("scan")  # ok: in memory
    await asyncio.to_thread(table.get_item, Key={"id": 1})  # ok: in a worker thread


async def asynchronous():
    session = aioboto3.Session()
    async with session.resource("dynamodb") as resource:  # ok: an asynchronous block
        users = await resource.Table("users")  # ok: awaited
        await users.get_item(Key={"id": 1})  # ok: awaited
        users.put_item(Item={})  # expect: unawaited-call [boto3-unawaited]
    with session.client("dynamodb") as wrong:  # expect: async-session-misuse [boto3-async-misuse]
        print(wrong)
