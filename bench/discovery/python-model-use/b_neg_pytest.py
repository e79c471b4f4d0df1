import types

import pytest
from openai import OpenAI, RateLimitError

import mylib.models as models
from mylib.config import Settings


class FakeModel:
    @classmethod
    def from_pretrained(cls, name, **kwargs):
        obj = cls()
        obj.name = name
        return obj


class FakeCompletions:
    def create(self, *, model, messages):
        return types.SimpleNamespace(model=model, choices=[])


def test_names(monkeypatch):
    monkeypatch.setattr(models, "AutoModel", FakeModel)
    assert models.load("foo/bar").name == "foo/bar"
    assert FakeModel.from_pretrained("foo/bar").name == "foo/bar"


@pytest.mark.parametrize("value", ["gpt", "none", ""])
def test_settings(value):
    assert Settings(model=value).model == value
