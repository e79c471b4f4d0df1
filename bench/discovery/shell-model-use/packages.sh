#!/usr/bin/env bash
set -euo pipefail

REQS="accelerate==1.1.1 datasets>=3"
EXTRA=(--extra-index-url https://packages.example/simple)
for pkg in einops ninja; do
  pip3 install "$pkg"
done

python -m pip install ${REQS} "${EXTRA[@]}" -q
pip install 'transformers[torch]==4.46.*'
pip install -U "$1"
pip install --target ./build --platform manylinux2014_x86_64 --only-binary=:all: tokenizers==0.20.3
pip download xformers==0.0.28
pip config set global.index-url https://packages.example/simple
sudo -H pip install --ignore-installed PyYAML

uv venv --python 3.12
uv add fastapi 'pydantic>=2.8' --group serving
uv add --editable ../shared
uv tool install ruff@0.8.1
uv sync --frozen
uvx --from 'huggingface_hub[cli]==0.26.2' huggingface-cli whoami
uv run --with mlflow==2.17.2 python train.py
poetry add "langchain@^0.3" --group dev
poetry install --no-root
pdm add -dG test pytest
pipx install hatch==1.13.0

conda install -y -c pytorch -c nvidia pytorch=2.5 pytorch-cuda=12.4 "faiss-gpu==1.9.0"
mamba create -n rag -y python=3.11 conda-forge::sentence-transformers
conda env create -f environment.yml
micromamba install -y --override-channels -c conda-forge ninja-build
pixi add --pypi gradio
pixi add numpy

npm i -g @openai/codex@0.1.2504301751
pnpm add -D typescript@~5.6
yarn add ai @ai-sdk/openai@1.0.5
npx -y @modelcontextprotocol/inspector@0.4.1 node build/index.js
npx ./local-tool
npm run install
cat <<'TXT'
pip install not-a-command
TXT
echo "run: pip install also-not"
