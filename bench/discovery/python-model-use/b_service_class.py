from __future__ import annotations

import logging
from abc import ABC, abstractmethod

import openai
from tenacity import retry, stop_after_attempt

log = logging.getLogger(__name__)


class Embedder(ABC):
    @abstractmethod
    def embed(self, texts: list[str]) -> list[list[float]]: ...


class OpenAIEmbedder(Embedder):
    DEFAULT_MODEL = "text-embedding-ada-002"

    def __init__(self, api_key: str, model: str = DEFAULT_MODEL, organization: str | None = None):
        self._client = openai.OpenAI(api_key=api_key, organization=organization)
        self._model = model

    @retry(stop=stop_after_attempt(3))
    def embed(self, texts):
        response = self._client.embeddings.create(input=texts, model=self._model)
        return [d.embedding for d in response.data]


class LocalEmbedder(Embedder):
    def __init__(self, name: str):
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name)

    def embed(self, texts):
        return self._model.encode(texts).tolist()


def make(kind: str, key: str) -> Embedder:
    match kind:
        case "openai":
            return OpenAIEmbedder(key)
        case "local":
            return LocalEmbedder("nomic-ai/nomic-embed-text-v1.5")
        case _:
            raise ValueError(kind)
