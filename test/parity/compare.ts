import type { PickleFacts } from '../../src/artifacts/pickle/facts.ts'
import { readPickleAt } from '../../src/artifacts/pickle/read-at.ts'
import type { Value } from '../../src/artifacts/pickle/value.ts'
import { memoryBytes } from '../../src/bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../src/model/context.ts'
import { createContext } from '../../src/scan/budget.ts'
import type { Event } from './python.ts'

/** What the machine says of a stream, in the words of the child. */
export function eventsOf(stream: Buffer): ReadonlySet<string> {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  const { facts } = readPickleAt(memoryBytes(stream), 0, ctx, { path: 'stream' })
  const events = new Set<string>()
  for (const read of facts.streams) addEvents(events, read)
  return events
}

function addEvents(events: Set<string>, facts: PickleFacts): void {
  for (const { global, called } of facts.globals) {
    events.add(keyOf(['name', global.module, global.name]))
    if (called) events.add(keyOf(['call', global.module, global.name]))
  }
  for (const { effect } of facts.unproven) {
    if (effect.kind === 'call') {
      const { callee } = effect.call
      events.add(keyOf([callee.kind === 'global' ? 'call' : 'indirect', ...rootOf(callee)]))
    } else events.add(keyOf([effect.kind, ...rootOf(effect.target)]))
  }
  if (facts.divergences.some((d) => d.says.startsWith('STACK_GLOBAL of names'))) events.add('computed')
}

function rootOf(value: Value): [string, string] {
  if (value.kind === 'global') return [value.module, value.name]
  if (value.kind === 'call') return rootOf(value.callee)
  return ['<persistent>', '']
}

export function keyOf(event: Event): string {
  return JSON.stringify(event)
}

/** Events that Python saw and the machine did not. */
export function unseen(stream: Buffer, python: readonly Event[]): Event[] {
  const events = eventsOf(stream)
  return python.filter((e) => {
    const [what, module, name] = e
    // State None is proven harmless whatever it is given to.
    if (what === 'build' && module === '<persistent>') return false
    // NEWOBJ on an instance finds the `__new__` of its class.
    return !events.has(keyOf(e)) && !(what === 'call' && events.has(keyOf(['indirect', module, name])))
  })
}
