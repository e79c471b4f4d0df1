from dataclasses import dataclass, field
from typing import Optional

import evaluate
from datasets import load_dataset
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    HfArgumentParser,
    Trainer,
    TrainingArguments,
)


@dataclass
class ModelArguments:
    model_name_or_path: str = field(default="distilbert-base-uncased", metadata={"help": "Path or name on the hub"})
    config_name: Optional[str] = field(default=None, metadata={"help": "e.g. bert-base-cased"})
    cache_dir: Optional[str] = field(default=None)


@dataclass
class DataArguments:
    dataset_name: str = "stanfordnlp/imdb"
    max_seq_length: int = 256


def main():
    parser = HfArgumentParser((ModelArguments, DataArguments, TrainingArguments))
    model_args, data_args, training_args = parser.parse_args_into_dataclasses()

    raw = load_dataset(data_args.dataset_name, cache_dir=model_args.cache_dir)
    config = AutoConfig.from_pretrained(
        model_args.config_name if model_args.config_name else model_args.model_name_or_path, num_labels=2
    )
    tokenizer = AutoTokenizer.from_pretrained(model_args.model_name_or_path, use_fast=True)
    model = AutoModelForSequenceClassification.from_pretrained(model_args.model_name_or_path, config=config)
    encoded = raw.map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True)
    accuracy = evaluate.load("accuracy")
    trainer = Trainer(
        model=model,
        args=training_args,
        train_dataset=encoded["train"],
        eval_dataset=encoded["test"],
        compute_metrics=lambda p: accuracy.compute(predictions=p[0].argmax(-1), references=p[1]),
    )
    trainer.train()


if __name__ == "__main__":
    main()
