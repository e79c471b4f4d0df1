/** Libraries and functions without which no model, dataset or service is used. One pass over the text. */
const TELLING =
  /from_pretrained|from_quantized|from_single_file|from_preset|load_dataset|load_from_disk|hf_hub_download|snapshot_download|SentenceTransformer|CrossEncoder|InferenceSession|chat\.completions|messages\.create|generate_content|invoke_model|init_chat_model|load_lora_weights|model_name_or_path|(?:^|\n)[ \t]*(?:from|import)[ \t]+(?:transformers|datasets|peft|trl|diffusers|sentence_transformers|huggingface_hub|FlagEmbedding|fastembed|langchain|llama_index|haystack|vllm|sglang|llama_cpp|ctransformers|timm|torchvision|open_clip|whisper|faster_whisper|spacy|flair|gensim|mlflow|keras|tensorflow|onnx|torch|joblib|openai|anthropic|google|vertexai|boto3|aioboto3|mistralai|cohere|groq|together|litellm|ollama|replicate|fireworks|dashscope|cerebras|ai21|voyageai|zhipuai|xai_sdk|chromadb|qdrant_client|pinecone|weaviate|pymilvus|faiss|lancedb|pgvector|redisvl|crewai|autogen|ag2|dspy|smolagents|pydantic_ai|agno|phi|semantic_kernel|camel|mem0|agents|strands|instructor|aisuite|mirascope|outlines|guidance|ultralytics|tfds|tensorflow_datasets|kagglehub|modelscope|unsloth|setfit|gliner|bertopic|keybert|mlx_lm|mlx_vlm|lmdeploy|InstructorEmbedding|langgraph|azure|langfuse|ragas|deepeval|optimum|auto_gptq|awq|adapters|clip|insightface|fasttext|safetensors|requests|httpx|aiohttp)\b/

export function mayUseModels(text: string): boolean {
  return TELLING.test(text)
}

/** Installed libraries are components themselves; what they could load is not what the program loads. */
export function isInstalled(path: string): boolean {
  return /(?:^|[/!])(?:site-packages|dist-packages|node_modules|\.tox|\.nox|__pypackages__)\//.test(path)
}
