FROM ollama/ollama:0.4.1
RUN ollama serve & sleep 5 && ollama pull mistral:7b-instruct && ollama pull hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M
