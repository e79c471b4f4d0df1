import type { ChecksumCheck } from '../../../model/checksum.ts'
import type { Artifact, InventoryItem } from '../../../model/component.ts'
import { agreedHashes } from '../../agreed-hashes.ts'
import { instantOf, type Json, type SpdxElement } from '../element.ts'
import { hashOfDigest, spdxHash } from '../hashes.ts'
import { RECORD_SCHEMAS, type DistributionRecord, type FileElementRecord } from '../records.ts'
import { element, filled, type Draft } from './draft.ts'
import { isApiModel } from './known.ts'
import { itemHashes, purposeOf, soleDistribution } from './package-elements.ts'

/** A file of the tree, with the hash of its bytes and what was said of them. */
export function writeArtifact(draft: Draft, artifact: Artifact, checks: readonly ChecksumCheck[]): string {
  const { path, digest, size, format } = artifact
  const id = draft.ids.of('file', path)
  const said = filled(checks.map(verdict))?.join('; ')
  const hashes = [
    ...(digest ? [spdxHash(hashOfDigest(digest), said)] : []),
    ...agreedHashes(checks).map((hash) => spdxHash(hash)),
  ]
  draft.parts.artifacts.push(
    element('software_File', id, {
      name: path,
      verifiedUsing: filled(hashes),
      software_contentIdentifier: filled(blobIdentifiers(checks)),
      software_fileKind: 'file',
    }),
  )
  const record: FileElementRecord = { schema: RECORD_SCHEMAS.file, size, format }
  draft.annotate(id, `file/${path}`, record)
  return id
}

function verdict({ algorithm, verdict: found, authority, expected }: ChecksumCheck): string {
  if (found === 'unpublished') return `unpublished: ${authority} says nothing of it`
  const against = `${algorithm} of ${authority}`
  return found === 'mismatch' ? `mismatch: ${against} is ${expected}` : `${found}: ${against}`
}

/** Ids of git that the bytes were found to have. */
function blobIdentifiers(checks: readonly ChecksumCheck[]): Json[] {
  const agreed = checks.filter((c) => c.verdict === 'verified' || c.verdict === 'consistent')
  const blobs = agreed.filter((c) => c.algorithm === 'git-blob-sha1').map((c) => c.expected)
  return [...new Set(blobs)].map((hex) => ({
    type: 'software_ContentIdentifier',
    software_contentIdentifierType: 'gitoid',
    software_contentIdentifierValue: `gitoid:blob:sha1:${hex}`,
  }))
}

/** A file or prompt that stands for itself. */
export function fileElement(
  draft: Draft,
  spdxId: string,
  item: InventoryItem,
  checks: readonly ChecksumCheck[],
): SpdxElement {
  const authors = [...new Set(item.attributes.filter((a) => a.name === 'author').map((a) => a.value))]
  return element('software_File', spdxId, {
    name: item.name,
    description: item.attributes.find((a) => a.name === 'description')?.value,
    verifiedUsing: filled(itemHashes(item)),
    originatedBy: filled(authors.map((name) => draft.agent('Agent', name))),
    software_contentIdentifier: filled(blobIdentifiers(checks)),
    software_primaryPurpose: purposeOf(item),
    software_fileKind: 'file',
  })
}

export interface WrittenDistributions {
  readonly records: readonly DistributionRecord[]
  /** Elements of the files. */
  readonly files: readonly string[]
}

/** One file each, unless there is but one and the item is that file. */
export function writeDistributions(draft: Draft, item: InventoryItem): WrittenDistributions {
  if (isApiModel(item)) return { records: item.distributions, files: [] }
  const sole = soleDistribution(item)
  if (sole) {
    const { hashes, ...rest } = sole
    const carried = JSON.stringify(itemHashes(item)) === JSON.stringify(hashes.map((h) => spdxHash(h)))
    return { records: [carried ? rest : { ...rest, hashes }], files: [] }
  }
  const files: string[] = []
  const records = item.distributions.map((distribution, i) => {
    const { hashes, ...rest } = distribution
    const { filename, url, uploadedAt } = rest
    const file = draft.ids.of('distribution', `${item.id}/${filename ?? i + 1}`)
    if (files.includes(file)) return distribution
    files.push(file)
    draft.parts.artifacts.push(
      element('software_File', file, {
        name: filename ?? `distribution ${i + 1} of ${item.name}`,
        verifiedUsing: filled(hashes.map((hash) => spdxHash(hash))),
        externalRef: url === undefined ? undefined : [downloadRef(url)],
        releaseTime: instantOf(uploadedAt),
        software_fileKind: 'file',
      }),
    )
    return { ...rest, file: file.slice(file.indexOf('#') + 1) }
  })
  return { records, files }
}

function downloadRef(url: string): Json {
  return { type: 'ExternalRef', externalRefType: 'altDownloadLocation', locator: [url] }
}
