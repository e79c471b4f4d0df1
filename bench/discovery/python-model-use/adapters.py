from peft import PeftModel, PeftConfig, AutoPeftModelForCausalLM
from transformers import AutoModelForCausalLM

BASE = "meta-llama/Llama-3.1-8B"
ADAPTERS = {
    "sql": "contoso-ai/llama31-sql-lora",
    "mail": "contoso-ai/llama31-mail-lora",
}


def load(kind: str):
    base = AutoModelForCausalLM.from_pretrained(BASE, torch_dtype="auto")
    return PeftModel.from_pretrained(base, ADAPTERS[kind])


def load_merged():
    return AutoPeftModelForCausalLM.from_pretrained("./adapters/merged-v3")
