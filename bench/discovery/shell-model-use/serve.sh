#!/usr/bin/env bash
# Serve with: vllm serve some/commented-model
set -euo pipefail
MODEL="${MODEL:-meta-llama/Llama-3.1-8B-Instruct}"
DRAFT=meta-llama/Llama-3.2-1B-Instruct
PORT=8000
LOG_DIR=./logs
ARGS=(
  --tensor-parallel-size 2
  --max-model-len 8192   # enough
  --trust-remote-code
)
ARGS+=(--api-key "$VLLM_API_KEY")

huggingface-cli download "$MODEL" --local-dir "models/$MODEL" --token hf_abcdefghijklmnopqrstuv
CUDA_VISIBLE_DEVICES=0,1 nohup vllm serve "$MODEL" --port $PORT "${ARGS[@]}" \
  --speculative-model $DRAFT \
  --lora-modules sql=acme-ai/llama3-sql-lora chat=./adapters/chat > "$LOG_DIR/vllm.log" 2>&1 &

for m in llama3.1:8b nomic-embed-text; do
  ollama pull $m
done
echo "now run ollama pull not-this-one"
cat <<USAGE
usage: vllm serve org/in-heredoc
USAGE
curl http://localhost:8000/v1/completions -d '{"model": "text/other"}'
