import os

import typer
from anthropic import AsyncAnthropic
from pydantic import Field
from pydantic_settings import BaseSettings
from sentence_transformers import CrossEncoder, SentenceTransformer


class Settings(BaseSettings):
    llm: str = Field(default="claude-3-5-sonnet-latest", alias="LLM")
    embedder: str = Field("sentence-transformers/multi-qa-mpnet-base-dot-v1")
    timeout: int = 30


settings = Settings()
client = AsyncAnthropic(timeout=settings.timeout)
RERANKER = os.getenv("RERANKER") or "BAAI/bge-reranker-base"
embedder = SentenceTransformer(settings.embedder, trust_remote_code=False)
reranker = CrossEncoder(RERANKER)
app = typer.Typer()


async def ask(prompt: str):
    return await client.messages.create(model=settings.llm, max_tokens=10, messages=[{"role": "user", "content": prompt}])


@app.command()
def index(model: str = typer.Option("thenlper/gte-small", help="Model for the index")):
    SentenceTransformer(model).encode(["x"])
