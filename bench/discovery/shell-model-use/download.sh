#!/bin/sh
git lfs install
git clone https://huggingface.co/BAAI/bge-large-en-v1.5
git clone --depth 1 -b v1.0 https://huggingface.co/datasets/allenai/c4 data/c4
git clone https://github.com/ggml-org/llama.cpp
wget -q https://huggingface.co/TheBloke/Mistral-7B-Instruct-v0.2-GGUF/resolve/main/mistral-7b-instruct-v0.2.Q4_K_M.gguf -O models/mistral.gguf
curl -L -H "Authorization: Bearer $HF_TOKEN" "https://user:secret@huggingface.co/facebook/opt-125m/resolve/27dcfa74d334bc871f3234de431e71c6eeba5dd6/pytorch_model.bin?token=abc" -o opt.bin
curl -fsSL https://huggingface.co/docs/transformers/index
hf download Qwen/Qwen2.5-0.5B-Instruct model.safetensors --revision 7ae557604adf67be50417f59c2c2f167def9a775
hf download --repo-type dataset HuggingFaceFW/fineweb-edu --include "sample/10BT/*"
huggingface-cli upload acme/private-model ./out
huggingface-cli download $1 --revision $2
kaggle datasets download -d uciml/iris
./build/bin/llama-server -hf ggml-org/gemma-3-4b-it-GGUF:Q8_0 --port 8080
./llama-cli -m models/mistral.gguf -p "Hello"
docker run --gpus all -e HF_TOKEN=$HF_TOKEN -p 8080:80 ghcr.io/huggingface/text-generation-inference:2.4.0 --model-id HuggingFaceH4/zephyr-7b-beta --quantize awq
docker run -d --name qdrant -p 6333:6333 qdrant/qdrant:v1.12.1
docker build -t acme/app:dev .
pip install git+https://github.com/huggingface/transformers
npm install @huggingface/inference
