from vllm import LLM, SamplingParams, AsyncEngineArgs
from vllm.engine.async_llm_engine import AsyncLLMEngine
from vllm.lora.request import LoRARequest

MODEL_ID = "Qwen/Qwen2.5-7B-Instruct"
REVISION = "a09a35458c702b33eeacc393d103063234e8bc28"

llm = LLM(model=MODEL_ID, revision=REVISION, max_model_len=4096, gpu_memory_utilization=0.9)
params = SamplingParams(temperature=0.2)


def engine() -> AsyncLLMEngine:
    options = {"model": "mistralai/Mixtral-8x7B-Instruct-v0.1", "tensor_parallel_size": 2}
    return AsyncLLMEngine.from_engine_args(AsyncEngineArgs(**options))
