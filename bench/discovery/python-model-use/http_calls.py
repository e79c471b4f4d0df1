import os

import httpx
import requests

URL = "https://api.openai.com/v1/chat/completions"


def ask(text):
    body = {"model": "gpt-4o-mini-2024-07-18", "messages": [{"role": "user", "content": text}]}
    return requests.post(URL, headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}, json=body, timeout=60)


def local(text):
    return httpx.post("http://localhost:11434/api/generate", json={"model": "gemma2:9b", "prompt": text})


def classify(text):
    return requests.post(
        "https://api-inference.huggingface.co/models/cardiffnlp/twitter-roberta-base-sentiment-latest",
        json={"inputs": text},
    )


def weather():
    return requests.get("https://api.weather.example/v1/models/gfs")
