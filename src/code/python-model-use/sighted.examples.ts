import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import type { Sample } from '../../model/entry.ts'
import type { Sighting, Subject } from '../../model/sighting.ts'
import { pythonModelUse } from './discoverer.ts'

export const TEST_CONTEXT: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(),
  checkpoint: () => {},
  countMembers: () => {},
  countInflated: () => {},
  defer: () => {},
}

/** What the discoverer sees in a source; the grammar must be prepared. */
export function sightingsIn(source: string, path = 'app.py'): Sighting[] {
  const seen: Sighting[] = []
  for (const found of pythonModelUse.read({ path, bytes: memoryBytes(Buffer.from(source)) }, TEST_CONTEXT))
    if (found.kind === 'facts') seen.push(...pythonModelUse.sightings(found.facts, path))
  return seen
}

/** `model hugging-face org/name@version`, each once. */
export function namesIn(source: string, path?: string): string[] {
  return [...new Set(sightingsIn(source, path).map(({ subject }) => spelled(subject)))]
}

export function spelled(subject: Subject): string {
  if (subject.by === 'name')
    return [
      subject.kind,
      subject.registry,
      subject.version ? `${subject.name}@${subject.version}` : subject.name,
    ].join(' ')
  return subject.by === 'path' ? `${subject.kind} path ${subject.path}` : subject.by
}

/** What a discoverer is shown before it decides. */
export function takeSampleOf(path: string, text: string): Sample {
  const head = Buffer.from(text)
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return { path, name, size: head.length, head, text, tail: head, bytes: memoryBytes(head) }
}
