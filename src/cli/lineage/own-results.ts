import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, type Digest } from '../../model/identity.ts'

const FILE = 'derivations-1'
/** Results kept, the last ones. */
const CAPACITY = 10_000

/** Documents that comparisons of this user wrote on this machine, by digest. */
export function ownResults(folder: string): ReadonlySet<Digest> {
  const path = join(folder, FILE)
  try {
    const stat = lstatSync(path)
    // What others may write could vouch for results that nobody here made.
    if (!stat.isFile() || (stat.mode & 0o022) !== 0 || stat.uid !== (process.getuid?.() ?? stat.uid))
      return new Set()
    const lines = readFileSync(path, 'latin1').split('\n')
    return new Set(lines.flatMap((hex): Digest[] => (/^[0-9a-f]{64}$/.test(hex) ? [`sha256:${hex}`] : [])))
  } catch {
    // None yet, or unreadable: then no result is known as one's own.
    return new Set()
  }
}

/** A machine that cannot remember it only believes less. */
export function rememberResult(folder: string, document: string): void {
  const digest = sha256(document)
  const known = ownResults(folder)
  if (known.has(digest)) return
  const path = join(folder, FILE)
  const draft = `${path}.${process.pid}`
  const kept = [...known, digest].slice(-CAPACITY)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, kept.map((d) => `${d.slice('sha256:'.length)}\n`).join(''), {
      mode: 0o600,
      flag: 'wx',
    })
    renameSync(draft, path)
  } catch {
    rmSync(draft, { force: true })
  }
}
