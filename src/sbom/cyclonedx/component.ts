import type { InventoryItem } from '../../model/component.ts'
import type { Digest } from '../../model/identity.ts'
import { parsePurl } from '../../names/purl.ts'
import { isPlain, shownText } from '../plain-text.ts'
import { property } from '../properties.ts'
import { addressOf, isAddress } from './address.ts'
import { contactOf } from './contact.ts'
import type { Component, Hash } from './document.ts'
import { isOccurrence, occurrenceOf } from './evidence.ts'
import { fileComponent } from './files.ts'
import { digestHash, distinctHashes, writtenHash } from './hashes.ts'
import { itemProperties } from './item-properties.ts'
import { modelCard } from './model-card.ts'
import { packageProperties } from './official-properties.ts'
import { componentType, dataType, isApiModel } from './placement.ts'
import { externalReferences } from './references.ts'
import { licenseChoices } from './spdx-licenses.ts'
import { all, distinct, first, listed, runsOf, targets, type Writing } from './writing.ts'

const MAX_VERSION = 1024

export function componentOf(w: Writing, item: InventoryItem): Component {
  const type = componentType(item)
  const identity = identityFields(item)
  const external = isApiModel(item)
  const ancestors = baseModels(w, item).map(ancestorOf)
  const card = type === 'machine-learning-model' ? modelCard(w, item) : undefined
  const supplier = first(item, 'supplier') ?? (external ? first(item, 'provider') : undefined)
  const description = first(item, 'description')
  return {
    type,
    'bom-ref': w.refOf.get(item.id)!,
    ...(supplier && { supplier: { name: shownText(supplier) } }),
    ...listed('authors', all(item, 'author').map(contactOf)),
    ...identity.fields,
    ...(external && w.version === '1.7' && { isExternal: true }),
    ...(description !== undefined && { description: shownText(description) }),
    ...listed('hashes', external ? [] : hashesOf(item)),
    ...listed('licenses', licenseChoices(item.attributes)),
    ...identity.purl,
    ...listed(
      'swhid',
      all(item, 'commit').flatMap((commit) => revisionId(commit) ?? []),
    ),
    ...pedigreeOf(item, ancestors),
    ...listed('externalReferences', externalReferences(item, w.version)),
    ...listed(
      'components',
      item.artifacts.map((path) => fileComponent(w, path)),
    ),
    ...evidenceOf(item),
    ...(card && { modelCard: card }),
    ...(type === 'data' && { data: [dataOf(item)] }),
    properties: [
      ...(external && w.version === '1.6' ? [property('external', 'true')] : []),
      ...itemProperties(w, item, {
        name: identity.name,
        ...(identity.fields.version !== undefined && { version: identity.fields.version }),
        ...identity.purl,
        occurrences: true,
        files: true,
      }),
      ...packageProperties(item),
    ],
    ...listed('tags', distinct([...all(item, 'plugin-type'), ...all(item, 'role')].map(shownText))),
  }
}

interface IdentityFields {
  readonly fields: Pick<Component, 'group' | 'name' | 'version'>
  readonly purl: Pick<Component, 'purl'>
  /** Group and name as they are read back. */
  readonly name: string
}

export function identityFields({ id, kind, name, version, identity }: InventoryItem): IdentityFields {
  const shown = shownText(name === '' ? id : name) || '(no name)'
  const parts = identity.purl === undefined ? undefined : parsePurl(identity.purl)
  const slash = shown.lastIndexOf('/')
  // The namespace of the package URL, else the organisation of a hub: never the folders of a path.
  const grouped =
    slash > 0 && slash < shown.length - 1 && parts?.type !== 'oci' && parts?.type !== 'docker'
      ? parts
        ? parts.namespace?.toLowerCase() === shown.slice(0, slash).toLowerCase()
        : (kind === 'model' || kind === 'dataset') && shown.indexOf('/') === slash
      : false
  const whole = version === undefined || version.length > MAX_VERSION ? undefined : shownText(version)
  const written = whole !== undefined && whole !== '' && whole.length <= MAX_VERSION ? whole : undefined
  const sound = parts && identity.purl !== undefined && isPlain(identity.purl) && isAddress(identity.purl)
  return {
    fields: {
      ...(grouped && { group: shown.slice(0, slash) }),
      name: grouped ? shown.slice(slash + 1) : shown,
      ...(written !== undefined && { version: written }),
    },
    purl: sound ? { purl: identity.purl } : {},
    name: shown,
  }
}

