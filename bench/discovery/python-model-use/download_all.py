"""Fills the cache of the build image."""
from huggingface_hub import hf_hub_download, snapshot_download

MODELS = ["sentence-transformers/all-mpnet-base-v2", "facebook/bart-large-mnli"]
PINNED = [
    ("microsoft/deberta-v3-base", "8ccc9b6f36199bec6961081d44eb72fb3f7353f3"),
    ("openai/whisper-small", "v1.1"),
]

for model in MODELS:
    snapshot_download(model, local_dir=f"/opt/models/{model}")

for repo_id, revision in PINNED:
    snapshot_download(repo_id=repo_id, revision=revision)

hf_hub_download(repo_id="TheBloke/Mistral-7B-Instruct-v0.2-GGUF", filename="mistral-7b-instruct-v0.2.Q5_K_M.gguf")
snapshot_download("allenai/c4", repo_type="dataset", allow_patterns="en/*.json.gz")
snapshot_download("contoso/demo", repo_type="space")
