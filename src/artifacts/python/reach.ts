import { canonical } from './capabilities.ts'
import { lookUp, outermost, type Scope } from './scope.ts'
import { isKeyName, sourceOrigin } from './sources.ts'
import { FROM, originOf, tainted, unknown, type Value } from './value.ts'

/** `value.name`, for names that are written out and for those that `getattr` is given. */
export function attributeOf(value: Value, name: string): Value {
  switch (value.kind) {
    case 'ref':
      return refAttribute(value, name)
    case 'instance': {
      // `start` of a thread or process is its `run`.
      const threaded = name === 'start' && value.body.bases.some((b) => /(?:Thread|Process)$/.test(b))
      const held = value.body.fields.get(name) ?? value.body.members.get(threaded ? 'run' : name)
      return held ?? { kind: 'ref', name: `self.${name}`, from: value.from }
    }
    case 'class':
      return value.body.members.get(name) ?? unknown(value.from)
    default:
      return introspection(name) ?? unknown(originOf(value))
  }
}

function refAttribute(value: Value & { kind: 'ref' }, name: string): Value {
  const special = introspection(name)
  if (special) return special
  // What a module's namespace holds is reached by item as by attribute.
  if (name === '__dict__') return value
  const full = canonical(`${value.name}.${name}`)
  const from = value.from | sourceOrigin(full)
  return { ...value, name: full, from }
}

/** The ladder from any object to every loaded class and module. */
function introspection(name: string): Value | undefined {
  if (name === '__subclasses__' || name === '__globals__' || name === '__builtins__' || name === 'f_globals')
    return { kind: 'ref', name: '__builtins__', from: FROM.built }
  return undefined
}

export type Index =
  | { readonly kind: 'item'; readonly at: Value }
  | { readonly kind: 'slice'; readonly parts: readonly string[] }

export function itemOf(value: Value, index: Index, scope: Scope): Value {
  if (index.kind === 'slice') return sliced(value, index.parts)
  const { at } = index
  if (value.kind === 'ref') return refItem(value, at, scope)
  if (value.kind === 'dict' && at.kind === 'text')
    return value.entries.get(at.text) ?? unknown(originOf(value))
  if (at.kind === 'number') {
    if (value.kind === 'list') return value.items.at(at.number) ?? unknown(originOf(value))
    if (value.kind === 'text') return { ...value, text: value.text.at(at.number) ?? '' }
    if (value.kind === 'bytes')
      return { kind: 'number', number: value.text.charCodeAt(Math.max(0, at.number)) || 0, from: value.from }
  }
  return unknown(originOf(value) | at.from)
}

function refItem(value: Value & { kind: 'ref' }, at: Value, scope: Scope): Value {
  const { name } = value
  if (at.kind !== 'text') {
    if (name === '__builtins__' && at.kind === 'number') return value
    return { ...value, name: `${name}[]`, from: value.from | at.from }
  }
  const key = at.text
  if (name === 'os.environ' || name === 'os.environb') return unknown(isKeyName(key) ? FROM.token : 0)
  if (name === 'sys.modules') return { kind: 'ref', name: key, from: FROM.built }
  if (name === 'globals()' || name === 'locals()' || name === 'vars()' || name === '__builtins__') {
    const held = name === '__builtins__' ? undefined : lookUp(outermost(scope), key)
    return held ? tainted(held, FROM.built) : { kind: 'ref', name: namespaceName(key), from: FROM.built }
  }
  if (/^[A-Za-z_]\w*$/.test(key)) return tainted(refAttribute(value, key), FROM.built)
  return unknown(value.from)
}

/** Of what a function's namespace may hold, the names that matter are those of `os`. */
function namespaceName(key: string): string {
  if (key === '__builtins__') return '__builtins__'
  return /^(?:system|popen|execv|spawnv)$/.test(key) ? `os.${key}` : canonical(key)
}

function sliced(value: Value, parts: readonly string[]): Value {
  const [start, end, step] = parts.map((p) => (p.trim() === '' ? undefined : Number(p)))
  if ([start, end, step].some((n) => n !== undefined && !Number.isInteger(n))) return unknown(originOf(value))
  if (value.kind === 'text' || value.kind === 'bytes') {
    const backwards = step !== undefined && step < 0
    const whole = backwards && start === undefined && end === undefined
    const units = whole ? [...value.text].toReversed() : Array.from(value.text.slice(start, end))
    const kept = Math.abs(step ?? 1) === 1 ? units : units.filter((_, i) => i % Math.abs(step ?? 1) === 0)
    return { ...value, text: kept.join(''), from: value.from | (step === undefined ? 0 : FROM.decoded) }
  }
  if (value.kind === 'list' && step === undefined) return { ...value, items: value.items.slice(start, end) }
  if (value.kind === 'list' && step === -1) return { ...value, items: value.items.toReversed() }
  return value.kind === 'ref' ? { ...value, name: `${value.name}[]` } : unknown(originOf(value))
}
