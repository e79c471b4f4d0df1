/** Names that people ask for because a module, a command, a product or a memory is called so, and what they mean. */
const PAIRS = `
  cv2 opencv-python
  cv opencv-python
  opencv opencv-python
  opencv2 opencv-python
  opencv3 opencv-python
  opencv4 opencv-python
  python-opencv opencv-python
  pil pillow
  sklearn scikit-learn
  sk-learn scikit-learn
  skikit-learn scikit-learn
  scikit scikit-learn
  scikits-learn scikit-learn
  skimage scikit-image
  torch-vision torchvision
  torch-audio torchaudio
  torch-lightning pytorch-lightning
  torch-gpu torch
  torch-cuda torch
  torch-cpu torch
  pytorch torch
  pytorch-gpu torch
  pytorch-cpu torch
  pytorch-cuda torch
  pytorch-vision torchvision
  pytorch-audio torchaudio
  torchtriton triton
  tf tensorflow
  tensorflow2 tensorflow
  tensorflow-cuda tensorflow
  tensor-flow tensorflow
  keras-gpu keras
  huggingface-cli huggingface-hub
  huggingfacehub huggingface-hub
  hugging-face huggingface-hub
  hf-hub huggingface-hub
  hf-transformers transformers
  huggingface-transformers transformers
  huggingface-datasets datasets
  huggingface-diffusers diffusers
  sentence-transformer sentence-transformers
  flash-attention flash-attn
  flashattention flash-attn
  faiss faiss-cpu
  faiss-cuda faiss-gpu
  chroma chromadb
  chroma-db chromadb
  qdrant qdrant-client
  weaviate weaviate-client
  milvus pymilvus
  open-ai openai
  openai-python openai
  chatgpt openai
  openai-api openai
  claude anthropic
  claude-api anthropic
  claude-sdk anthropic
  anthropic-sdk anthropic
  mistral mistralai
  mistral-ai mistralai
  gemini google-genai
  gemini-api google-genai
  google-gemini google-genai
  deepseek-ai deepseek
  deepseek-r1 deepseek
  deepseek-v3 deepseek
  lang-chain langchain
  lang-graph langgraph
  langchain-ai langchain
  llamaindex llama-index
  llama-cpp llama-cpp-python
  llama-cpp-py llama-cpp-python
  gpt-index llama-index
  weights-and-biases wandb
  weightsandbiases wandb
  spark pyspark
  modelcontextprotocol mcp
  model-context-protocol mcp
  mcp-sdk mcp
  mcp-python-sdk mcp
  whisper-openai openai-whisper
  jupyter-notebook notebook
  jupyter-lab jupyterlab
  ipynb notebook
  bs4 beautifulsoup4
  beautifulsoup beautifulsoup4
  beautiful-soup beautifulsoup4
  yaml pyyaml
  dotenv python-dotenv
  dateutil python-dateutil
  crypto pycryptodome
  jwt pyjwt
  serial pyserial
  usb pyusb
  mysqldb mysqlclient
  mysql mysql-connector-python
  postgres psycopg2
  postgresql psycopg2
  psycopg2binary psycopg2-binary
  mongo pymongo
  mongodb pymongo
  google-cloud google-cloud-core
  attr attrs
  magic python-magic
  docx python-docx
  pptx python-pptx
  jose python-jose
  multipart python-multipart
  telegram python-telegram-bot
  discord-py discord
  fitz pymupdf
  pdfminer pdfminer-six
  zmq pyzmq
  gi pygobject
  wx wxpython
  win32api pywin32
  win32 pywin32
  airflow apache-airflow
  skopt scikit-optimize
  umap umap-learn
  imblearn imbalanced-learn
  community python-louvain
  rest-framework djangorestframework
  pysftp2 pysftp
  distutils setuptools
  python-requests requests
  requests3 requests
  urllib urllib3
  urllib2 urllib3
  ruamel ruamel-yaml
  levenshtein-python levenshtein
`

const meanings: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split('\n')
    .map((line) => line.trim().split(' ') as [string, string]),
)

/** The package that this name is asked for by mistake, if there is one that everybody knows. */
export function meantBy(name: string): string | undefined {
  return meanings.get(name)
}

/** Names that are near enough to a package to be misspelt in its place. */
export const aliases: ReadonlyMap<string, string> = new Map(
  [...meanings].filter(([alias]) => alias.length > 5),
)
