from transformers import AutoModel, AutoTokenizer
from huggingface_hub import snapshot_download

ORG = "Qwen"
SIZE = "1.5B"
NAME = f"{ORG}/Qwen2.5-{SIZE}-Instruct"
SUFFIX = "-v2"

model = AutoModel.from_pretrained(NAME)
embed = AutoModel.from_pretrained("jinaai/jina-embeddings" + SUFFIX + "-base-en")
percent = AutoTokenizer.from_pretrained("{}/{}".format("google", "gemma-2-2b-it"))


def by_user(user: str, run: int):
    # Who knows what that will be.
    return AutoModel.from_pretrained(f"{user}/experiment-{run}")


def both(large: bool):
    return AutoModel.from_pretrained("google-bert/bert-large-uncased" if large else "google-bert/bert-base-uncased")
