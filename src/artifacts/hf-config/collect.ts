import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { CodeReference, HfConfigFacts, Mechanism } from './facts.ts'
import { isDangerousModule, isKnownLibrary } from './libraries.ts'
import { placeOfClass, type Place } from './origin.ts'

/** What the whole document says about code, at any depth: nested configurations are read like outer ones. */
export interface Collected {
  readonly code: CodeReference[]
  readonly trusting: HfConfigFacts['trusting'][number][]
  readonly objects: HfConfigFacts['objects'][number][]
}

/** More than any loader reads; a finding each would drown the report. */
const MAX_REFERENCES = 500

const OBJECT_KEYS = new Set(['py/reduce', 'py/object', 'py/function', 'py/type', 'py/repr', 'py/newargs'])
const ATTENTION = /^_?(?:attn|experts)_implementation$/
/** sentence-transformers hands these to `from_pretrained` as they are. */
const PASSED_ON = /^(?:model|tokenizer|config|processor)_args\.trust_remote_code$/
const HUB_NAME = /^[\w.-]+\/[\w.-]+(?:[@:][\w.@:-]*)?$/

export function collect(root: JsonValue): Collected {
  const out: Collected = { code: [], trusting: [], objects: [] }
  if (isArray(root)) moduleList(root, out)
  visit(root, '', out)
  if (isObject(root)) pipelineIndex(root, out)
  return out
}

function visit(value: JsonValue, key: string, out: Collected): void {
  if (isArray(value)) {
    for (const item of value.items) if (typeof item === 'object' && item) visit(item, key, out)
    return
  }
  if (!isObject(value)) return
  for (const m of value.members) {
    const path = key ? `${key}.${m.key}` : m.key
    named(m, path, out)
    if (typeof m.value === 'object' && m.value && m.key !== 'weight_map') visit(m.value, path, out)
  }
}

function named(m: JsonMember, path: string, out: Collected): void {
  switch (m.key) {
    case 'auto_map':
      for (const [at, text, line] of strings(m, path))
        add(out, 'auto_map', at, line, text, placeOfClass(text), true)
      return
    case 'custom_pipelines':
      if (isObject(m.value))
        for (const task of m.value.members)
          for (const name of ['impl', 'type'] as const) {
            const impl = member(task.value, name)
            if (typeof impl?.value === 'string' && (name === 'impl' || impl.value.includes('--')))
              add(
                out,
                'custom pipeline',
                `${path}.${task.key}.${name}`,
                impl.line,
                impl.value,
                placeOfClass(impl.value),
                true,
              )
          }
      return
    case 'custom_generate':
      if (typeof m.value === 'string')
        add(out, 'custom generation', path, m.line, m.value, hubPlace(m.value), true)
      return
    case 'auto_mapping':
      adapterBase(m, path, out)
      return
    case 'megatron_core':
      if (typeof m.value === 'string' && !/^megatron(?:\.|$)/.test(m.value))
        add(out, 'adapter base class', path, m.line, m.value, { origin: 'installed', target: m.value }, false)
      return
    case 'trust_remote_code':
      if (m.value === true || m.value === 'true' || m.value === 1)
        out.trusting.push({ line: m.line, passedOn: PASSED_ON.test(path) })
      return
    case 'kernel_mapping':
      for (const [at, text, line] of strings(m, path))
        if (HUB_NAME.test(text)) add(out, 'kernel', at, line, text, hubPlace(text), false)
      return
    case 'types':
      if (isObject(m.value)) for (const [at, text, line] of strings(m, path)) moduleClass(out, at, line, text)
      return
    default:
      if (ATTENTION.test(m.key))
        for (const [at, text, line] of strings(m, path))
          if (text.includes('/')) add(out, 'kernel', at, line, text, hubPlace(text), false)
      if (OBJECT_KEYS.has(m.key) && out.objects.length < MAX_REFERENCES)
        out.objects.push({ key: m.key, line: m.line, value: briefly(m.value) })
  }
}

/** PEFT imports `parent_library` and takes `base_model_class` from it, without asking. */
function adapterBase(m: JsonMember, path: string, out: Collected): void {
  const library = member(m.value, 'parent_library')
  if (typeof library?.value !== 'string') return
  const name = library.value
  if (isKnownLibrary(name) && !isDangerousModule(name)) return
  const base = member(m.value, 'base_model_class')?.value
  const value = typeof base === 'string' ? `${name}.${base}` : name
  // A model defined in a script or fetched under trust_remote_code leaves these names behind when it is saved.
  const saved = name === '__main__' || name.startsWith('transformers_modules.')
  const place: Place = saved ? { origin: 'local', target: name } : { origin: 'installed', target: name }
  add(out, 'adapter base class', `${path}.parent_library`, library.line, value, place, saved)
}

