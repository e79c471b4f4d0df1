import { join, resolve } from 'node:path'
import { isRootVariable, OWN_ROOT, ROOT_VARIABLES } from './lock-path.ts'

type RootVariable = (typeof ROOT_VARIABLES)[number]

/**
 * Where the folders lie that paths of a lock may start with, by the rules of the programs that own them. `home` counts
 * when there is no `HOME`.
 */
export function machineRoots(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): ReadonlyMap<string, string> {
  const own = env['HOME'] || home
  const cache = env['XDG_CACHE_HOME'] || join(own, '.cache')
  const hub = env['HUGGINGFACE_HUB_CACHE'] || join(env['HF_HOME'] || join(cache, 'huggingface'), 'hub')
  const usual: Readonly<Record<RootVariable, string>> = {
    HF_HUB_CACHE: hub,
    OLLAMA_MODELS: join(own, '.ollama/models'),
    TORCH_HOME: join(cache, 'torch'),
    MODELSCOPE_CACHE: join(cache, 'modelscope'),
    SENTENCE_TRANSFORMERS_HOME: join(cache, 'torch/sentence_transformers'),
    LLAMA_CACHE: join(cache, 'llama.cpp'),
    VLLM_CACHE_ROOT: join(cache, 'vllm'),
    NLTK_DATA: join(own, 'nltk_data'),
    KERAS_HOME: join(own, '.keras'),
  }
  const roots = new Map<string, string>()
  for (const name of ROOT_VARIABLES) roots.set(name, expanded(env[name] || usual[name], own))
  for (const [name, value] of Object.entries(env))
    if (value && name.startsWith(OWN_ROOT) && isRootVariable(name)) roots.set(name, expanded(value, own))
  return roots
}

function expanded(path: string, home: string): string {
  return resolve(path.startsWith('~/') ? join(home, path.slice(2)) : path)
}
