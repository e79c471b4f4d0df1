import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '../../model/identity.ts'

/** Entries kept, the most recently used first. */
const CAPACITY = 200_000
const FILE = 'digests-1'
const LINE = /^(\d+:\d+:\d+:\d+) ([0-9a-f]{64})$/

/**
 * Digests by device, inode, size and ctime. The ctime cannot be set back, so an entry is as good as hashing again;
 * a change within the resolution of the clock is left out by not remembering files younger than two seconds.
 */
export interface HashCache {
  get(state: string): Digest | undefined
  put(state: string, digest: Digest): void
  save(): void
}

export const NO_CACHE: HashCache = { get: () => undefined, put: () => {}, save: () => {} }

export function openHashCache(folder: string, clock: () => Date): HashCache {
  const path = join(folder, FILE)
  const known = load(path)
  const used = new Map<string, Digest>()
  return {
    get(state) {
      const digest = known.get(state)
      if (digest) used.set(state, digest)
      return digest
    },
    put(state, digest) {
      const changed = Number(BigInt(state.slice(state.lastIndexOf(':') + 1)) / 1_000_000n)
      if (clock().getTime() - changed > 2000) used.set(state, digest)
    },
    save() {
      if (used.size === 0) return
      for (const [state, digest] of known)
        if (used.size < CAPACITY && !used.has(state)) used.set(state, digest)
      store(folder, path, used)
    },
  }
}

/** Somebody else's or a world-writable file could vouch for bytes that nobody hashed: it is ignored. */
function load(path: string): Map<string, Digest> {
  const known = new Map<string, Digest>()
  try {
    const stat = lstatSync(path)
    if (!stat.isFile() || (stat.mode & 0o022) !== 0 || stat.uid !== (process.getuid?.() ?? stat.uid))
      return known
    for (const line of readFileSync(path, 'latin1').split('\n')) {
      const match = LINE.exec(line)
      if (match) known.set(match[1]!, `sha256:${match[2]!}`)
    }
  } catch {
    // No cache, or an unreadable one: everything is hashed.
  }
  return known
}

function store(folder: string, path: string, digests: ReadonlyMap<string, Digest>): void {
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lines = [...digests].map(([state, digest]) => `${state} ${digest.slice('sha256:'.length)}\n`)
    writeFileSync(draft, lines.join(''), { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } catch {
    // A read-only home is no reason to fail a scan.
    rmSync(draft, { force: true })
  }
}