/** sentence-transformers' `modules.json`. */
function moduleList(root: JsonValue, out: Collected): void {
  if (!isArray(root)) return
  for (const [i, item] of root.items.entries()) {
    const type = member(item, 'type')
    if (typeof type?.value !== 'string') continue
    moduleClass(out, `${i}.type`, type.line, type.value)
  }
}

function moduleClass(out: Collected, key: string, line: number, text: string): void {
  if (!text.includes('.') || (isKnownLibrary(text) && !leavesName(text))) return
  const place: Place = isDangerousModule(text) ? { origin: 'installed', target: text } : placeOfClass(text)
  add(out, 'module list', key, line, text, place, false)
}

function leavesName(text: string): boolean {
  return !/^[\w.]+$/.test(text)
}

/** diffusers' `model_index.json`: the class of the pipeline and `[library, class]` for each component. */
function pipelineIndex(root: JsonValue, out: Collected): void {
  const name = member(root, '_class_name')
  if (!name || !isObject(root)) return
  if (isArray(name.value)) {
    const [module, cls] = name.value.items
    const text = [module, cls].map((part) => (typeof part === 'string' ? part : '')).join('.')
    add(out, 'pipeline class', '_class_name', name.line, text, placeOfClass(text), false)
  }
  for (const m of root.members) {
    if (m.key.startsWith('_') || !isArray(m.value) || m.value.items.length !== 2) continue
    const [library, cls] = m.value.items
    if (typeof library !== 'string' || typeof cls !== 'string' || isKnownLibrary(library)) continue
    // diffusers keeps its own pipeline folders (`stable_diffusion`) in the same place: their classes say so.
    if (isOwnPipelineFolder(library, cls)) continue
    const text = `${library}.${cls}`
    const place: Place = isDangerousModule(library)
      ? { origin: 'installed', target: library }
      : placeOfClass(text)
    add(out, 'pipeline component', m.key, m.line, text, place, false)
  }
}

/** `stable_diffusion` + `StableDiffusionSafetyChecker`: the folder's name opens the name of its classes. */
function isOwnPipelineFolder(library: string, cls: string): boolean {
  if (!/^[a-z0-9_]+$/.test(library) || !OWN_FOLDERS.test(library)) return false
  const stem = library.replaceAll('_', '').slice(0, 4)
  return cls.toLowerCase().startsWith(stem) || /^[A-Z]\w+$/.test(cls)
}

const OWN_FOLDERS =
  /^(?:stable_(?:diffusion|cascade|video|audio)\w*|latent_\w*diffusion|deepfloyd_if|kandinsky\w*|wuerstchen|paint_by_example|unidiffuser|audioldm2?|musicldm|shap_e|spectrogram_diffusion|versatile_diffusion|semantic_stable_diffusion|alt_diffusion|blip_diffusion|flux\w*|ltx\w*|hunyuan\w*|cog\w+|pixart\w*|text_to_video\w*|i2vgen\w*|controlnet\w*|amused|vq_diffusion|repaint|ddpm|ddim|dit|unclip|lumina\w*|sana\w*|wan|qwenimage|chroma|cosmos\w*|omnigen|bria\w*|aura_flow|allegro|mochi|easyanimate|marigold|ledits_pp|pia|animatediff|t2i_adapter|hidream_image|visualcloze|consisid|skyreels\w*)$/

function hubPlace(text: string): Place {
  if (HUB_NAME.test(text)) return { origin: 'repository', target: text.replace(/[@:].*$/, '') }
  return placeOfClass(text)
}

function add(
  out: Collected,
  by: Mechanism,
  key: string,
  line: number,
  value: string,
  place: Place,
  asks: boolean,
): void {
  if (out.code.length < MAX_REFERENCES) out.code.push({ by, key, line, value, asks, ...place })
}

/** Every string below a member, with its place. */
function strings(m: JsonMember, path: string): [string, string, number][] {
  const { value } = m
  if (typeof value === 'string') return [[path, value, m.line]]
  if (isArray(value))
    return value.items.flatMap((item) => strings({ key: m.key, line: value.line, value: item }, path))
  if (isObject(value)) return value.members.flatMap((inner) => strings(inner, `${path}.${inner.key}`))
  return []
}

function briefly(value: JsonValue): string {
  if (isArray(value)) return `[${value.items.slice(0, 4).map(briefly).join(', ')}]`.slice(0, 200)
  if (isObject(value))
    return value.members
      .slice(0, 4)
      .map((m) => `${m.key}: ${briefly(m.value)}`)
      .join(', ')
      .slice(0, 200)
  return String(value).slice(0, 200)
}
