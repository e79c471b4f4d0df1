#!/usr/bin/env python3
"""Scores several models on several tasks."""
import itertools
import json
from pathlib import Path

import click
from datasets import get_dataset_config_names, load_dataset
from lm_eval import simple_evaluate
from transformers import AutoModelForCausalLM, AutoTokenizer

OUT = Path("results")
CANDIDATES = [
    {"id": "microsoft/Phi-3.5-mini-instruct", "dtype": "bfloat16"},
    {"id": "google/gemma-2-2b-it", "dtype": "bfloat16", "revision": "299a8560bedf22ed1c72a8a11e7dce4a7f9f51f8"},
]
TASKS = {"arc": ("allenai/ai2_arc", "ARC-Challenge"), "gsm8k": ("openai/gsm8k", "main")}


@click.command()
@click.option("--judge", default="prometheus-eval/prometheus-7b-v2.0", show_default=True)
@click.option("--limit", default=100)
def main(judge, limit):
    for candidate, (task, (path, config)) in itertools.product(CANDIDATES, TASKS.items()):
        model = AutoModelForCausalLM.from_pretrained(candidate["id"], torch_dtype=candidate["dtype"])
        data = load_dataset(path, config, split=f"test[:{limit}]")
        OUT.joinpath(f"{task}.json").write_text(json.dumps({"model": candidate["id"], "n": len(data)}))
    critic = AutoModelForCausalLM.from_pretrained(judge)
    tokenizer = AutoTokenizer.from_pretrained(judge)
    return critic, tokenizer


if __name__ == "__main__":
    main()
