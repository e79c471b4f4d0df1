from __future__ import annotations

from typing import Literal, Optional, Protocol, TypedDict

from openai import OpenAI
from transformers import AutoModel, PreTrainedModel

Model = Literal["small", "large"]


class Loader(Protocol):
    def from_pretrained(self, model: str, tokenizer: Optional[str] = None) -> PreTrainedModel: ...


class Request(TypedDict):
    model: str
    messages: list[dict[str, str]]


def load(loader: Loader, model: str) -> PreTrainedModel:
    return loader.from_pretrained(model)


def ask(client: OpenAI, request: Request) -> str:
    reply = client.chat.completions.create(model=request["model"], messages=request["messages"])
    return reply.choices[0].message.content or ""


def choose(name: str | None = None) -> PreTrainedModel:
    if name is None:
        raise ValueError("set model to e.g. 'mistralai/Mistral-7B-v0.1'")
    return AutoModel.from_pretrained(name)
