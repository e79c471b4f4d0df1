import type { Listing, Origin } from '../listing.ts'
import { isHub, samePlace } from './same-place.ts'

/**
 * Whether the words of a listing are somebody else's than the place that the bytes came from. `shown`: both places
 * are known and differ, or somebody signed with a key. `asserted`: whoever gave the listing says so by giving it.
 */
export type Independence = 'shown' | 'asserted' | 'none'

/** `Origin.known` of an address that a page states of itself: anybody can write that. */
export const STATED_BY_PAGE = 'address in the page'

export function independence(listing: Listing, file: { readonly origin?: Origin }): Independence {
  if (listing.signer !== undefined) return 'shown'
  if (listing.cameWithBytes || listing.kind === 'oms-signature' || listing.kind === 'attestation')
    return 'none'
  const words = listing.origin
  const bytes = file.origin
  if (bytes && listing.sentBy && samePlace(listing.sentBy, bytes)) return 'none'
  const ofHub = listing.kind === 'hf-lfs-oid' || listing.kind === 'hf-git-oid'
  if (!words || !bytes) return ofHub && bytes && isHub(bytes) ? 'none' : 'asserted'
  // What the hub itself says of bytes that a mirror sent is what finds a mirror out.
  if (ofHub && isHub(words) && !isHub(bytes)) return words.known === STATED_BY_PAGE ? 'asserted' : 'shown'
  if (samePlace(words, bytes)) return 'none'
  return words.known === STATED_BY_PAGE || bytes.known === STATED_BY_PAGE ? 'asserted' : 'shown'
}
