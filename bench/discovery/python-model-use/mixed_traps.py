"""Real uses among things that look like them."""
import os
from typing import Union

from transformers import AutoModel, AutoTokenizer, pipeline as hf_pipeline
import sentence_transformers as st

BASE_DIR = os.path.dirname(os.path.abspath(__file__))
MODEL: Union[str, None] = "intfloat/e5-small-v2"
DEVICE = "cuda/cpu"
CHECKPOINT = "checkpoints/run-3"
VERSION = "1.0/beta"


class Encoder:
    model_name = "sentence-transformers/all-MiniLM-L6-v2"

    def __init__(self, device: str = "cpu", name: str | None = None):
        self.device = device
        self.encoder = st.SentenceTransformer(name or self.model_name, device=device)

    @property
    def id(self):
        return "contoso/encoder"


model = AutoModel.from_pretrained(MODEL)
resumed = AutoModel.from_pretrained(CHECKPOINT)
beside = AutoModel.from_pretrained(os.path.join(BASE_DIR, "models", "intent"))
absolute = AutoTokenizer.from_pretrained("/srv/models/Llama-3-8B")
sentiment = hf_pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english", revision="714eb0f")
no_model = hf_pipeline("summarization")
