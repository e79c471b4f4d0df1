/**
 * Modules whose import or whose attributes hand over the machine. A configuration that makes a loader
 * import one of them is an attack, whatever class it names.
 */
const DANGEROUS = new Set(
  (
    'os posix nt subprocess sys builtins __builtin__ runpy pty shutil socket ctypes importlib code codeop ' +
    'commands popen2 platform webbrowser pickle marshal multiprocessing asyncio timeit pdb bdb cProfile ' +
    'profile trace types operator functools http urllib ftplib telnetlib smtplib pip setuptools ' +
    'distutils ensurepip venv idlelib pydoc doctest unittest antigravity this site signal threading'
  ).split(' '),
)

/** Libraries that write their own name into the metadata of a pipeline, an adapter or a module list. */
const KNOWN = new Set(
  (
    'diffusers transformers sentence_transformers peft timm torch torchvision torchaudio onnxruntime optimum ' +
    'open_clip k_diffusion flax jax keras tensorflow numpy PIL accelerate tokenizers safetensors bitsandbytes ' +
    'unsloth setfit pylate model2vec flair spacy trl gliner span_marker speechbrain nemo espnet laion_clap ' +
    'colpali_engine mteb megatron tf_keras'
  ).split(' '),
)

export function isDangerousModule(module: string): boolean {
  return DANGEROUS.has(head(module))
}

export function isKnownLibrary(module: string): boolean {
  return KNOWN.has(head(module))
}

function head(module: string): string {
  return module.split('.', 1)[0] ?? ''
}
