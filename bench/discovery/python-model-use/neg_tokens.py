"""Counts tokens and prices. Speaks of models, calls none."""
import tiktoken
import torch
from torch.utils.data import DataLoader
from transformers import PreTrainedTokenizerBase, set_seed
from transformers.utils import logging

PRICES = {"input": 2.5, "output": 10.0}
PROMPT_PATH = "prompts/system.txt"
MODEL_TYPE = "encoder/decoder"
SETTINGS = "settings/tokens"

logging.set_verbosity_error()
set_seed(42)


def count(text: str) -> int:
    return len(tiktoken.get_encoding("cl100k_base").encode(text))


def loader(dataset, batch: int = 8) -> DataLoader:
    return DataLoader(dataset, batch_size=batch)


def save(model: torch.nn.Module) -> None:
    torch.save(model.state_dict(), "checkpoints/last.pt")
