import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { createContext } from '../../scan/budget.ts'
import { gzip } from './format.ts'

it('a stream behind zeros is read like one that follows at once', () => {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  const second = gzipSync('second')
  const file = Buffer.concat([gzipSync('first'), Buffer.alloc(64), second])
  const behind: Buffer[] = []
  for (const seen of gzip.read({ path: 'x.gz', bytes: memoryBytes(file) }, ctx))
    if (seen.kind === 'child' && seen.entry.path.includes('behind'))
      behind.push(seen.entry.open().read(0, seen.entry.size))
  assert.deepEqual(behind, [second])
})
