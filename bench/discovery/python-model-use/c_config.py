"""Settings that the other modules import."""
import os
from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings

ROOT = Path(__file__).resolve().parent
EMBEDDING_MODEL = "sentence-transformers/all-MiniLM-L12-v2"
LLM_MODEL_NAME = os.getenv("LLM_MODEL_NAME", "gpt-4o-mini")
DATABASE_MODEL = "app.models/user"
BILLING_MODEL = "flat/rate-2"
MODEL_DIR = ROOT / "models"
CHUNK_SIZE = 800


class Settings(BaseSettings):
    reranker_model: str = "BAAI/bge-reranker-v2-m3"
    chat_model: str = "claude-3-5-sonnet-20241022"
    car_model: str = "ford/focus"
    log_level: str = "INFO"


@lru_cache
def get_settings() -> Settings:
    return Settings()
