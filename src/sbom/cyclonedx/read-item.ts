import {
  COMPONENT_KINDS,
  type Distribution,
  type InventoryItem,
  type Relation,
} from '../../model/component.ts'
import type { Evidence } from '../../model/finding.ts'
import type { Digest } from '../../model/identity.ts'
import { byteRange, lineRange } from '../../model/location.ts'
import { parseEvidence } from '../evidence-text.ts'
import { decodeText } from '../plain-text.ts'
import { PREFIX, readAttributes, valuesOf, type Property } from '../properties.ts'
import { readHash } from './hashes.ts'
import { asFields, eachIn, fieldIn, integerIn, propertiesIn, textIn, type Fields } from './json-view.ts'
import { notesIn } from './notes.ts'
import { readFileComponent } from './read-files.ts'

export interface ReadItem {
  readonly item: InventoryItem
  /** Towards references of the document. */
  readonly relations: readonly Omit<Relation, 'from'>[]
}

const RELATIONS = [
  'contains',
  'depends-on',
  'derived-from',
  'trained-on',
  'tested-on',
  'provides',
  'describes',
] as const

/** An item that was written from an inventory, be it a component, a service or a workflow; else undefined. */
export function readItem(fields: Fields, unsaid: Evidence): ReadItem | undefined {
  const properties = propertiesIn(fields)
  const kind = COMPONENT_KINDS.find((k) => k === valuesOf(properties, 'item:kind')[0])
  const ref = textIn(fields, 'bom-ref')
  const id = valuesOf(properties, 'item:id')[0] ?? ref
  if (!kind || id === undefined) return undefined
  const version = valuesOf(properties, 'item:version')[0] ?? textIn(fields, 'version')
  const purl = valuesOf(properties, 'item:purl')[0] ?? textIn(fields, 'purl')
  const digest = valuesOf(properties, 'item:digest')[0]
  const evidence = evidenceIn(fields, properties)
  return {
    item: {
      id,
      kind,
      name: valuesOf(properties, 'item:name')[0] ?? nameIn(fields),
      ...(version !== undefined && { version }),
      identity: {
        ...(purl !== undefined && { purl }),
        ...(digest !== undefined && { digest: digest as Digest }),
      },
      artifacts: [
        ...eachIn(fields, 'components').flatMap((c) => readFileComponent(c)?.path ?? []),
        ...valuesOf(properties, 'item:file'),
      ],
      evidence,
      attributes: readAttributes(properties, evidence[0] ?? unsaid),
      distributions: referencesIn(fields).flatMap((r) => readDistribution(r) ?? []),
    },
    relations: relationsIn(properties, evidence[0] ?? unsaid),
  }
}

/** A workflow has them among its resources. */
function referencesIn(fields: Fields): Fields[] {
  const resources = eachIn(fields, 'resourceReferences').map((r) => asFields(fieldIn(r, 'externalReference')))
  return [...eachIn(fields, 'externalReferences'), ...resources.filter((r) => r !== undefined)]
}

export function nameIn(fields: Fields): string {
  const group = textIn(fields, 'group')
  const name = textIn(fields, 'name') ?? ''
  return group ? `${group}/${name}` : name
}

/** Properties where they are, since occurrences cannot hold everything. */
function evidenceIn(fields: Fields, properties: readonly Property[]): Evidence[] {
  const told = valuesOf(properties, 'item:evidence').flatMap((text) => parseEvidence(text) ?? [])
  return told.length > 0 ? told : occurrencesIn(fields)
}

export function occurrencesIn(fields: Fields): Evidence[] {
  return eachIn(asFields(fieldIn(fields, 'evidence')) ?? {}, 'occurrences').flatMap((occurrence) => {
    const path = textIn(occurrence, 'location')
    if (path === undefined) return []
    const line = integerIn(occurrence, 'line')
    const offset = integerIn(occurrence, 'offset')
    const range =
      line === undefined ? (offset === undefined ? undefined : byteRange(offset)) : lineRange(line)
    return [{ at: { path, ...(range && { range }) }, says: textIn(occurrence, 'additionalContext') ?? '' }]
  })
}

function relationsIn(properties: readonly Property[], unsaid: Evidence): Omit<Relation, 'from'>[] {
  const found: Omit<Relation, 'from'>[] = []
  for (const { name, value } of properties) {
    if (!name.startsWith(`${PREFIX}relation:`)) continue
    const [kind, suffix] = name.slice(`${PREFIX}relation:`.length).split(':')
    const known = RELATIONS.find((k) => k === kind)
    if (!known) continue
    const said = decodeText(value)
    if (suffix === undefined) found.push({ to: said, kind: known, evidence: unsaid })
    else if (suffix === 'evidence') {
      const last = found.pop()
      if (last) found.push({ ...last, evidence: parseEvidence(said) ?? last.evidence })
    }
  }
  return found
}

/** References that repeat an attribute are none; those of other tools are taken as they are. */
export function readDistribution(reference: Fields): Distribution | undefined {
  if (textIn(reference, 'type') !== 'distribution') return undefined
  const notes = [...propertiesIn(reference), ...notesIn(textIn(reference, 'comment') ?? '')]
  if (valuesOf(notes, 'attribute').length > 0) return undefined
  const [filename] = valuesOf(notes, 'distribution:filename')
  const [size] = valuesOf(notes, 'distribution:size')
  const [uploadedAt] = valuesOf(notes, 'distribution:uploaded-at')
  const unknown = valuesOf(notes, 'distribution:address').includes('unknown')
  const url = valuesOf(notes, 'distribution:url')[0] ?? (unknown ? undefined : textIn(reference, 'url'))
  const odd = valuesOf(notes, 'distribution:hash').flatMap((text) => oddHash(text) ?? [])
  return {
    ...(filename !== undefined && { filename }),
    ...(url !== undefined && { url }),
    hashes: odd.length > 0 ? odd : hashesIn(reference),
    ...(size !== undefined && Number.isSafeInteger(Number(size)) && { size: Number(size) }),
    ...(uploadedAt !== undefined && { uploadedAt }),
  }
}

export function hashesIn(fields: Fields): Distribution['hashes'] {
  return eachIn(fields, 'hashes').flatMap((hash) => {
    const alg = textIn(hash, 'alg')
    const content = textIn(hash, 'content')
    return alg === undefined || content === undefined ? [] : (readHash({ alg, content }) ?? [])
  })
}

const ALGORITHMS = ['sha256', 'sha384', 'sha512', 'sha1', 'md5', 'blake2b-256', 'blake3'] as const

function oddHash(text: string): Distribution['hashes'][number] | undefined {
  const colon = text.indexOf(':')
  const algorithm = ALGORITHMS.find((a) => a === text.slice(0, colon))
  return algorithm && { algorithm, value: text.slice(colon + 1) }
}
