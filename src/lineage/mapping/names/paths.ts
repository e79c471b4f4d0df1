import { ATTENTION } from './attention.ts'
import { FEED_FORWARD } from './feed-forward.ts'
import { OUTSIDE } from './outside.ts'
import { RECURRENT } from './recurrent.ts'

type Table = ReadonlyMap<string, readonly string[]>

function table(...parts: readonly Readonly<Record<string, string>>[]): Table {
  return new Map(
    parts.flatMap((part) => Object.entries(part).map(([stem, paths]) => [stem, paths.split(' ')] as const)),
  )
}

const LAYER = table(ATTENTION, FEED_FORWARD, RECURRENT)
const FREE = table(OUTSIDE)

/** What a tensor with ggml's name `stem` may be called in other formats; its own name comes first. */
export function pathsOf(stem: string, inLayer: boolean): readonly string[] {
  return [stem, ...((inLayer ? LAYER : FREE).get(stem) ?? [])]
}

/** The names of ggml that a path may stand for; outside of layers it may have anything before it. */
export function meaningsOf(path: string, inLayer: boolean): readonly string[] {
  if (inLayer) return STEMS.layer.get(path) ?? []
  const parts = path.split('.').slice(0, DEEPEST)
  return [...new Set(parts.flatMap((_, i) => STEMS.free.get(parts.slice(i).join('.')) ?? []))]
}

const DEEPEST = 8

function inverted(paths: Table): ReadonlyMap<string, readonly string[]> {
  const stems = new Map<string, string[]>()
  for (const [stem, names] of paths)
    for (const name of [stem, ...names]) stems.set(name, [...(stems.get(name) ?? []), stem])
  return stems
}

const STEMS = { layer: inverted(LAYER), free: inverted(FREE) }
