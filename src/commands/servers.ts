/** How a program that serves or runs models is told which. */
export interface ModelProgram {
  readonly title: string
  /** It stays up and answers: containers and services that run it are inference servers. */
  readonly server: boolean
  /** Keys of options with the model: `model`, `-m`. */
  readonly model: readonly string[]
  /** Subcommands after which the first other word is the model. */
  readonly positional?: readonly string[]
  /** Values are written as `provider/model`. */
  readonly prefixed?: boolean
  readonly role?: string
  /** Keys of options with the name that callers ask for, besides `served_model_name`. */
  readonly served?: readonly string[]
  /** `-hf org/name:quantisation`. */
  readonly quantized?: boolean
  /** Keys of options whose presence says that nothing is loaded here. */
  readonly provider?: string
}

const MODEL: readonly string[] = ['model', 'model_id', 'model_path', 'model_name_or_path']

function program(title: string, model: readonly string[], more: Partial<ModelProgram> = {}): ModelProgram {
  return { title, server: true, model, ...more }
}

const VLLM = program('vLLM', ['model', 'model_tag'], {
  positional: ['serve', 'run-batch', 'complete', 'chat', 'bench'],
})
const SGLANG = program('SGLang', ['model_path', 'model'], { positional: ['serve'] })
const TGI = program('Text Generation Inference', ['model_id'])
const TEI = program('Text Embeddings Inference', ['model_id'], { role: 'embedding' })
const LLAMA_CPP = program('llama.cpp', ['-m', 'model', '-hf', '-hfr', 'hf_repo', '-mu', 'model_url'], {
  quantized: true,
  served: ['-a', 'alias'],
})
const MLX = program('MLX LM', ['model'])
const FASTCHAT = program('FastChat', ['model_path', 'model_name_or_path'], { served: ['model_names'] })
const LMDEPLOY = program('LMDeploy', ['model_path'], {
  served: ['model_name'],
  positional: ['api_server', 'chat', 'gradio', 'serve', 'turbomind', 'auto_awq'],
})
const LITELLM = program('LiteLLM', ['model', '-m'], { prefixed: true, served: ['alias'] })
const INFINITY = program('Infinity', ['model_id', 'model_name_or_path'], { role: 'embedding' })
const TENSORRT = program('TensorRT-LLM', ['model', 'model_dir'], { positional: ['serve', ''] })

/** By name of the program, without its folder. */
export const PROGRAMS: ReadonlyMap<string, ModelProgram> = new Map([
  ['vllm', VLLM],
  ['sglang', SGLANG],
  ['text-generation-launcher', TGI],
  [
    'text-generation-server',
    program('Text Generation Inference', ['model_id'], { positional: ['serve', 'download-weights'] }),
  ],
  ['text-embeddings-router', TEI],
  ['llama-server', LLAMA_CPP],
  ['llama-cli', { ...LLAMA_CPP, server: false }],
  ['llama-embedding', { ...LLAMA_CPP, server: false, role: 'embedding' }],
  ['llama-bench', { ...LLAMA_CPP, server: false }],
  ['llama-perplexity', { ...LLAMA_CPP, server: false }],
  ['llama-mtmd-cli', { ...LLAMA_CPP, server: false }],
  ['llama-run', { ...LLAMA_CPP, server: false }],
  ['mlx_lm.server', MLX],
  ['mlx_lm.generate', { ...MLX, server: false }],
  ['mlx_lm.chat', { ...MLX, server: false }],
  ['mlx_lm.lora', { ...MLX, server: false }],
  ['mlx_lm.convert', program('MLX LM', ['hf_path'], { server: false })],
  ['lmdeploy', LMDEPLOY],
  ['litellm', LITELLM],
  ['infinity_emb', INFINITY],
  ['trtllm-serve', TENSORRT],
  ['aphrodite', program('Aphrodite', ['model'], { positional: ['run'] })],
  ['openllm', program('OpenLLM', MODEL, { positional: ['serve', 'start', 'run'] })],
  ['xinference', program('Xinference', [])],
  ['mlc_llm', program('MLC LLM', ['model'], { positional: ['serve', 'chat'] })],
  ['aider', program('aider', ['model', 'editor_model', 'weak_model'], { server: false, prefixed: true })],
  ['llm', program('llm', ['-m', 'model'], { server: false, positional: ['default'] })],
  [
    'litgpt',
    program('LitGPT', ['checkpoint_dir', 'repo_id'], {
      server: false,
      positional: [
        'download',
        'finetune',
        'finetune_lora',
        'finetune_full',
        'serve',
        'chat',
        'generate',
        'pretrain',
        'evaluate',
      ],
    }),
  ],
  ['tune', program('torchtune', [], { server: false, positional: ['download'] })],
  ['optimum-cli', program('Optimum', ['-m', 'model'], { server: false })],
  ['transformers', program('Transformers', [...MODEL, 'force_model'], { positional: ['chat'] })],
  ['transformers-cli', program('Transformers', MODEL, { server: false, positional: ['download'] })],
])

/** By module: `python -m vllm.entrypoints.openai.api_server`. */
export const MODULES: readonly (readonly [RegExp, ModelProgram])[] = [
  [/^vllm\.entrypoints\./, VLLM],
  [/^sglang\.(?:launch_server|bench_|srt\.)/, SGLANG],
  [/^llama_cpp\.server$/, program('llama.cpp', ['model', 'hf_model_repo_id'], { served: ['model_alias'] })],
  [/^mlx_lm\.server$/, MLX],
  [/^mlx_(?:lm|vlm)\.(?:generate|chat|lora|fuse)$/, { ...MLX, server: false }],
  [/^mlx_(?:lm|vlm)\.convert$/, program('MLX LM', ['hf_path'], { server: false })],
  [/^fastchat\.serve\.(?:model_worker|vllm_worker|cli|sglang_worker|multi_model_worker)$/, FASTCHAT],
  [/^aphrodite\.endpoints\./, program('Aphrodite', ['model'])],
  [/^lightllm\.server\./, program('LightLLM', ['model_dir'])],
  [/^infinity_emb$/, INFINITY],
  [/^tritonserver$/, program('NVIDIA Triton Inference Server', [])],
]

/** Images that start a program of their own when they are only given options. By the title of the service. */
export const ENTRYPOINTS: ReadonlyMap<string, ModelProgram> = new Map(
  [VLLM, SGLANG, TGI, TEI, LLAMA_CPP, LMDEPLOY, LITELLM, INFINITY].map((p) => [p.title, p]),
)

/** Programs that serve what a folder or a configuration holds. */
export const OTHER_SERVERS: ReadonlyMap<string, string> = new Map([
  ['tritonserver', 'NVIDIA Triton Inference Server'],
  ['torchserve', 'TorchServe'],
  ['tensorflow_model_server', 'TensorFlow Serving'],
  ['bentoml', 'BentoML'],
  ['mlserver', 'Seldon MLServer'],
])
