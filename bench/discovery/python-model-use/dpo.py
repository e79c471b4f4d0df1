import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import DPOConfig, DPOTrainer

MODEL = "HuggingFaceTB/SmolLM2-360M-Instruct"
DATA = "trl-lib/ultrafeedback_binarized"

policy = AutoModelForCausalLM.from_pretrained(MODEL, torch_dtype=torch.bfloat16)
reference = AutoModelForCausalLM.from_pretrained(MODEL)
tokenizer = AutoTokenizer.from_pretrained(MODEL)
dataset = load_dataset(DATA)
config = DPOConfig(output_dir="smollm2-dpo", beta=0.1, learning_rate=5e-7, max_steps=1000, hub_model_id="contoso/smollm2-dpo")
trainer = DPOTrainer(
    policy,
    ref_model=reference,
    args=config,
    train_dataset=dataset["train"],
    eval_dataset=dataset["test"],
    processing_class=tokenizer,
    peft_config=LoraConfig(r=8, task_type="CAUSAL_LM"),
)
trainer.train()
trainer.push_to_hub()
