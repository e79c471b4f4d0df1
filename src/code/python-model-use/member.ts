import type { Evaluator } from './evaluate.ts'
import type { Call } from './value.ts'
import { OPTIONS_METHOD } from './options.ts'
import type { ClassDefinition } from './scope.ts'
import { assumed, choice, eachOf, text, UNKNOWN, type Value } from './value.ts'

const MAX_BASES = 4

/** `value.name`. */
export function attributeOf(value: Value, name: string, evaluator: Evaluator): Value {
  switch (value.kind) {
    case 'ref':
      return { kind: 'ref', name: `${value.name}.${name}` }
    case 'choice':
      return choice(value.of.map((v) => attributeOf(v, name, evaluator)))
    case 'class':
      return classAttribute(value.definition, name, undefined, evaluator) ?? member(value, name)
    case 'instance':
      return instanceAttribute(value.call, name, evaluator) ?? member(value, name)
    case 'dict':
      // Objects made of dictionaries: `EasyDict`, `Munch`.
      return value.entries.get(name) ?? member(value, name)
    case 'text':
      return pathAttribute(value, name) ?? member(value, name)
    case 'member':
      return hyperparameter(value, name, evaluator) ?? evaluator.options().get(name) ?? member(value, name)
    case 'unknown':
      return evaluator.options().get(name) ?? member(value, name)
    default:
      return member(value, name)
  }
}

function member(of: Value, name: string): Value {
  return { kind: 'member', of, name }
}

/** Lightning's `self.hparams.x` is the argument `x` of `__init__`. */
function hyperparameter(
  value: Extract<Value, { kind: 'member' }>,
  name: string,
  evaluator: Evaluator,
): Value | undefined {
  if (value.name !== 'hparams' || value.of.kind !== 'class') return undefined
  const [made] = value.of.definition.scope.names.get('__init__') ?? []
  if (made?.origin.kind !== 'function') return undefined
  const given = made.origin.definition.scope.names.get(name)
  return given && evaluator.bound(given.slice(0, 1))
}

/** Paths are texts here. */
function pathAttribute(value: Extract<Value, { kind: 'text' }>, name: string): Value | undefined {
  const slash = value.text.lastIndexOf('/')
  if (name === 'parent') return text(slash > 0 ? value.text.slice(0, slash) : '.', value.sure)
  if (name === 'name') return text(value.text.slice(slash + 1), value.sure)
  // Members of an enumeration.
  return name === 'value' ? value : undefined
}

function instanceAttribute(call: Call, name: string, evaluator: Evaluator): Value | undefined {
  if (OPTIONS_METHOD.test(call.name)) return evaluator.options().get(name)
  if (call.callee.kind === 'class') return classAttribute(call.callee.definition, name, call, evaluator)
  // Simple holders: `Namespace(model="…")`, `EasyDict(model="…")`.
  const given = call.keywords.get(name)
  return given && /(?:Namespace|Dict|Munch|Box|Config)$/i.test(call.name)
    ? evaluator.valueOf(given, call.scope)
    : undefined
}

/** What an object of the class holds under the name: given to it, set in its methods, or stated in its body. */
function classAttribute(
  definition: ClassDefinition,
  name: string,
  call: Call | undefined,
  evaluator: Evaluator,
  seen: readonly ClassDefinition[] = [],
): Value | undefined {
  if (seen.length > MAX_BASES || seen.includes(definition)) return undefined
  const given = call?.keywords.get(name)
  if (given && !definition.scope.names.has('__init__')) return evaluator.valueOf(given, call!.scope)
  const set = definition.attributes.get(name)
  if (set) {
    const value = evaluator.bound(set.slice(-20))
    if (value.kind !== 'unknown') return value
  }
  const stated = definition.scope.names.get(name)
  if (stated) {
    const value = evaluator.bound(stated.slice(-4))
    // A function in a class is a method; a property is what it returns.
    if (value.kind === 'function')
      return value.definition.decorators.some((d) => /property/.test(evaluator.source(d)))
        ? evaluator.returned(value.definition)
        : value
    return isConstantName(name) ? value : assumed(fieldDefault(value, evaluator))
  }
  for (const base of definition.bases.slice(0, MAX_BASES)) {
    const value = evaluator.valueOf(base, definition.scope.parent ?? definition.scope)
    if (value.kind !== 'class') continue
    const found = classAttribute(value.definition, name, call, evaluator, [...seen, definition])
    if (found) return found
  }
  return undefined
}

function isConstantName(name: string): boolean {
  return name === name.toUpperCase()
}

/** `field(default="…")`, `Field("…")`, `Option("…")` state a default. */
export function fieldDefault(value: Value, evaluator: Evaluator): Value {
  if (value.kind !== 'instance') return value
  const { call } = value
  if (
    !/(?:^|\.)(?:field|Field|PrivateAttr|Option|Argument|Parameter|option|argument|attrib|ib|Form|Query|Body|Param|Depends|chz\.field)$/.test(
      call.name,
    )
  )
    return value
  const stated = call.keywords.get('default') ?? call.positional[0]
  if (stated) return evaluator.valueOf(stated, call.scope)
  const factory = evaluator.valueOf(call.keywords.get('default_factory'), call.scope)
  return factory.kind === 'function' ? evaluator.returned(factory.definition) : UNKNOWN
}

/** `value[key]`. Unknown keys may be any. */
export function itemOf(value: Value, key: Value): Value {
  switch (value.kind) {
    case 'list': {
      const index = key.kind === 'plain' ? Number(key.text) : Number.NaN
      if (Number.isInteger(index)) return value.items.at(index) ?? UNKNOWN
      return choice(value.items.slice(0, 64).map((v) => assumed(v)))
    }
    case 'dict': {
      const found = eachOf(key).flatMap((k) => (k.kind === 'text' ? (value.entries.get(k.text) ?? []) : []))
      if (found.length > 0) return choice(found)
      return key.kind === 'text'
        ? UNKNOWN
        : choice([...value.entries.values()].slice(0, 64).map((v) => assumed(v)))
    }
    case 'choice':
      return choice(value.of.map((v) => itemOf(v, key)))
    case 'instance':
    case 'member':
      return { kind: 'member', of: value, name: '[]' }
    case 'ref':
      // `List[str]`, `os.environ["X"]`.
      return UNKNOWN
    default:
      return UNKNOWN
  }
}
