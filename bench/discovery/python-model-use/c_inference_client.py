import os

from huggingface_hub import AsyncInferenceClient, InferenceClient
from langchain_huggingface import ChatHuggingFace, HuggingFaceEndpoint, HuggingFacePipeline

client = InferenceClient("meta-llama/Meta-Llama-3-70B-Instruct", token=os.environ["HF_TOKEN"])
print(client.text_generation("hi", max_new_tokens=5))
plain = InferenceClient(provider="together")
plain.chat_completion(messages=[], model="deepseek-ai/DeepSeek-V3")
plain.feature_extraction("text", model="mixedbread-ai/mxbai-embed-large-v1")
endpoint = HuggingFaceEndpoint(repo_id="HuggingFaceH4/zephyr-7b-beta", task="text-generation")
chat = ChatHuggingFace(llm=endpoint)
local = HuggingFacePipeline.from_model_id(model_id="microsoft/Phi-3-mini-4k-instruct", task="text-generation", pipeline_kwargs={"max_new_tokens": 100})
tei = AsyncInferenceClient(base_url="http://tei.internal:8080")
