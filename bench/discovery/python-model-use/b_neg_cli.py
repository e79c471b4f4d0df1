"""Command line around a trainer that lives elsewhere."""
import subprocess
import sys
from pathlib import Path
from typing import Optional

import typer
from huggingface_hub import HfApi, ModelCard, login
from transformers.trainer_utils import get_last_checkpoint

app = typer.Typer()
api = HfApi()
DOCS = "docs/transformers"
MIME = "text/html"
TEMPLATE = "{org}/{name}"


@app.command()
def train(base: str, data: Path, out: Path = Path("runs/latest"), method: str = "lora/dora") -> None:
    resume: Optional[str] = get_last_checkpoint(str(out))
    subprocess.run([sys.executable, "-m", "trainer", "--base", base, "--data", str(data), "--resume", resume or ""], check=True)


@app.command()
def publish(folder: Path, org: str, name: str) -> None:
    login()
    repo = TEMPLATE.format(org=org, name=name)
    api.create_repo(repo, exist_ok=True)
    api.upload_folder(folder_path=folder, repo_id=repo)
    ModelCard("# Model\n\nTry `pipeline('text-generation', model='x/y')`").push_to_hub(repo)


@app.command()
def load(model: str):
    from transformers import AutoModel

    return AutoModel.from_pretrained(model)
