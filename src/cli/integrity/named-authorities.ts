import type { Listing } from '../../integrity/listing.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'
import { shownPath } from '../shown-path.ts'
import { kindOfDocument, type AuthorityDocument, type SignedDocument } from './authority-document.ts'
import { manifestListing, pointerListing, savedTree, textListing } from './document-listing.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { isHubText } from './hub-target.ts'
import { askedWords, type HubEndpoint } from './hub-words.ts'
import { fetchDocument, isAddress, openDocument } from './open-document.ts'
import type { VouchRequest } from './vouch.ts'
import type { Word } from './word.ts'

export interface NamedAuthorities {
  readonly listings: readonly Listing[]
  readonly words: readonly Word[]
  readonly strangers: ReadonlyMap<string, string>
  /** Authorities that were named and could not be heard. */
  readonly gaps: readonly Gap[]
  readonly documents: readonly SignedDocument[]
}

export interface Surroundings {
  readonly examined: ExaminedTree
  readonly endpoint: HubEndpoint
  readonly io: Io
  readonly checkpoint: () => void
}

/** What `--signature` and `--attestation` name. Throws `UsageError`. */
export function namedDocuments(
  { signatures, attestations }: Pick<VouchRequest, 'signatures' | 'attestations'>,
  { examined, io }: Pick<Surroundings, 'examined' | 'io'>,
): SignedDocument[] {
  const open = (path: string, flag: string, kind: SignedDocument['kind']): SignedDocument => ({
    ...openDocument(path, flag, examined.folder, io),
    kind,
  })
  return [
    ...signatures.map((path) => open(path, '--signature', 'oms')),
    ...attestations.map((path) => open(path, '--attestation', 'attestation')),
  ]
}

/** What `--against` names, each judged by its content. Throws `UsageError`. */
export async function namedAuthorities(
  { against, online }: Pick<VouchRequest, 'against' | 'online'>,
  surroundings: Surroundings,
): Promise<NamedAuthorities> {
  const { examined, endpoint, io } = surroundings
  const all: Partial<NamedAuthorities>[] = []
  for (const text of against) {
    if ((isHubText(text) || isAddress(text)) && !online)
      throw new UsageError(
        `--against ${visible(withoutCredentials(text))}: asks the network; add --online, or name a file that was saved`,
      )
    try {
      if (isHubText(text)) all.push(await askedWords(text, examined, endpoint, io))
      else {
        const isPage = isAddress(text)
        const document = isPage
          ? await fetchDocument(text, io)
          : openDocument(text, '--against', examined.folder, io)
        all.push(readDocument(document, surroundings))
      }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      const path = isAddress(text) ? withoutCredentials(text) : shownPath(text, io.cwd)
      all.push({ gaps: [{ at: { path }, reason: error.reason, detail: error.message }] })
    }
  }
  return {
    listings: all.flatMap((a) => a.listings ?? []),
    words: all.flatMap((a) => a.words ?? []),
    strangers: new Map(all.flatMap((a) => [...(a.strangers ?? [])])),
    gaps: all.flatMap((a) => a.gaps ?? []),
    documents: all.flatMap((a) => a.documents ?? []),
  }
}

function readDocument(
  document: AuthorityDocument,
  { examined, endpoint, checkpoint }: Surroundings,
): Partial<NamedAuthorities> {
  const kind = kindOfDocument(document)
  switch (kind) {
    case 'lock':
    case 'oms':
    case 'attestation':
      return { documents: [{ ...document, kind }] }
    case 'hub-tree':
      return savedTree(document, examined, endpoint)
    case 'manifest':
      return { listings: [manifestListing(document, examined.files)] }
    case 'lfs-pointer':
      return { listings: [pointerListing(document, examined.files)] }
    case 'listing':
      return { listings: [textListing(document, checkpoint)] }
    default:
      return kind satisfies never
  }
}
