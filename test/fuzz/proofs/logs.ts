import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkChain } from '../../../src/integrity/guard/events/check-chain.ts'
import { openLockMemory } from '../../../src/integrity/lock/memory.ts'
import { endsWith, nextBatch } from '../../../src/intel/events/log-lines.ts'
import { sha256 } from '../../../src/model/identity.ts'
import { expected } from '../expected.ts'
import { LOCK } from './known.ts'
import { ownFolder } from './model-folder.ts'
import { MEMORY_LINES, LOG_LINES } from './state-seeds.ts'
import type { Target } from './target.ts'

/** The log of what was loaded: checked as a chain, and delivered in batches. */
export const loadLog: Target = async (bytes) => {
  const lines = Buffer.from(bytes).toString('latin1').replace(/\n$/, '').split('\n')
  const { problems } = checkChain(lines)
  const follower = LOG_LINES.findIndex(
    (line, i) => i > 0 && lines.includes(line, 1) && !lines.includes(LOG_LINES[i - 1]!),
  )
  if (follower > 0 && problems.length === 0) return `line ${follower} is gone, and the chain counts as whole`
  const file = join(ownFolder(), 'loads.jsonl')
  writeFileSync(file, bytes)
  return delivered(file, bytes)
}

async function delivered(file: string, bytes: Uint8Array): Promise<string | undefined> {
  let offset = 0
  const end = Buffer.from(bytes).lastIndexOf(10) + 1
  for (;;) {
    const batch = await expected(() => nextBatch(file, offset))
    if (!batch) return offset === end ? undefined : `lines behind ${offset} are not delivered`
    if (batch.count < 1 || batch.offset <= offset) return 'a batch without lines is delivered'
    if (!endsWith(file, batch.offset, batch.digest)) return 'what was delivered is not known again'
    offset = batch.offset
  }
}

/** What a machine remembers of a lock: each line that is whole counts. */
export const lockMemory: Target = (bytes) => {
  const state = ownFolder()
  mkdirSync(join(state, 'locks'), { recursive: true })
  writeFileSync(join(state, 'locks', LOCK.id), bytes, { mode: 0o600 })
  const memory = openLockMemory(state)
  const version = { id: LOCK.id, generation: 1, digest: sha256('another') }
  const newest = memory.newest(LOCK.id)
  const replayed = memory.refusals(version, 'assay.lock')
  if (newest > 1 && replayed.length === 0) return 'an older version is not refused'
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  if (lines.some((l) => l.startsWith('trust '))) return undefined
  const seen = MEMORY_LINES.filter((l) => lines.includes(l)).map((l) => Number(l.split(' ')[1]))
  return Math.max(0, ...seen) > newest ? 'a version that was seen is forgotten' : undefined
}