/** What a model was made from, by itself or by the runs that made it. */
export function baseModels(w: Writing, item: InventoryItem): InventoryItem[] {
  if (item.kind !== 'model') return targets(w, item.id, ['derived-from'])
  const kinds = ['derived-from', 'depends-on'] as const
  const through = runsOf(w, item.id).flatMap((run) => targets(w, run.id, kinds))
  const bases = [...targets(w, item.id, ['derived-from']), ...through.filter((i) => i.kind === 'model')]
  return [...new Set(bases)].filter((base) => base.id !== item.id)
}

/** What it was made of, and what comparisons of the weights say of that. */
function pedigreeOf(
  { attributes }: InventoryItem,
  ancestors: readonly Component[],
): Pick<Component, 'pedigree'> {
  const notes = attributes
    .filter((a) => a.name === 'derivation')
    .map(({ key, value, status }) => shownText(`${value} against ${key ?? 'its base'} (${status})`))
    .join('; ')
  if (ancestors.length === 0 && notes === '') return {}
  return { pedigree: { ...(ancestors.length > 0 && { ancestors }), ...(notes !== '' && { notes }) } }
}

/** As much as identifies it; the component itself stands in the document. */
function ancestorOf(item: InventoryItem): Component {
  const { fields, purl } = identityFields(item)
  const hashes = isApiModel(item) ? [] : hashesOf(item)
  return { type: componentType(item), ...fields, ...listed('hashes', hashes), ...purl }
}

/** Hashes of the bytes that the component is: never of one of several files, never of a list of files. */
function hashesOf(item: InventoryItem): Hash[] {
  const { kind, identity, artifacts, distributions } = item
  const [only, ...more] = distributions
  const published = (kind === 'package' || kind === 'prompt') && only && more.length === 0 ? only.hashes : []
  const whole = artifacts.length <= 1 && (kind !== 'package' || more.length === 0)
  return distinctHashes([
    ...[...(whole && identity.digest ? [identity.digest] : []), ...imageDigests(item)].flatMap(
      (digest) => digestHash(digest) ?? [],
    ),
    ...published.flatMap((h) => writtenHash(h) ?? []),
    ...all(item, 'md5').flatMap((value) => writtenHash({ algorithm: 'md5', value }) ?? []),
  ])
}

/** An image is the bytes of its manifest: the digest that it is named by is their hash. */
function imageDigests({ kind, version, identity }: InventoryItem): Digest[] {
  if (kind !== 'container') return []
  const named = [version, identity.purl === undefined ? undefined : parsePurl(identity.purl)?.version]
  return named.filter((text): text is Digest => text?.startsWith('sha256:') === true)
}

function evidenceOf({ evidence }: InventoryItem): Pick<Component, 'evidence'> {
  if (evidence.length === 0) return {}
  const told = evidence.every(isOccurrence)
  const occurrences = evidence.map(occurrenceOf)
  // Where properties carry the evidence, equal places need not be told twice.
  const places = new Map(occurrences.map((o) => [JSON.stringify(o), o]))
  return { evidence: { occurrences: told ? occurrences : [...places.values()] } }
}

function dataOf(item: InventoryItem): NonNullable<Component['data']>[number] {
  const url = [...all(item, 'download-url'), ...all(item, 'source-url')].map(addressOf).find((u) => u)
  const description = first(item, 'description')
  return {
    type: dataType(item),
    name: identityFields(item).name,
    ...(url !== undefined && { contents: { url } }),
    ...(description !== undefined && { description: shownText(description) }),
  }
}

/** A git commit has an identifier of its own; it is no hash of contents. */
export function revisionId(commit: string): string | undefined {
  return /^[0-9a-f]{40}$/.test(commit) ? `swh:1:rev:${commit}` : undefined
}
