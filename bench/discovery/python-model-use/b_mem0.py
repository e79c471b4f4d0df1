from mem0 import Memory

CONFIG = {
    "llm": {
        "provider": "groq",
        "config": {"model": "llama-3.1-70b-versatile", "temperature": 0.1, "max_tokens": 800},
    },
    "embedder": {"provider": "openai", "config": {"model": "text-embedding-3-small"}},
    "vector_store": {"provider": "chroma", "config": {"path": "db"}},
}

memory = Memory.from_config(CONFIG)
memory.add("likes tea", user_id="anna")
