import os
from pathlib import Path

from llama_cpp import Llama
from openai import OpenAI
import ollama

HERE = Path(__file__).parent
MODEL_FILE = HERE / "weights" / "qwen2.5-7b-instruct-q4_k_m.gguf"

llm = Llama(model_path=str(MODEL_FILE), n_ctx=8192)
downloaded = Llama.from_pretrained(
    repo_id="bartowski/Llama-3.2-3B-Instruct-GGUF",
    filename="*Q4_K_M.gguf",
)

vllm = OpenAI(base_url="http://localhost:8000/v1", api_key="EMPTY")
reply = vllm.chat.completions.create(
    model="Qwen/Qwen2.5-14B-Instruct-AWQ",
    messages=[{"role": "user", "content": "hello"}],
)
ollama.chat(model="phi3:mini", messages=[])
ollama_client = OpenAI(base_url=os.getenv("OLLAMA_URL", "http://localhost:11434/v1"), api_key="ollama")
ollama_client.chat.completions.create(model="llama3.1:8b", messages=[])
