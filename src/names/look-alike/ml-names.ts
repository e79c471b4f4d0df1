const list = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * The packages that most machine learning projects ask for, and so the first that somebody imitates. Names that their
 * projects hold beside their own (`pytorch`, `sklearn`) are among them.
 */
export const coreMlNames: readonly string[] = list(`
  numpy pandas polars scipy matplotlib seaborn plotly scikit-learn sklearn scikit-image xgboost lightgbm catboost
  statsmodels sympy numba dask ray pyarrow h5py joblib networkx nltk spacy gensim
  torch pytorch torchvision torchaudio torchmetrics torchtext torch-geometric pytorch-lightning lightning triton
  tensorflow tensorflow-gpu tensorflow-cpu tensorflow-hub tensorflow-probability tensorflow-datasets tensorboard tensorboardx
  keras keras-preprocessing jax jaxlib flax mxnet theano paddlepaddle detectron2 onnx onnxruntime onnxruntime-gpu
  transformers diffusers datasets tokenizers accelerate peft trl safetensors huggingface-hub huggingface
  sentencepiece sentence-transformers tiktoken bitsandbytes deepspeed xformers flash-attn timm fastai
  openai anthropic cohere mistralai groq litellm deepseek ollama vllm langchain langgraph langsmith langchain-core
  langchain-community langchain-openai llama-index llama-cpp-python chromadb pinecone faiss-cpu faiss-gpu
  gradio streamlit mlflow wandb optuna ultralytics opencv-python pillow imageio
  jupyter jupyterlab notebook ipython ipykernel ipywidgets tqdm pydantic fastapi uvicorn pyspark boto3
  google-generativeai google-genai openai-whisper crewai autogen mcp fastmcp
`)

/** Other packages of the field that carry models, data or keys. */
export const otherMlNames: readonly string[] = list(`
  cython cupy cupy-cuda11x cupy-cuda12x cupy-cuda13x distributed modin vaex dill cloudpickle textblob stanza flair
  fasttext torchdata torchao torchtune torchrl torchserve torch-scatter torch-sparse torch-cluster torch-spline-conv
  torchaudio torchsde torchvista pytorch-triton pytorch-metric-learning pytorch-forecasting pytorch-ignite
  pytorch-transformers pytorch-pretrained-bert pytorch-tabnet ignite kornia einops einx evaluate optimum hf-transfer hf-xet
  sacrebleu rouge-score rouge nltk-data tensorflow-estimator tensorflow-addons tensorflow-text tensorflow-io
  tensorflow-serving-api tensorflow-model-optimization tensorflow-recommenders tensorflow-macos tensorflow-metal
  tensorflow-federated tensorflow-privacy tf-keras tf-nightly keras-applications keras-tuner keras-nlp keras-hub keras-cv
  optax orbax-checkpoint dm-haiku chex equinox chainer sonnet onnxmltools skl2onnx tf2onnx onnxconverter-common onnxsim
  openvino coremltools tritonclient tensorrt tensorrt-llm nvidia-cudnn-cu12 nvidia-cublas-cu12 nvidia-nccl-cu12
  nvidia-cuda-runtime-cu12 pycuda cuda-python apex transformer-engine google-cloud-aiplatform vertexai ai21 voyageai
  elevenlabs deepgram-sdk assemblyai replicate together fireworks-ai deepseek-sdk dashscope zhipuai qianfan sparkai
  langchain-anthropic langchain-google-genai langchain-text-splitters langchain-experimental langchainhub langserve langfuse
  llama-index-core llama-parse llama-stack llama-cloud llamafactory ctransformers auto-gptq autoawq gptqmodel exllamav2
  unsloth dspy-ai dspy guidance outlines lm-format-enforcer instructor guardrails-ai nemoguardrails pydantic-ai openai-agents
  claude-agent-sdk pyautogen autogen-agentchat ag2 smolagents semantic-kernel haystack-ai farm-haystack mem0ai agno phidata
  letta browser-use open-interpreter aider-chat metagpt chainlit gradio-client faster-whisper whisper
  whisperx sglang lmdeploy mlc-llm text-generation onnxruntime-genai pinecone-client qdrant-client weaviate-client pymilvus
  milvus lancedb pgvector annoy hnswlib usearch comet-ml neptune clearml kedro prefect dagster apache-airflow kubeflow kfp
  bentoml seldon-core feast great-expectations evidently deepchecks hyperopt shap lime alibi alibi-detect captum eli5 dvc
  zenml metaflow aim tensorboard-plugin-wit tensorboard-data-server ultralytics-thop yolov5 opencv-python-headless
  opencv-contrib-python albumentations imgaug mmcv mmdet mmengine mmsegmentation segment-anything open-clip-torch clip
  supervision roboflow easyocr pytesseract paddleocr rapidocr gymnasium gym stable-baselines3 ray-rllib pettingzoo dgl
  ipyparallel nbconvert nbformat papermill jupyter-client jupyter-core jupyter-server jupyterhub ydata-profiling
  pandas-profiling pandasai fsspec s3fs gcsfs sagemaker azureml-core azure-ai-ml deepspeech speechbrain librosa soundfile
  pyannote-audio nemo-toolkit bark tts coqui-tts audiocraft bertopic umap-learn hdbscan tabpfn prophet neuralprophet sktime
  darts pmdarima causalml econml dowhy imbalanced-learn category-encoders feature-engine featuretools tsfresh pycaret h2o
  autogluon tpot auto-sklearn flaml nni pyro-ppl numpyro pymc pystan arviz gpytorch botorch ax-platform cvxpy unstructured
  tavily-python firecrawl-py presidio-analyzer detoxify textattack modelscan picklescan fickling modelscope swanlab
  adversarial-robustness-toolbox cleverhans foolbox garak lm-eval ragas deepeval trulens promptfoo giskard rank-bm25
  simpletransformers adapters setfit mteb fairseq allennlp opennmt-py ctranslate2 colbert-ai mcp-server-fetch
  mcp-server-git mcp-server-time mcp-server-sqlite mcp-use tree-sitter-languages cleanlab snorkel label-studio fiftyone
  argilla datasketch pyspark-pandas koalas petastorm webdataset mosaicml mosaicml-streaming lightning-utilities hydra-core
  omegaconf pytorch3d torchio monai medpy scvi-tools scanpy anndata rdkit deepchem nilearn nibabel pyod river
`)
