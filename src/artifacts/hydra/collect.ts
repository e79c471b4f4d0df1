import type { HydraFacts, ResolverFact, TagFact, TargetFact } from './facts.ts'

const MAX_FACTS = 20_000
const MAX_TEXT = 300

/** Keys that name what to import, and what makes a call of it certain. `target` alone means many things. */
const TARGET_KEYS: ReadonlySet<string> = new Set([
  '_target_',
  '__target__',
  '_component_',
  'class_path',
  'target',
  'py/object',
  'py/function',
  'py/type',
  'py/reduce',
  'py/repr',
])

const DOTTED = /^[A-Za-z_]\w*(?:[.:][A-Za-z_]\w*)+$/
const RESOLVER = /\$\{\s*([A-Za-z_][\w.]*)\s*:([^{}]*(?:\$?\{[^{}]*\}[^{}]*)*)\}/g

export interface Collector {
  readonly facts: HydraFacts
  /** A mapping, as its keys with their values; values that are no text are `undefined` and rendered by `render`. */
  mapping(entries: ReadonlyMap<string, string | undefined>, render: () => string, line?: number): void
  tag(tag: string, render: () => string, line?: number): void
  text(value: string, line?: number): void
}

const PYTHON_TAG = /^(?:tag:yaml\.org,2002:|!!?)(?:ruby\/|java\/)?python\/([a-z]+(?:\/[a-z]+)?):?(.*)$/s

/** HyperPyYAML, the configuration of SpeechBrain, builds what its tags name. */
const HYPER_TAG = /^!(new|name|apply|obj|module|singleton):([\w.]+)$/
/** SnakeYAML and Psych make objects of the class that a tag names; model servers on the JVM read such files. */
const FOREIGN_TAG =
  /^(?:tag:yaml\.org,2002:|tag:ruby\.yaml\.org,2002:|!!?)((?:javax?|jdk|sun|com|org)\.[\w.$]+|ruby\/[\w:/!.-]+)/

interface NamedByTag {
  readonly verb: string
  readonly target: string
}

function namedByTag(tag: string): NamedByTag | undefined {
  const [, verb, target] = PYTHON_TAG.exec(tag) ?? []
  if (verb !== undefined) return { verb, target: target ?? '' }
  const [, hyper, built] = HYPER_TAG.exec(tag) ?? []
  if (hyper !== undefined && built !== undefined) return { verb: `hyper/${hyper}`, target: built }
  const foreign = FOREIGN_TAG.exec(tag)?.[1]
  return foreign === undefined ? undefined : { verb: 'foreign', target: foreign }
}

/** What the readers of YAML, JSON and lines find, brought together. */
export function createCollector(): Collector {
  const targets: TargetFact[] = []
  const tags: TagFact[] = []
  const resolvers: ResolverFact[] = []
  return {
    facts: { targets, tags, resolvers },
    mapping(entries, render, line) {
      for (const [key, value] of entries) {
        if (!TARGET_KEYS.has(key) || targets.length >= MAX_FACTS) continue
        const target = (value ?? '').trim()
        if (target === '' || (key === 'target' && !isCalled(target, entries))) continue
        targets.push({
          ...at(line),
          key,
          target: target.slice(0, MAX_TEXT),
          args: render().slice(0, MAX_TEXT),
          certain: key !== 'target' || entries.has('params'),
        })
        const path = entries.get('path')
        if (path !== undefined && LOOKUPS.test(target))
          targets.push({ ...at(line), key: 'path', target: path.slice(0, MAX_TEXT), args: '', certain: true })
      }
    },
    tag(tag, render, line) {
      const found = namedByTag(decodeTag(tag))
      if (!found || tags.length >= MAX_FACTS) return
      const { verb, target } = found
      tags.push({ ...at(line), verb, target: target.slice(0, MAX_TEXT), args: render().slice(0, MAX_TEXT) })
    },
    text(value, line) {
      if (!value.includes('${') || resolvers.length >= MAX_FACTS) return
      for (const [, resolver = '', argument = ''] of value.slice(0, 10_000).matchAll(RESOLVER))
        resolvers.push({ ...at(line), resolver, argument: argument.slice(0, MAX_TEXT) })
    },
  }
}

/** Functions that return what their `path` names, so that the path is the target. */
const LOOKUPS: RegExp =
  /^hydra\.utils\.(?:get_method|get_class|get_object|get_static_method|call|instantiate)$/

/** Graphs of traced models call their operators `target` too; what builds an object has `params` or nothing beside it. */
function isCalled(target: string, entries: ReadonlyMap<string, unknown>): boolean {
  return DOTTED.test(target) && (entries.has('params') || entries.size === 1)
}

function at(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line }
}

function decodeTag(tag: string): string {
  try {
    return decodeURIComponent(tag)
  } catch {
    return tag
  }
}
