from fastapi import FastAPI

from shop.api import orders

app = FastAPI()
app.include_router(orders.router)


@app.get("/health")
async def health():
    return {"ok": True}  # ok: nothing waits
