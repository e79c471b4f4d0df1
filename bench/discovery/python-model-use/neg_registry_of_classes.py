"""Maps names of configurations to classes, as libraries do."""
from collections import OrderedDict
from typing import Optional, Union

from transformers import AutoConfig, AutoModel, BertConfig, BertModel

MODEL_MAPPING = OrderedDict([("bert", "BertModel"), ("gpt2", "GPT2Model"), ("t5", "T5Model")])
_CHECKPOINT_FOR_DOC = "google-bert/bert-base-uncased"
_CONFIG_FOR_DOC = "BertConfig"

AutoConfig.register("mybert", BertConfig)
AutoModel.register(BertConfig, BertModel)


def resolve(name: str, default: Optional[Union[str, type]] = None):
    return MODEL_MAPPING.get(name, default)


class Wrapper:
    def __init__(self, model: Union[str, BertModel]):
        self.model = AutoModel.from_pretrained(model) if isinstance(model, str) else model
