/** Libraries that are imported for models, datasets, agents or vectors and for nothing else. */
const LIBRARIES =
  'transformers datasets peft trl diffusers sentence_transformers huggingface_hub FlagEmbedding fastembed langchain\\w* llama_index haystack\\w* vllm sglang llama_cpp ctransformers timm open_clip whisper faster_whisper spacy flair gensim mlflow onnxruntime openai anthropic vertexai mistralai cohere groq together litellm ollama replicate fireworks dashscope cerebras ai21 voyageai zhipuai xai_sdk chromadb qdrant_client pinecone weaviate pymilvus faiss lancedb pgvector redisvl crewai autogen\\w* ag2 dspy smolagents pydantic_ai agno phi semantic_kernel camel mem0 agents strands instructor aisuite mirascope outlines guidance ultralytics tensorflow_datasets tensorflow_hub kagglehub modelscope unsloth setfit gliner bertopic keybert mlx_lm mlx_vlm lmdeploy InstructorEmbedding langgraph langfuse ragas deepeval optimum auto_gptq awq adapters clip insightface fasttext keras_hub keras_nlp lmstudio'
/** Words of libraries that do much else, too, where they load a model or call one. */
const CALLS =
  'from_pretrained|from_quantized|from_single_file|from_preset|load_dataset|load_from_disk|hf_hub_download|snapshot_download|SentenceTransformer|CrossEncoder|InferenceSession|chat\\.completions|messages\\.create|generate_content|bedrock|init_chat_model|load_lora_weights|model_name_or_path|torch\\.(?:load|hub|jit\\.load|export\\.load)|joblib\\.load|load_file|safe_open|load_model|saved_model|keras\\.applications|torchvision(?:\\.models| import models)|google\\.(?:genai|generativeai|adk)|google import genai|azure\\.ai|tflite|skops|ctranslate2|openvino|coremltools|fetch_openml|/v1/|/api/(?:generate|chat|embed)|api-inference\\.huggingface|Trainer\\('

const TELLING = new RegExp(
  `${CALLS}|(?:^|\\n)[ \\t]*(?:from|import)[ \\t]+(?:${LIBRARIES.split(' ').join('|')})\\b`,
)

/** Settings that other files use. */
const SETTING =
  /(?:model|embed|llm|rerank)\w{0,40}["']?\s{0,3}(?::[^=\n]{0,60})?[=,][^\n]{0,60}["'](?:gpt-|claude-|gemini-|text-embedding-|[\w.-]{2,40}\/[\w.-]{0,80}\d)/i

const MAX_SETTINGS = 256 * 1024

/** Whether parsing may be worth it. */
export function mayUseModels(text: string): boolean {
  return TELLING.test(text) || (text.length < MAX_SETTINGS && SETTING.test(text))
}

/** Installed libraries are components themselves; what they could load is not what the program loads. */
export function isInstalled(path: string): boolean {
  return /(?:^|[/!])(?:site-packages|dist-packages|node_modules|\.tox|\.nox|__pypackages__)\//.test(path)
}
