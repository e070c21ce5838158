"""Both clients of Firestore."""
from google.cloud import firestore

db = firestore.Client()  # ok: connects later
adb = firestore.AsyncClient()


async def blocking():
    reference = db.collection("users").document("a")  # ok: asks nothing
    reference.get()  # expect: blocking-call [firestore-document]
    reference.set({})  # expect: blocking-call [firestore-document]
    query = db.collection("users").where("a", "==", 1).limit(3)  # ok: asks nothing
    for snapshot in query.stream():  # expect: blocking-call [firestore-stream]
        print(snapshot.to_dict())  # ok: in memory
    batch = db.batch()  # ok: asks nothing
    batch.set(reference, {})  # ok: kept in the batch
    batch.commit()  # expect: blocking-call [firestore-batch]


async def right():
    reference = adb.collection("users").document("a")  # ok: asks nothing
    await reference.get()  # ok: awaited
    async for snapshot in adb.collection("users").where("a", "==", 1).stream():  # ok: an asynchronous loop
        print(snapshot)
    batch = adb.batch()
    batch.set(reference, {})  # ok: kept in the batch
    await batch.commit()  # ok: awaited


async def wrong():
    adb.collection("users").document("a").delete()  # expect: unawaited-call [firestore-unawaited]
    await adb.collection("users")  # expect: async-session-misuse [firestore-async-misuse]
