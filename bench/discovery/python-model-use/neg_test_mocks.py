from unittest.mock import MagicMock, patch

import pytest

from app.llm import Assistant, load_model


@pytest.fixture
def assistant():
    with patch("app.llm.OpenAI") as client:
        client.return_value.chat.completions.create.return_value = MagicMock()
        yield Assistant(model="test-model")


@patch("transformers.AutoModel.from_pretrained")
def test_load(from_pretrained):
    load_model("dummy-model")
    from_pretrained.assert_called_once_with("dummy-model")


def test_ask(assistant):
    assert assistant.ask("hi") is not None
    assistant.client.chat.completions.create.assert_called_with(model="test-model", messages=[])
