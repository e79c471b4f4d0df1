import { isAbsolute, join, relative, resolve, sep } from 'node:path'

/** Folders that lie elsewhere on each machine. A lock names what lies in them as `$HF_HUB_CACHE/…`. */
export const PLACE_NAMES = ['HF_HUB_CACHE', 'OLLAMA_MODELS', 'TORCH_HOME'] as const
export type PlaceName = (typeof PLACE_NAMES)[number]
export type Places = Readonly<Record<PlaceName, string>>

/** Where they lie, by the rules of the programs that own them. `home` counts when there is no `HOME`. */
export function placesOf(env: Readonly<Record<string, string | undefined>>, home: string): Places {
  const own = env['HOME'] || home
  const cache = env['XDG_CACHE_HOME'] || join(own, '.cache')
  const hub =
    env['HF_HUB_CACHE'] ||
    env['HUGGINGFACE_HUB_CACHE'] ||
    join(env['HF_HOME'] || join(cache, 'huggingface'), 'hub')
  return {
    HF_HUB_CACHE: expanded(hub, own),
    OLLAMA_MODELS: expanded(env['OLLAMA_MODELS'] || join(own, '.ollama/models'), own),
    TORCH_HOME: expanded(env['TORCH_HOME'] || join(cache, 'torch'), own),
  }
}

/** The absolute path of what a lock in the folder `base` names; undefined for a place that is not known. */
export function located(path: string, base: string, places: Places): string | undefined {
  if (!path.startsWith('$')) return resolve(base, path)
  const slash = path.indexOf('/')
  const name = slash < 0 ? path.slice(1) : path.slice(1, slash)
  const place = PLACE_NAMES.find((known) => known === name)
  if (!place) return undefined
  const inner = slash < 0 ? '' : path.slice(slash + 1)
  const folder = places[place]
  const found = resolve(folder, inner)
  return contains(folder, found) ? found : undefined
}

/** How a lock in the folder `base` names a path: under a place where it lies in one and not below the lock. */
export function lockPath(absolute: string, base: string, places: Places): string {
  if (contains(base, absolute)) return slashed(relative(base, absolute)) || '.'
  for (const name of PLACE_NAMES)
    if (contains(places[name], absolute)) {
      const inner = slashed(relative(places[name], absolute))
      return inner === '' ? `$${name}` : `$${name}/${inner}`
    }
  return slashed(relative(base, absolute))
}

/** Whether a path is a folder itself or lies in it, as the paths are written. */
export function contains(folder: string, path: string): boolean {
  const inner = relative(folder, path)
  return inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner)
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

function expanded(path: string, home: string): string {
  return resolve(path.startsWith('~/') ? join(home, path.slice(2)) : path)
}
