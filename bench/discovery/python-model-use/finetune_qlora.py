import argparse

import torch
from datasets import load_dataset
from peft import LoraConfig, prepare_model_for_kbit_training
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from trl import SFTConfig, SFTTrainer


def parse_args():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model_name_or_path", type=str, default="mistralai/Mistral-7B-v0.1")
    parser.add_argument("--dataset-name", default="HuggingFaceH4/no_robots")
    parser.add_argument("--lr", type=float, default=2e-4)
    return parser.parse_args()


def main():
    args = parse_args()
    bnb = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16)
    model = AutoModelForCausalLM.from_pretrained(
        args.model_name_or_path, quantization_config=bnb, device_map="auto", revision="main"
    )
    tokenizer = AutoTokenizer.from_pretrained(args.model_name_or_path)
    tokenizer.pad_token = tokenizer.eos_token
    model = prepare_model_for_kbit_training(model)

    train = load_dataset(args.dataset_name, split="train_sft")
    held_out = load_dataset("json", data_files="data/held_out.jsonl", split="train")

    trainer = SFTTrainer(
        model=model,
        args=SFTConfig(
            output_dir="outputs/mistral-support",
            num_train_epochs=2,
            per_device_train_batch_size=4,
            learning_rate=args.lr,
            lr_scheduler_type="cosine",
            hub_token="hf_should_never_be_seen",
        ),
        train_dataset=train,
        eval_dataset=held_out,
        peft_config=LoraConfig(r=16, lora_alpha=32, lora_dropout=0.05, target_modules=["q_proj", "v_proj"]),
    )
    trainer.train()


if __name__ == "__main__":
    main()
