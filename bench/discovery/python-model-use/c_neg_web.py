"""A shop. Its products have models; no model of it is learned."""
import json
import logging
from typing import Any, Optional, Union

import httpx
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

logger = logging.getLogger("shop/api")
app = FastAPI(title="shop/v2")
client = httpx.AsyncClient(base_url="https://stock.example/api")


class Product(BaseModel):
    model: str = Field(default="chair/oak-3", description="Model of the product")
    model_name: Optional[str] = None
    encoder: str = "utf-8"

    model_config = {"json_schema_extra": {"examples": [{"model": "desk/birch-1"}]}}


class Repository:
    def load(self, path: Union[str, Any]) -> Product:
        with open(path) as f:
            return Product(**json.load(f))

    def create(self, *, model: str, messages: list[str]) -> Product:
        return Product(model=model)


repository = Repository()
repository.create(model="table/pine-2", messages=["new"])


@app.post("/products")
async def create(product: Product):
    reply = await client.post("/v1/items", json={"model": product.model, "provider": "ikea", "temperature": "room"})
    if reply.is_error:
        raise HTTPException(502, "stock/unavailable")
    return reply.json()
