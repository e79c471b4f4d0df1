/**
 * Names under which conda channels distribute a project that has another name on the Python index.
 * Only where there is no doubt: advisories of the wrong project are worse than none that are said to be missing.
 */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['pytorch', 'torch'],
  ['pytorch-cpu', 'torch'],
  ['pytorch-gpu', 'torch'],
  ['pytorch_geometric', 'torch-geometric'],
  ['pytorch_sparse', 'torch-sparse'],
  ['pytorch_scatter', 'torch-scatter'],
  ['tensorflow-base', 'tensorflow'],
  ['tensorflow-cpu', 'tensorflow'],
  ['matplotlib-base', 'matplotlib'],
  ['seaborn-base', 'seaborn'],
  ['dask-core', 'dask'],
  ['ray-core', 'ray'],
  ['ray-default', 'ray'],
  ['ray-all', 'ray'],
  ['py-opencv', 'opencv-python'],
  ['py-xgboost', 'xgboost'],
  ['py-xgboost-cpu', 'xgboost'],
  ['py-xgboost-gpu', 'xgboost'],
  ['msgpack-python', 'msgpack'],
  ['python-flatbuffers', 'flatbuffers'],
  ['python-graphviz', 'graphviz'],
  ['python-kubernetes', 'kubernetes'],
  ['python-flair', 'flair'],
  ['pytables', 'tables'],
  ['huggingface_hub', 'huggingface-hub'],
  ['jupyter_server', 'jupyter-server'],
  ['jupyter_core', 'jupyter-core'],
  ['jupyterlab_server', 'jupyterlab-server'],
  ['sqlalchemy-base', 'sqlalchemy'],
  ['mlflow-skinny', 'mlflow-skinny'],
])

/** Names that the Python index gives to other projects, or that are libraries of another language. */
const OTHERS: ReadonlySet<string> = new Set([
  'arrow-cpp',
  'bzip2',
  'cuda-toolkit',
  'cudatoolkit',
  'curl',
  'faiss',
  'faiss-gpu',
  'ffmpeg',
  'git',
  'grpc-cpp',
  'hdf5',
  'icu',
  'libtorch',
  'llama',
  'llama.cpp',
  'magma',
  'mkl',
  'mpi',
  'nccl',
  'ninja',
  'nodejs',
  'numpy-base',
  'opencv',
  'onnxruntime-cpp',
  'openmpi',
  'openssl',
  'pandoc',
  'perl',
  'pip-licenses',
  'protobuf-cpp',
  'python',
  'qt',
  'r-base',
  'readline',
  'redis',
  'sqlite',
  'tensorflow-gpu',
  'tk',
  'xz',
  'zlib',
  'zstd',
])

/** Well-known projects that have one name in both places. */
const SAME: ReadonlySet<string> = new Set(
  `accelerate aiohttp anyio astropy bentoml bitsandbytes black bokeh boto3 botocore catboost certifi cffi chainer
  click cloudpickle cryptography cython datasets deepspeed diffusers django dask distributed evaluate fastai fastapi
  flask fsspec gensim gradio grpcio gunicorn h5py httpx huggingface-hub imageio ipython jax jaxlib jinja2 joblib
  jsonschema jupyter-server jupyterlab keras langchain lightgbm lightning litellm llvmlite lxml mako markdown
  markupsafe matplotlib mistune mlflow mpmath nbconvert networkx nltk notebook numba numexpr numpy oauthlib onnx
  onnxruntime openai optuna orjson packaging pandas paramiko peft pillow pip plotly polars psutil pyarrow pydantic
  pygments pyjwt pymongo pyspark pytest pytorch-lightning pyyaml pyzmq ray requests rich safetensors scikit-image
  scikit-learn scipy scrapy sentence-transformers sentencepiece setuptools shap spacy sqlalchemy starlette statsmodels
  streamlit sympy tensorboard tensorflow tiktoken timm tokenizers torchaudio torchvision tornado tqdm transformers
  twisted typer ujson urllib3 uvicorn vllm wandb werkzeug wheel xarray xgboost`.split(/\s+/),
)

/** Builds for a Python version, and builds without one that hold nothing but Python. */
const PYTHON_BUILD = /^(?:py3\d+|pyh[0-9a-f]{6}|py_\d|py3)/

/**
 * The name on the Python index of what a conda package holds; undefined where that is not certain. A build for
 * Python tells that the package is a Python one, and such packages keep their name unless they are listed here.
 */
export function pythonNameOf(name: string, build: string | undefined): string | undefined {
  const renamed = RENAMED.get(name)
  if (renamed !== undefined) return renamed
  if (OTHERS.has(name) || name.startsWith('r-') || name.startsWith('_')) return undefined
  const normal = name.replaceAll(/[-_.]+/g, '-').toLowerCase()
  if (SAME.has(normal)) return normal
  return build !== undefined && PYTHON_BUILD.test(build) ? normal : undefined
}
