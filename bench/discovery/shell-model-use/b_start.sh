#!/usr/bin/env bash
set -euo pipefail
if ! command -v vllm >/dev/null 2>&1; then
  echo "Error: vllm not found. Install with: pip install vllm/model" >&2
  exit 1
fi
MODEL_ID_INPUT="${1:-${MODEL_ID:-Qwen/Qwen3-4B}}"
MODEL_ID="${MODEL_ID_INPUT}"
PORT="${VLLM_PORT:-8000}"
while [[ $# -gt 0 ]]; do
  case "$1" in
    --lora) LORA="$2"; shift 2 ;;
    --adapter) ADAPTER="acme-labs/qwen3-support-lora"; shift ;;
    *) shift ;;
  esac
done
python3 -c "from sentence_transformers import SentenceTransformer; SentenceTransformer('intfloat/e5-base-v2')"
python - <<'PY'
from huggingface_hub import snapshot_download
snapshot_download(
    repo_id="openai/whisper-small",
    revision="973afd24965f72e36ca33b3055d56a652f456b4d",
)
from transformers import AutoModel
m = AutoModel.from_pretrained(name)
PY
pixi run vllm serve "mistralai/Mistral-Small-24B-Instruct-2501" -tp 8 --gpu_memory_utilization 0.95 &
exec python -m vllm.entrypoints.openai.api_server --model "$MODEL_ID" --port "$PORT" ${ADAPTER:+--lora-modules a=$ADAPTER}
curl -s http://localhost:11434/api/pull -d '{"model": "gemma3:4b"}'
curl https://api.openai.com/v1/embeddings -H "Authorization: Bearer $OPENAI_API_KEY" -d '{"input": "x", "model": "text-embedding-3-small"}'
kubectl apply -f k8s/model.yaml
aws s3 cp s3://acme/models/llama ./models/llama
uvx --from huggingface_hub hf download nvidia/parakeet-tdt-0.6b-v2 --local-dir ./asr
sbatch --wrap "torchrun --nproc_per_node 8 sft.py --model_name_or_path=google/gemma-3-1b-pt --dataset_name=HuggingFaceTB/smoltalk"
text-embeddings-router --model-id nomic-ai/nomic-embed-text-v1.5 --port 8081
mlx_lm.generate --model mlx-community/Llama-3.2-3B-Instruct-4bit --prompt hi
optimum-cli export onnx --model distilbert/distilbert-base-uncased-distilled-squad onnx/
