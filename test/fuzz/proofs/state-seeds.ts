import { lineDigest } from '../../../src/integrity/guard/events/append.ts'
import { LOAD_EVENT_SCHEMA, type LoadEvent } from '../../../src/integrity/guard/events/load-event.ts'
import { sha256 } from '../../../src/model/identity.ts'
import { LOCK } from './known.ts'

/** What this machine has seen of a lock. */
export const MEMORY_LINES: readonly string[] = [1, 2, 7, 9].map((n) => `seen ${n} ${sha256(String(n))}`)

/** Events that follow one another. */
export const LOG_LINES: readonly string[] = logLines()

function logLines(): readonly string[] {
  const lines: string[] = []
  for (let n = 0; n < 6; n++) {
    const last = lines.at(-1)
    const event: LoadEvent = {
      schema: LOAD_EVENT_SCHEMA,
      time: `2026-11-26T00:00:0${n}.000Z`,
      host: 'host',
      user: 'user',
      pid: 100 + n,
      cwd: '/srv',
      command: ['python', 'serve.py'],
      lock: { path: 'assay.lock', id: LOCK.id, generation: LOCK.generation, digest: LOCK.digest },
      checked: n === 0 ? 'hashed' : 'remembered',
      outcome: n === 3 ? 'refused' : 'loaded',
      artifacts: n === 3 ? [] : [{ path: 'models/model.safetensors', digest: sha256('weights') }],
      refusals: n === 3 ? [{ code: 'content-changed', path: 'models/model.safetensors', message: 'm' }] : [],
      previous: last === undefined ? null : `sha256:${lineDigest(last)}`,
    }
    lines.push(JSON.stringify(event))
  }
  return lines
}
