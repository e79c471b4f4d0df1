import { isAbsolute, join, relative, sep } from 'node:path'

/** Environment variables that a path in a lock may start with: the caches of model clients. */
export const ROOT_VARIABLES = [
  'HF_HUB_CACHE',
  'OLLAMA_MODELS',
  'TORCH_HOME',
  'MODELSCOPE_CACHE',
  'SENTENCE_TRANSFORMERS_HOME',
  'LLAMA_CACHE',
  'VLLM_CACHE_ROOT',
  'NLTK_DATA',
  'KERAS_HOME',
] as const
/** The user's own: `ASSAY_ROOT_MODELS=/models` makes `$ASSAY_ROOT_MODELS/…` a place. */
export const OWN_ROOT = 'ASSAY_ROOT_'

const VARIABLE = new RegExp(`^(?:${ROOT_VARIABLES.join('|')}|${OWN_ROOT}[A-Z0-9_]{1,64})$`)
const MAX_PATH = 4096

export function isRootVariable(name: string): boolean {
  return VARIABLE.test(name)
}

/** Folders that paths of a lock are relative to. */
export interface LockPlaces {
  /** Folder of the lock, absolute. */
  readonly folder: string
  /** Absolute folder by the name of its variable. */
  readonly roots: ReadonlyMap<string, string>
}

/** What is wrong with a path in a lock; nothing if it may stand there. */
export function lockPathProblem(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (path.length > MAX_PATH) return `is longer than ${MAX_PATH} characters`
  if (!path.isWellFormed() || path.includes('\0')) return 'is no text that can name a file'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'is absolute: it must be relative to the lock or start with a variable such as $HF_HUB_CACHE'
  // A separator on some systems: what names one file here could name another one there.
  if (path.includes('\\')) return 'has a backslash'
  if (path === '.') return undefined
  const [first = '', ...rest] = path.split('/')
  if (first.startsWith('$') && !isRootVariable(first.slice(1)))
    return `starts with ${first}, which is no variable that a lock may name`
  if (first === '..' || rest.includes('..')) return 'leads out of its folder'
  return [first, ...rest].some((part) => part === '' || part === '.')
    ? 'is not in its shortest form'
    : undefined
}

/** Where a path of a lock is on this machine; nothing where its variable has no value. */
export function placeOf(path: string, { folder, roots }: LockPlaces): string | undefined {
  if (!path.startsWith('$')) return join(folder, path)
  const [variable = '', ...rest] = path.split('/')
  const root = roots.get(variable.slice(1))
  return root === undefined ? undefined : join(root, ...rest)
}

/** How a lock names an absolute path; nothing if it lies neither beside the lock nor under a known root. */
export function lockPathOf(absolute: string, { folder, roots }: LockPlaces): string | undefined {
  const own = inside(absolute, folder)
  if (own !== undefined && !own.startsWith('$')) return own
  const [closest] = [...roots]
    .flatMap(([name, root]) => {
      const rest = inside(absolute, root)
      return rest === undefined ? [] : [{ name, rest }]
    })
    .toSorted((a, b) => a.rest.length - b.rest.length)
  if (!closest) return undefined
  return closest.rest === '.' ? `$${closest.name}` : `$${closest.name}/${closest.rest}`
}

/** Whether a path of the lock is a root or lies below it. */
export function isUnder(path: string, root: string): boolean {
  return root === '.' ? !path.startsWith('$') : path === root || path.startsWith(`${root}/`)
}

function inside(absolute: string, folder: string): string | undefined {
  const rest = relative(folder, absolute)
  if (rest === '') return '.'
  if (rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest)) return undefined
  return sep === '/' ? rest : rest.replaceAll(sep, '/')
}
