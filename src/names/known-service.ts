import type { NamedSubject } from '../model/sighting.ts'

/** Software that people run beside their models and that stands for a service of its own. */
export interface KnownService {
  /** As its makers write it. */
  readonly title: string
  /** Value of the attribute `service-type`. */
  readonly type: 'inference-server' | 'vector-store' | 'tracking' | 'object-store'
}

type Entry = readonly [title: string, type: KnownService['type'], repository: RegExp]

/** Against the repository of an image without its registry; forks and mirrors keep the last segments. */
const IMAGES: readonly Entry[] = [
  ['vLLM', 'inference-server', /(?:^|\/)vllm(?:-[\w-]+)?$|^vllm\//],
  ['Text Generation Inference', 'inference-server', /(?:^|\/)text-generation-inference$|-tgi-inference/],
  ['Text Embeddings Inference', 'inference-server', /(?:^|\/)text-embeddings-inference$/],
  ['NVIDIA Triton Inference Server', 'inference-server', /(?:^|\/)tritonserver(?:-[\w-]+)?$/],
  ['NVIDIA NIM', 'inference-server', /^nim\//],
  ['Ollama', 'inference-server', /(?:^|\/)ollama$/],
  ['SGLang', 'inference-server', /(?:^|\/)sglang$/],
  ['llama.cpp', 'inference-server', /(?:^|\/)llama\.cpp(?:[\w.-]*)$|(?:^|\/)llama-cpp-server$/],
  ['LMDeploy', 'inference-server', /(?:^|\/)lmdeploy$/],
  ['TensorRT-LLM', 'inference-server', /^tensorrt-llm\/|(?:^|\/)tensorrt-llm$/],
  ['TorchServe', 'inference-server', /(?:^|\/)torchserve(?:-[\w-]+)?$/],
  ['TensorFlow Serving', 'inference-server', /^tensorflow\/serving$|(?:^|\/)tensorflow-serving$/],
  ['OpenVINO Model Server', 'inference-server', /^openvino\/model_server$/],
  ['LocalAI', 'inference-server', /(?:^|\/)localai$|(?:^|\/)local-ai$/],
  ['LiteLLM', 'inference-server', /(?:^|\/)litellm(?:-[\w-]+)?$/],
  ['Xinference', 'inference-server', /(?:^|\/)xinference$/],
  ['Infinity', 'inference-server', /^michaelf34\/infinity$/],
  ['Ray Serve', 'inference-server', /^rayproject\/ray-llm$/],
  ['FastChat', 'inference-server', /(?:^|\/)fastchat$/],
  ['KServe', 'inference-server', /^kserve\/\w+server$/],
  ['Seldon MLServer', 'inference-server', /^seldonio\/(?:mlserver|\w+server)/],
  ['Qdrant', 'vector-store', /(?:^|\/)qdrant$/],
  ['Chroma', 'vector-store', /^chromadb\/chroma$|^chroma-core\/chroma$|(?:^|\/)chromadb$/],
  ['Milvus', 'vector-store', /(?:^|\/)milvus$/],
  ['Weaviate', 'vector-store', /(?:^|\/)weaviate$/],
  ['pgvector', 'vector-store', /(?:^|\/)pgvector(?:[\w.-]*)$/],
  ['Redis Stack', 'vector-store', /^redis\/redis-stack(?:-server)?$/],
  ['Vespa', 'vector-store', /^vespaengine\/vespa$/],
  ['Marqo', 'vector-store', /^marqoai\/marqo$/],
  ['MLflow', 'tracking', /(?:^|\/)mlflow(?:-[\w-]+)?$/],
  ['Weights & Biases', 'tracking', /^wandb\/local$/],
  ['Langfuse', 'tracking', /^langfuse\/langfuse(?:-worker)?$/],
  ['Phoenix', 'tracking', /^arizephoenix\/phoenix$/],
  ['ClearML', 'tracking', /^allegroai\/(?:clearml|trains)/],
  ['Aim', 'tracking', /^aimstack\/aim$/],
  ['MinIO', 'object-store', /(?:^|\/)minio$/],
]

/** What the image of that repository runs, going by its name. */
export function serviceOfImage(repository: string): KnownService | undefined {
  const found = IMAGES.find(([, , pattern]) => pattern.test(repository))
  return found && { title: found[0], type: found[1] }
}

/** One service of that name in the system, whoever speaks of it: a manifest, a client in code, a command line. */
export function serviceSubject(title: string): NamedSubject {
  return { by: 'name', kind: 'service', registry: SERVED_APIS[title] ?? 'software', name: title }
}

/** Software whose models are known under a registry of their own. */
const SERVED_APIS: Readonly<Record<string, string | undefined>> = Object.assign(
  Object.create(null) as Record<string, string>,
  { Ollama: 'ollama', vLLM: 'vllm' },
)

const STORES: readonly (readonly [RegExp, string])[] = [
  [/qdrant/, 'Qdrant'],
  [/chroma/, 'Chroma'],
  [/milvus|zilliz/, 'Milvus'],
  [/weaviate/, 'Weaviate'],
  [/pg_?vector/, 'pgvector'],
  [/pinecone/, 'Pinecone'],
  [/lance_?db/, 'LanceDB'],
  [/faiss/, 'FAISS'],
  [/vespa/, 'Vespa'],
  [/marqo/, 'Marqo'],
  [/elastic_?search/, 'Elasticsearch'],
  [/open_?search/, 'OpenSearch'],
  [/azure_?ai_?search/, 'Azure AI Search'],
  [/redis/, 'Redis'],
]

/** The store that a configuration means by `qdrant` or `ChromaVectorStore`. */
export function vectorStoreNamed(text: string): string | undefined {
  const name = text.toLowerCase().replaceAll('-', '_')
  return name.length > 100 || /\s|:\/\//.test(name)
    ? undefined
    : STORES.find(([pattern]) => pattern.test(name))?.[1]
}
