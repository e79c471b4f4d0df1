# cell 1
pass
# cell 2
from unsloth import FastLanguageModel
import torch
max_seq_length = 2048
model, tokenizer = FastLanguageModel.from_pretrained(
    model_name = "unsloth/Llama-3.2-3B-Instruct-bnb-4bit", # more at https://huggingface.co/unsloth
    max_seq_length = max_seq_length,
    load_in_4bit = True,
)
# cell 3
model = FastLanguageModel.get_peft_model(model, r = 16, lora_alpha = 16)
# cell 4
from datasets import load_dataset
dataset = load_dataset("mlabonne/FineTome-100k", split = "train")
dataset = dataset.map(lambda x: x, batched = True,)
# cell 5
from trl import SFTTrainer
from transformers import TrainingArguments
trainer = SFTTrainer(
    model = model,
    tokenizer = tokenizer,
    train_dataset = dataset,
    dataset_text_field = "text",
    args = TrainingArguments(
        per_device_train_batch_size = 2,
        max_steps = 60,
        learning_rate = 2e-4,
        output_dir = "outputs",
    ),
)
trainer_stats = trainer.train()
# cell 6
model.save_pretrained("lora_model")
