# syntax=docker/dockerfile:1.7
ARG CUDA=12.4.1
FROM nvidia/cuda:${CUDA}-runtime-ubuntu22.04 AS build

ARG TORCH_VERSION=2.5.1
ARG POETRY_VERSION
ENV PIP_NO_CACHE_DIR=1 \
    UV_LINK_MODE=copy

RUN apt-get update && apt-get install -y --no-install-recommends python3-pip git curl \
    && rm -rf /var/lib/apt/lists/*

# pip install is-a-comment==1.0
RUN --mount=type=cache,target=/root/.cache/pip \
    python3 -m pip install --upgrade pip setuptools==75.6.0 wheel \
 && pip install "poetry==${POETRY_VERSION}" "torch==${TORCH_VERSION}" --index-url https://download.pytorch.org/whl/cu124

COPY requirements.txt constraints.txt ./
RUN pip install -r requirements.txt -c constraints.txt
RUN pip install --no-deps -e . && pip install ./vendor/tools dist/app-1.0-py3-none-any.whl

RUN pip install \
      'timm==1.0.9' \
      wandb \
      "bitsandbytes>=0.43,<0.45" \
      "vllm[audio]~=0.6.3; platform_machine == 'x86_64'" \
      git+https://github.com/acme-labs/evalkit.git@v0.3.0#egg=acme-evalkit \
      "peft @ https://files.example/wheels/peft-0.13.2-py3-none-any.whl"

RUN uv pip install --system flashinfer-python==0.2.0.post1 --find-links https://flashinfer.example/whl/cu124
RUN echo "pip install nothing" && pip list && pip uninstall -y typing

FROM node:22-slim
RUN npm install -g @anthropic-ai/claude-code@1.0.44 promptfoo pnpm@9 && npm cache clean --force
COPY package.json package-lock.json ./
RUN npm ci && npm install
RUN ["npm", "install", "--global", "serve@14.2.4"]
