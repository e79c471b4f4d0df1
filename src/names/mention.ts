import type { AttributeName, Status } from '../model/attribute.ts'
import type { Distribution, RelationKind } from '../model/component.ts'
import { sha256 } from '../model/identity.ts'
import { lineRange } from '../model/location.ts'
import type { Sighting, Subject } from '../model/sighting.ts'

/** A component that a line of a file names. Plain facts: what a reader of text files states. */
export interface Mention {
  readonly subject: Subject
  /** From one. */
  readonly line: number
  /** A short present-tense phrase: `is pulled by ollama`. */
  readonly says: string
  readonly attributes: readonly AttributeDraft[]
  readonly relations: readonly MentionedRelation[]
  /** Of texts that stand in the file: what they say, to be known by its digest. */
  readonly content?: string
}

export interface MentionedRelation {
  readonly kind: RelationKind
  readonly to: Subject
}

/** An attribute whose evidence is the mention itself. Declared unless it says otherwise. */
export interface AttributeDraft {
  readonly name: AttributeName
  readonly key?: string
  readonly value: string
  readonly status?: Status
}

/** Characters of one value that are kept. */
const MAX_VALUE = 500

export function mention(
  subject: Subject,
  line: number,
  says: string,
  attributes: readonly AttributeDraft[] = [],
  relations: readonly MentionedRelation[] = [],
): Mention {
  return { subject, line, says, attributes, relations }
}

/** Texts of a file are cut: a value of megabytes names nothing. */
export function sightingOf(
  { subject, line, says, attributes, relations, content }: Mention,
  path: string,
): Sighting {
  const evidence = { at: { path, range: lineRange(Math.max(1, line)) }, says }
  return {
    subject,
    evidence,
    attributes: attributes
      .filter(({ value }) => value !== '' && value.length <= MAX_VALUE)
      .map((draft) => ({ status: 'declared' as const, ...draft, evidence })),
    relations,
    distributions: content === undefined ? [] : [contentOf(content)],
  }
}

/** A text within a file, as the bytes of its UTF-8. */
function contentOf(text: string): Distribution {
  const value = sha256(text).slice('sha256:'.length)
  return { hashes: [{ algorithm: 'sha256', value }], size: Buffer.byteLength(text) }
}
