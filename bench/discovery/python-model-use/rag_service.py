"""Retrieval service of the support desk."""
from __future__ import annotations

import os
from dataclasses import dataclass

from fastapi import FastAPI
from langchain_community.document_loaders import DirectoryLoader
from langchain_core.prompts import ChatPromptTemplate
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_openai import ChatOpenAI
from langchain_qdrant import QdrantVectorStore
from qdrant_client import QdrantClient

SYSTEM_PROMPT = """You answer questions of customers with the passages below.
If they do not hold the answer, say so."""

EMBEDDING_MODEL = os.environ.get("EMBEDDING_MODEL", "BAAI/bge-base-en-v1.5")


@dataclass
class Settings:
    chat_model: str = "gpt-4o-2024-08-06"
    qdrant_url: str = "http://qdrant:6333"
    collection: str = "support/articles"
    top_k: int = 6


settings = Settings()
app = FastAPI()

embeddings = HuggingFaceEmbeddings(
    model_name=EMBEDDING_MODEL,
    model_kwargs={"device": "cpu"},
    encode_kwargs={"normalize_embeddings": True},
)
client = QdrantClient(url=settings.qdrant_url, api_key=os.environ["QDRANT_API_KEY"])
store = QdrantVectorStore(client=client, collection_name=settings.collection, embedding=embeddings)
llm = ChatOpenAI(model=settings.chat_model, temperature=0)

prompt = ChatPromptTemplate.from_messages([("system", SYSTEM_PROMPT), ("human", "{question}\n\n{context}")])


@app.post("/answer")
def answer(question: str) -> dict[str, str]:
    passages = store.similarity_search(question, k=settings.top_k)
    chain = prompt | llm
    return {"answer": chain.invoke({"question": question, "context": passages}).content}
