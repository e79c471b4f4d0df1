# -*- coding: utf-8 -*-
import gradio as gr
import openai
from transformers import (AutoTokenizer, AutoModelForSeq2SeqLM,
                          pipeline)

openai.api_key = "sk-..."
checkpoint = 'google/flan-t5-base'
tok = AutoTokenizer.from_pretrained(checkpoint)
model = AutoModelForSeq2SeqLM.from_pretrained(checkpoint)
ner = pipeline('ner', model='dslim/bert-base-NER', tokenizer='dslim/bert-base-NER', aggregation_strategy='simple')
zero = pipeline("zero-shot-classification",
                "facebook/bart-large-mnli")


def chat(msg, history):
    r = openai.ChatCompletion.create(model='gpt-3.5-turbo-0613', messages=[
        {'role': 'system', 'content': 'You are a pirate. Answer as a pirate would.'},
        {'role': 'user', 'content': msg}])
    emb = openai.Embedding.create(input=msg, engine='text-embedding-ada-002')
    return r['choices'][0]['message']['content']


gr.load("models/HuggingFaceH4/zephyr-7b-beta")
gr.ChatInterface(chat).launch()
