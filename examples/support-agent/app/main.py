"""Answers one question: retrieve, rerank by similarity, ask the local model, escalate to the API model."""

from pathlib import Path

from openai import OpenAI
from qdrant_client import QdrantClient
from sentence_transformers import SentenceTransformer

EMBEDDING_MODEL = "models/tiny-embed"
ESCALATION_MODEL = "gpt-4o-2024-08-06"
SYSTEM_PROMPT = Path(__file__).with_name("prompts").joinpath("system.md").read_text()

local = OpenAI(base_url="http://vllm:8000/v1", api_key="none")
escalation = OpenAI()
index = QdrantClient(url="http://qdrant:6333")
embedder = SentenceTransformer(EMBEDDING_MODEL)


def answer(question: str, hard: bool = False) -> str:
    vector = embedder.encode(question)
    passages = index.query_points("docs", query=vector.tolist(), limit=5).points
    context = "\n".join(p.payload["text"] for p in passages)
    messages = [
        {"role": "system", "content": SYSTEM_PROMPT},
        {"role": "user", "content": f"{context}\n\n{question}"},
    ]
    if hard:
        reply = escalation.chat.completions.create(model=ESCALATION_MODEL, messages=messages)
    else:
        reply = local.chat.completions.create(model="models/tiny-chat", messages=messages)
    return reply.choices[0].message.content
