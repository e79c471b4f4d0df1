from __future__ import annotations

import os
from enum import Enum
from typing import AsyncIterator

from anthropic import AsyncAnthropic
from fastapi import Depends, FastAPI
from openai import AsyncOpenAI


class ChatModel(str, Enum):
    FAST = "gpt-4o-mini"
    GOOD = "gpt-4o-2024-11-20"


class Backend:
    def __init__(self, client: AsyncOpenAI) -> None:
        self.client = client

    async def stream(self, text: str, model: ChatModel = ChatModel.FAST) -> AsyncIterator[str]:
        async with self.client.chat.completions.stream(model=model.value, messages=[{"role": "user", "content": text}]) as s:
            async for event in s:
                yield event.type

    async def think(self, text: str):
        return await self.client.responses.create(model=ChatModel.GOOD, input=text)


def backend() -> Backend:
    return Backend(AsyncOpenAI(base_url="https://api.together.xyz/v1", api_key=os.environ["TOGETHER"]) if os.getenv("USE_TOGETHER") else AsyncOpenAI())


app = FastAPI()
claude = AsyncAnthropic()


@app.get("/ask")
async def ask(q: str, b: Backend = Depends(backend)):
    async with claude.messages.stream(model="claude-3-5-haiku-20241022", max_tokens=50, messages=[{"role": "user", "content": q}]) as stream:
        return await stream.get_final_text()
