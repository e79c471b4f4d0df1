import { posix } from 'node:path'
import { outermostPath } from '../../model/location.ts'
import type { Subject } from '../../model/sighting.ts'
import { hubSubject } from '../../names/hub.ts'
import type { AttributeDraft } from '../../names/mention.ts'
import { familyOfName, variantsOfName } from '../../names/model-family.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { modelReference, treePath } from '../../names/model-reference.ts'
import { modelOfValue } from '../../names/model-value.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { HERE } from './folding.ts'
import type { Text } from './value.ts'

/** What a text that a loader is given means. */
export interface Reference {
  readonly subject: Subject
  readonly attributes: readonly AttributeDraft[]
}

export interface ReferenceContext {
  readonly kind: 'model' | 'dataset'
  /** Path of the file that names it. */
  readonly path: string
  readonly revision?: string | undefined
  /** Single words are names of repositories here. */
  readonly hub?: true
}

const PLACEHOLDER_OWNER =
  /^(?:user(?:name)?|hf[-_]?user(?:name)?|org(?:ani[sz]ation)?(?:[-_]?(?:name|id))?|namespace|owner|author|account|repo|foo|bar|baz|dummy|fake|mock|some[-_]?(?:org|user|repo)|my[-_]?(?:org|user(?:name)?|namespace|repo|team|company)|your\w*|path|xxx+|test|example[-_]?org)\//i
const PLACEHOLDER_NAME =
  /(?:^|\/)(?:model|repo|name|dataset|model[-_](?:name|id|path|dir)|repo[-_](?:name|id)|dataset[-_](?:name|id)|my[-_](?:awesome[-_])?(?:model|dataset|repo)|some[-_](?:model|dataset)|(?:dummy|fake|mock)(?:[-_][\w-]*)?|test[-_](?:model|dataset)|foo|bar|baz|xxx+|none|null|\.+)$/i
const MAX_NAME = 400

/** Undefined where the text names nothing that can be told. */
export function referenceOf({ text, sure }: Text, context: ReferenceContext): Reference | undefined {
  const name = text.trim()
  if (name === '' || name.length > MAX_NAME || /[\s<>{}$*?"'`|]/.test(name.replace(/\?.*$/, '')))
    return undefined
  if (PLACEHOLDER_OWNER.test(name) || PLACEHOLDER_NAME.test(name)) return undefined
  const { kind, path, revision } = context
  if (name.startsWith(HERE)) {
    const below = name
      .slice(HERE.length)
      .replace(/^\/-(?=\/|$)/, '')
      .replace(/^\/+/, '')
    const subject = treePath(below, kind, posix.dirname(outermostPath(path)))
    return subject && { subject, attributes: [] }
  }
  const registered = ofModelRegistry(name, kind) ?? ofAddress(name, kind)
  if (registered) return registered
  // An id of an API is no repository and no folder: only its tokenizer is asked for.
  if (kind === 'model' && !name.includes('/') && providerOfModelId(name)) return undefined
  const library = kind === 'model' ? modelOfValue(name, { sure: true }) : undefined
  const full = library?.kind === 'hub' && !name.includes('/') ? library.name : name
  const options = { kind, ...(revision && { revision }), ...(context.hub && { hub: true as const }) }
  const subject = modelReference(full, options)
  if (!subject) return undefined
  return { subject, attributes: attributesOf(subject, sure, revision) }
}

function attributesOf(subject: Subject, sure: boolean, revision: string | undefined): AttributeDraft[] {
  if (subject.by !== 'name' || subject.registry !== 'hugging-face') return []
  const attributes: AttributeDraft[] = [
    { name: 'source', value: 'hugging-face', status: sure ? 'declared' : 'inferred' },
  ]
  if (revision && subject.version === undefined)
    attributes.push({ name: 'revision-requested', value: revision, status: sure ? 'declared' : 'inferred' })
  if (subject.kind === 'model') attributes.push(...nameAttributes(subject.name))
  return attributes
}

/** What a name says of family and variant. */
export function nameAttributes(name: string): AttributeDraft[] {
  const family = familyOfName(name)
  return [
    ...(family ? [{ name: 'family', value: family, status: 'inferred' } as const] : []),
    ...variantsOfName(name).map((value) => ({ name: 'variant', value, status: 'inferred' }) as const),
  ]
}

/** `models:/name/3`, `models:/name@champion`, `runs:/<id>/model` of MLflow. */
function ofModelRegistry(text: string, kind: 'model' | 'dataset'): Reference | undefined {
  const model = /^models:\/([^/@]+)(?:\/([^/]+)|@(.+))?$/.exec(text)
  if (model) {
    const [, name = '', version, alias] = model
    const exact = version !== undefined && /^\d+$/.test(version) ? version : undefined
    const asked = alias ?? (exact ? undefined : version)
    return {
      subject: { by: 'name', kind, registry: 'mlflow', name, ...(exact && { version: exact }) },
      attributes: asked ? [{ name: 'revision-requested', value: asked }] : [],
    }
  }
  const run = /^runs:\/([0-9a-f]{32})\/(.+)$/.exec(text)
  if (!run) return undefined
  return {
    subject: { by: 'name', kind, registry: 'mlflow', name: run[2]!, version: run[1]! },
    attributes: [{ name: 'run-id', value: run[1]! }],
  }
}

/** Weights and data that lie behind an address of their own. The hub's are names of the hub. */
function ofAddress(text: string, kind: 'model' | 'dataset'): Reference | undefined {
  const hub = /^hf:\/\/(?:datasets\/)?([^/@]+\/[^/@]+)/.exec(text)
  if (hub)
    return { subject: hubSubject(text.includes('datasets/') ? 'dataset' : kind, hub[1]!), attributes: [] }
  const address = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^/\s]/i.test(text) && !/^file:/i.test(text)
  if (!address || /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//.test(text)) return undefined
  const name = withoutCredentials(text)
  return {
    subject: { by: 'name', kind, registry: 'url', name },
    attributes: [
      { name: 'source', value: 'url' },
      { name: 'download-url', value: name },
    ],
  }
}
