"""boto3's resources: buckets, objects, queues, and the collections of them."""
import asyncio

import boto3

s3 = boto3.resource("s3")
bucket = s3.Bucket("photos")
sqs = boto3.resource("sqs")


async def collections():
    for photo in bucket.objects.all():  # expect: blocking-call [boto3-pages]
        print(photo.key)  # ok: came with the page
        photo.get()  # expect: blocking-call [boto3-resource]
    for photo in bucket.objects.filter(Prefix="a").limit(3):  # expect: blocking-call [boto3-pages]
        print(photo)
    names = [each.name for each in s3.buckets.all()]  # expect: blocking-call [boto3-pages]
    recent = list(bucket.objects.filter(Prefix="b"))  # expect: blocking-call [boto3-pages]
    bucket.objects.filter(Prefix="old").delete()  # expect: blocking-call [boto3-resource]
    for page in bucket.objects.pages():  # expect: blocking-call [boto3-pages]
        for photo in page:  # ok: came with the page
            print(photo, names, recent)


async def objects():
    s3.Object("photos", "a").put(Body=b"")  # expect: blocking-call [boto3-resource]
    bucket.upload_file("/tmp/a", "a")  # expect: blocking-call [boto3-resource]
    bucket.Object("a").delete()  # expect: blocking-call [boto3-resource]
    queue = sqs.get_queue_by_name(QueueName="jobs")  # expect: blocking-call [boto3-resource]
    for message in queue.receive_messages():  # expect: blocking-call [boto3-resource]
        message.delete()  # expect: blocking-call [boto3-resource]


async def harmless():
    photos = bucket.objects.filter(Prefix="a")  # ok: asks nothing yet
    await asyncio.to_thread(list, photos)  # ok: in a worker thread
    await asyncio.to_thread(bucket.upload_file, "/tmp/a", "a")  # ok: in a worker thread
    print(bucket.name, s3.Object("photos", "a").key)  # ok: known
