import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/model/identity.ts'
import { SEED_KINDS, type Seed } from './seeds.ts'

const folder = join(import.meta.dirname, 'regressions')
const NAME = /^([a-z]+)-[0-9a-f]{12}-(.+)\.input$/

/** Writes an input where the test suite reads it ever after. The name says how it is read, and under which path. */
export function keep({ kind, path, bytes }: Seed): void {
  mkdirSync(folder, { recursive: true })
  const digest = sha256(bytes).slice('sha256:'.length).slice(0, 12)
  writeFileSync(join(folder, `${kind}-${digest}-${encodeURIComponent(path)}.input`), bytes)
}

export function keptInputs(): Seed[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const [, named, path = ''] = NAME.exec(file) ?? []
      const kind = SEED_KINDS.find((k) => k === named)
      if (!kind) return []
      return [{ kind, path: decodeURIComponent(path), bytes: readFileSync(join(folder, file)) }]
    })
}
