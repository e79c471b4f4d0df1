import os

from datasets import load_dataset
from huggingface_hub import snapshot_download
from openai import AzureOpenAI
from transformers import AutoModel, AutoTokenizer

# model = AutoModel.from_pretrained("bigscience/bloom-560m")
model = AutoModel.from_pretrained("<model>")
model = AutoModel.from_pretrained("your-username/your-model-here")
model = AutoModel.from_pretrained("path/to/model")
model = AutoModel.from_pretrained("{model_id}")
tokenizer = AutoTokenizer.from_pretrained("")
tokenizer = AutoTokenizer.from_pretrained(os.environ["MODEL"])
data = load_dataset("your_dataset_name")
data = load_dataset("path/to/dataset")
snapshot_download("$HF_REPO")
client = AzureOpenAI(azure_endpoint=os.environ["AZURE_ENDPOINT"], api_version="2024-02-01")
client.chat.completions.create(model="your-deployment-name", messages=[])
