import ray
from fastapi import FastAPI
from ray import serve
from starlette.requests import Request
from transformers import pipeline, AutoModelForTokenClassification, AutoTokenizer

app = FastAPI()


@serve.deployment(num_replicas=2, ray_actor_options={"num_gpus": 0.5})
class Translator:
    def __init__(self, model_name: str):
        self.model = pipeline("translation_en_to_de", model=model_name)

    def translate(self, text: str) -> str:
        return self.model(text)[0]["translation_text"]

    async def __call__(self, request: Request) -> str:
        return self.translate(await request.json())


@serve.deployment
class Tagger:
    MODEL = "Davlan/xlm-roberta-base-ner-hrl"

    def __init__(self):
        tokenizer = AutoTokenizer.from_pretrained(self.MODEL)
        model = AutoModelForTokenClassification.from_pretrained(self.MODEL)
        self.pipe = pipeline("ner", model=model, tokenizer=tokenizer)


translator = Translator.bind("Helsinki-NLP/opus-mt-en-de")
tagger = Tagger.bind()
