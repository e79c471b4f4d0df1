"""A library's own base class: it defines from_pretrained, and loads nothing by name."""
import os
from typing import Any, Optional, Union

import torch
from transformers import PretrainedConfig, PreTrainedModel


class TinyConfig(PretrainedConfig):
    model_type = "tiny"
    attribute_map = {"hidden_size": "d_model"}

    def __init__(self, d_model: int = 64, name_or_path: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.d_model = d_model


class TinyModel(PreTrainedModel):
    config_class = TinyConfig
    base_model_prefix = "model"

    @classmethod
    def from_pretrained(
        cls,
        pretrained_model_name_or_path: Union[str, os.PathLike],
        *model_args: Any,
        config: Optional[Union[PretrainedConfig, str]] = None,
        revision: str = "main",
        **kwargs: Any,
    ) -> "TinyModel":
        """Loads a model.

        Example:

            >>> model = TinyModel.from_pretrained("acme/tiny-base")
            >>> tokenizer = AutoTokenizer.from_pretrained("acme/tiny-base")
        """
        config = TinyConfig.from_pretrained(pretrained_model_name_or_path, revision=revision)
        model = super().from_pretrained(pretrained_model_name_or_path, *model_args, config=config, **kwargs)
        return model

    def save_pretrained(self, save_directory: Union[str, os.PathLike]) -> None:
        super().save_pretrained(save_directory)
