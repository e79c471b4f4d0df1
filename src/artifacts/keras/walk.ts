import { overLimit } from '../../model/read-error.ts'
import type { KerasFacts, KerasObject, KerasReference, LambdaFact } from './facts.ts'
import { describeBytecode, looksLikeBytecode } from './lambda.ts'
import { MARKERS } from './names.ts'

const MAX_VALUES = 5_000_000
const MAX_FACTS = 200_000

type Json = Readonly<Record<string, unknown>>

interface Found {
  readonly objects: KerasObject[]
  readonly lambdas: LambdaFact[]
  readonly references: KerasReference[]
}

/** Finds every object of a configuration, whatever wraps it: loaders look at all values, not at known keys. */
export function walkConfig(document: unknown, checkpoint: () => void): KerasFacts {
  const found: Found = { objects: [], lambdas: [], references: [] }
  const pending: { value: unknown; where: string }[] = [{ value: document, where: '' }]
  let seen = 0
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, where } = next
    if (++seen % 10_000 === 0) checkpoint()
    if (seen > MAX_VALUES || found.objects.length > MAX_FACTS)
      throw overLimit(`more than ${MAX_VALUES} values in one configuration`)
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--)
        if (typeof value[i] === 'object') pending.push({ value: value[i], where: `${where}[${i}]` })
      continue
    }
    if (!isObject(value)) continue
    if (typeof value['class_name'] === 'string') readObject(value, value['class_name'], where, found)
    for (const [key, inner] of Object.entries(value).toReversed())
      if (typeof inner === 'object') pending.push({ value: inner, where: join(where, key) })
  }
  return found
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(where: string, key: string): string {
  const name = key.slice(0, 60)
  return where === '' ? name : `${where.slice(0, 400)}.${name}`
}

function readObject(node: Json, className: string, where: string, found: Found): void {
  const config = node['config']
  if (className === '__lambda__') {
    found.lambdas.push(lambdaOf(isObject(config) ? (config['value'] ?? config['code']) : config, where))
    return
  }
  const typeSpec = className === '__typespec__'
  if (MARKERS.has(className) && !typeSpec) return
  const kind = className === 'function' ? 'function' : 'class'
  const specified = kind === 'function' ? config : typeSpec ? node['spec_name'] : className
  const name = typeof specified === 'string' ? specified : className
  const module = text(node['module']) ?? text(node['package'])
  const registered = text(node['registered_name'])
  found.objects.push({
    where,
    kind,
    name,
    ...(module !== undefined && { module }),
    ...(registered !== undefined && { registeredName: registered }),
  })
  if (isObject(config)) readSpecial(className.replace(/^.*[>.]/, ''), config, where, found)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Layers whose configuration is more than numbers and other objects. */
function readSpecial(owner: string, config: Json, where: string, found: Found): void {
  if (owner === 'Lambda') readLambdaLayer(config, where, found)
  for (const [key, value] of Object.entries(config)) {
    const kind = referenceKind(owner, key)
    if (kind === undefined || value === null || value === undefined) continue
    if ((kind === 'file' || kind === 'operation') && typeof value !== 'string') continue
    const shown = typeof value === 'string' ? value : JSON.stringify(value).slice(0, 200)
    found.references.push({ where: join(where, key), kind, owner, value: shown })
  }
}

function referenceKind(owner: string, key: string): KerasReference['kind'] | undefined {
  if (/^(?:vocabulary|vocabulary_file|vocab_file|idf_weights)$/.test(key)) return 'file'
  if (owner === 'TFSMLayer' && key === 'filepath') return 'model'
  if (owner === 'KerasLayer' && key === 'handle') return 'model'
  if (owner === 'TorchModuleWrapper' && key === 'module') return 'pickle'
  if (/^(?:JaxLayer|FlaxLayer)$/.test(owner) && /^(?:call_fn|init_fn|module|method)$/.test(key))
    return 'callable'
  if (/^(?:TFOpLambda|ClassMethod|InstanceMethod)$/.test(owner) && /^(?:function|cls_ref|method)$/.test(key))
    return 'operation'
  return undefined
}

/** `function`, `output_shape` and `mask` each may be code, the name of a function, or (output_shape) plain numbers. */
function readLambdaLayer(config: Json, where: string, found: Found): void {
  for (const key of ['function', 'output_shape', 'mask']) {
    const value = config[key]
    // Keras 3 writes an object, which the walk meets by itself; Keras 2 a list that starts with the code.
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (typeof first !== 'string') continue
    const at = join(where, key)
    if (Array.isArray(value) || config[`${key}_type`] === 'lambda' || looksLikeBytecode(first))
      found.lambdas.push(lambdaOf(first, at))
    else {
      const module = text(config['module'])
      found.lambdas.push({ where: at, named: first })
      if (module !== undefined) found.objects.push({ where: at, kind: 'function', name: first, module })
    }
  }
  if (isObject(config['function']) && config['function']['class_name'] === 'function')
    found.lambdas.push({ where: join(where, 'function'), named: text(config['function']['config']) ?? '' })
}

function lambdaOf(value: unknown, where: string): LambdaFact {
  const code: unknown = Array.isArray(value) ? value[0] : value
  return typeof code === 'string' ? { where, code: describeBytecode(code) } : { where }
}
