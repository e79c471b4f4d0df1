import type { Rule } from '../../../model/rule.ts'
import { fullName } from '../allow/shape.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'
import { gadgetOf } from '../gadgets/index.ts'
import type { GlobalValue } from '../value.ts'

const MAX_NAMES = 4

export const unproven: Rule<PickleFileFacts> = {
  id: 'pickle-unproven',
  title: 'Makes objects that nothing proves harmless',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Loading imports the package and runs constructors of its classes. Nothing shows that this is harmful, and nothing ' +
    'proves that it is not: the allow-list holds exact names whose code has been read. One finding a package.',
  remedy:
    'Read the classes and waive the finding for this digest, or ask the publisher for a state dict or safetensors.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const [name, globals] of packages(facts)) {
      const [first] = globals
      if (first === undefined) continue
      const at = locate(path, first.at)
      const names = [...new Set(globals.map((g) => g.name))]
      const shown = names.slice(0, MAX_NAMES).join(', ')
      const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
      yield {
        message: `uses ${clip(name, 60)}, which nothing proves harmless: ${clip(shown, 110)}${more}`,
        at,
        evidence: [
          { at, says: `first named here: ${clip(fullName(first))}` },
          ...globals.slice(1, 8).map((g) => ({ at: locate(path, g.at), says: clip(fullName(g)) })),
        ],
        seen: `${name}: ${names.toSorted().join(' ')}`.slice(0, 2000),
      }
    }
  },
}

/** Package to the names that nothing proves and no other finding names. */
function packages(facts: PickleFileFacts): Map<string, GlobalValue[]> {
  const found = new Map<string, Map<string, GlobalValue>>()
  const add = (global: GlobalValue): void => {
    const name = packageOf(global.module)
    const names = found.get(name) ?? new Map<string, GlobalValue>()
    found.set(name, names)
    if (!names.has(fullName(global))) names.set(fullName(global), global)
  }
  for (const { assessment } of assessedAs(facts, 'unproven', Number.MAX_SAFE_INTEGER))
    if (assessment.of !== undefined) add(assessment.of)
  for (const stream of facts.streams) {
    const told = new Set(stream.unproven.flatMap((u) => u.reaches.map((g) => fullName(g))))
    for (const { global, proven } of stream.globals)
      if (!proven && !told.has(fullName(global)) && gadgetOf(global.module, global.name) === undefined)
        add(global)
  }
  return new Map([...found].map(([name, globals]) => [name, [...globals.values()]]))
}

function packageOf(module: string): string {
  const dot = module.indexOf('.')
  return dot < 0 ? module : module.slice(0, dot)
}
