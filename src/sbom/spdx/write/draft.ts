import { imageSubject, parseImage } from '../../../names/container-image.ts'
import type { Digest } from '../../../model/identity.ts'
import { hashOfDigest, spdxHash } from '../hashes.ts'
import { CREATION_INFO, type Json, type SpdxElement, uriOf } from '../element.ts'
import { RECORD_MEDIA_TYPE } from '../records.ts'
import type { Ids } from './ids.ts'

/** A document while it is written. The parts follow one another in it. */
export interface Draft {
  readonly ids: Ids
  readonly parts: {
    readonly agents: SpdxElement[]
    readonly artifacts: SpdxElement[]
    readonly licenses: SpdxElement[]
    readonly relationships: SpdxElement[]
    readonly annotations: SpdxElement[]
  }
  /** The element of that class and name, made when it is first asked for. */
  agent(type: 'Agent' | 'Organization' | 'Person' | 'SoftwareAgent' | 'Tool', name: string): string
  license(expression: string): string
  /** An image that is named somewhere and is no item of the inventory. */
  image(reference: string): string
  annotate(subject: string, key: string, record: object, comment?: string): void
}

/** Names of which something tells whether they are of people or of organisations. */
export type KnownAgents = ReadonlyMap<string, 'Person' | 'Organization'>

type Part = keyof Draft['parts']

export function createDraft(ids: Ids, agents: KnownAgents = new Map()): Draft {
  const parts = { agents: [], artifacts: [], licenses: [], relationships: [], annotations: [] } as {
    [P in Part]: SpdxElement[]
  }
  const made = new Set<string>()
  const once = (part: SpdxElement[], id: string, type: string, properties: Record<string, Json>): string => {
    if (!made.has(id)) part.push(element(type, id, properties))
    made.add(id)
    return id
  }
  return {
    ids,
    parts,
    agent(asked, name) {
      const type = asked === 'Agent' ? (agents.get(name) ?? asked) : asked
      return once(parts.agents, ids.of(type, name), type, { name })
    },
    license: (expression) =>
      once(parts.licenses, ids.of('license', expression), 'simplelicensing_LicenseExpression', {
        simplelicensing_licenseExpression: expression,
      }),
    image: (reference) =>
      once(parts.artifacts, ids.of('image', reference), 'software_Package', imageProperties(reference)),
    annotate(subject, key, record, comment) {
      parts.annotations.push(
        element('Annotation', ids.of('annotation', key), {
          comment,
          annotationType: 'other',
          subject,
          contentType: RECORD_MEDIA_TYPE,
          statement: JSON.stringify(record),
        }),
      )
    },
  }
}

export function element(
  type: string,
  spdxId: string,
  properties: Readonly<Record<string, Json>>,
): SpdxElement {
  return { type, spdxId, creationInfo: CREATION_INFO, ...properties }
}

function imageProperties(reference: string): Record<string, Json> {
  const image = parseImage(reference)
  const { version, purl } = image ? imageSubject(image) : {}
  return {
    name: image?.name ?? reference,
    verifiedUsing: image?.digest === undefined ? undefined : [spdxHash(hashOfDigest(image.digest as Digest))],
    software_primaryPurpose: 'container',
    software_packageUrl: uriOf(purl),
    software_packageVersion: version,
  }
}

/** An array that holds something; SPDX leaves empty ones out. */
export function filled<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined
}
