import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import type { TrustPolicy } from '../integrity/trust/signer.ts'
import type { DerivationClaim } from '../model/derivation-claim.ts'
import { sha256, type Digest } from '../model/identity.ts'
import type { Location } from '../model/location.ts'
import type { SourceTree } from '../sources/tree.ts'
import type { FileResult } from './inspect-file.ts'

/** Whose word on derivations counts. What merely lies in the tree is the word of whoever made the tree. */
export interface DerivationTrust {
  /** Documents that this user's own comparisons wrote. */
  readonly own: ReadonlySet<Digest>
  /** Results outside of what is scanned that the user named. */
  readonly named: readonly NamedResult[]
  /** Whose signatures count; nobody's when absent. */
  readonly signers?: TrustPolicy
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface NamedResult {
  /** As the user knows it. */
  readonly source: string
  readonly data: Uint8Array
  /** The user stands for it as it is; else only signatures in it count. */
  readonly claims: readonly DerivationClaim[]
}

/** A file that a result names, with other bytes. */
interface ChangedFile {
  readonly path: string
  readonly expected: Digest
  readonly found: Digest
}

/** A base model that files of a model declare. */
interface DeclaredBase {
  /** On the hub. */
  readonly name: string
  readonly at: Location
}

/** What a result says of files of the tree. */
export interface FoundDerivation {
  /** The file that says it. */
  readonly source: string
  readonly claim: DerivationClaim
  /** It is the user's own, or signed by somebody whom the user trusts. */
  readonly isTrusted: boolean
  /** Files that are, byte for byte, all those that were compared; none where one of them is another one. */
  readonly files: readonly string[]
  readonly changed: readonly ChangedFile[]
  /** Files that are what it was compared with. */
  readonly reference: readonly string[]
  readonly declared: readonly DeclaredBase[]
}

export async function derivationsOf(
  tree: SourceTree,
  results: readonly FileResult[],
  trust: DerivationTrust | undefined,
): Promise<FoundDerivation[]> {
  const said = [...(await claimsInTree(tree, results, trust)), ...(await claimsNamed(trust))]
  if (said.length === 0) return []
  const byDigest = Map.groupBy(
    results.filter((r) => r.digest),
    (r) => r.digest!,
  )
  const byPath = new Map(results.map((r) => [r.path, r]))
  return said.map(({ source, claim, isTrusted, folder }) => {
    const found = claim.candidate.map(({ digest }) => byDigest.get(digest) ?? [])
    const isWhole = found.length > 0 && found.every((there) => there.length > 0)
    const files = isWhole ? [...new Set(found.flat().map((r) => r.path))].toSorted() : []
    const changed = claim.candidate.flatMap(({ name, digest }, i): ChangedFile[] => {
      if (folder === undefined || found[i]!.length > 0) return []
      const path = posix.join(folder, posix.basename(name))
      const there = byPath.get(path)?.digest
      return there === undefined ? [] : [{ path, expected: digest, found: there }]
    })
    const reference = claim.reference.files.flatMap(({ digest }) => byDigest.get(digest) ?? [])
    return {
      source,
      claim,
      isTrusted,
      files,
      changed,
      reference: reference.map((r) => r.path).toSorted(),
      declared: files.flatMap((path) => declaredBases(path, results)),
    }
  })
}

interface Said {
  readonly source: string
  readonly claim: DerivationClaim
  readonly isTrusted: boolean
  /** Folder of the tree that it lies in. */
  readonly folder?: string
}

async function claimsInTree(
  tree: SourceTree,
  results: readonly FileResult[],
  trust: DerivationTrust | undefined,
): Promise<Said[]> {
  const absolute = new Map(tree.files.map((f) => [f.path, f.absolute]))
  const said: Said[] = []
  for (const { path, records } of results) {
    const claims = records.flatMap(({ record }) => (record.kind === 'derivation' ? [record.derivation] : []))
    if (claims.length === 0) continue
    const at = { source: path, folder: posix.dirname(path) }
    const file = absolute.get(path)
    const signed =
      claims.some((c) => c.isSigned) && file !== undefined
        ? await signedIn(readAgain(file, claims[0]!.document), path, trust)
        : []
    const heard = signed.length > 0 ? signed : claims
    for (const claim of heard)
      said.push({ ...at, claim, isTrusted: signed.length > 0 || trust?.own.has(claim.document) === true })
  }
  return said
}

async function claimsNamed(trust: DerivationTrust | undefined): Promise<Said[]> {
  const said: Said[] = []
  for (const { source, data, claims } of trust?.named ?? []) {
    const signed = await signedIn(data, source, trust)
    for (const claim of [...claims, ...signed]) said.push({ source, claim, isTrusted: true })
  }
  return said
}

async function signedIn(
  data: Uint8Array | undefined,
  source: string,
  trust: DerivationTrust | undefined,
): Promise<readonly DerivationClaim[]> {
  if (!data || !trust?.signers) return []
  // Most scans ask for no signature and need not load what verifies one.
  const { signedClaims } = await import('../integrity/derivations/signed-claims.ts')
  return signedClaims(data, { trust: trust.signers, now: trust.now, source })
}

/** The very bytes that were read with the tree. */
function readAgain(absolute: string, document: Digest): Uint8Array | undefined {
  try {
    const data = readFileSync(absolute)
    return sha256(data) === document ? data : undefined
  } catch {
    // Gone since: then nobody has signed it.
    return undefined
  }
}

/** What the file itself, and cards and configurations beside it, name as base. */
function declaredBases(file: string, results: readonly FileResult[]): DeclaredBase[] {
  return results.flatMap(({ sightings }) =>
    sightings.flatMap(({ path, sighting: { subject, relations, evidence } }): DeclaredBase[] => {
      const isBeside = posix.dirname(path) === posix.dirname(file) && /\.(?:md|json|ya?ml)$/i.test(path)
      if (subject.by !== 'holder' || subject.kind !== 'model' || (path !== file && !isBeside)) return []
      return relations.flatMap(({ kind, to }) =>
        kind === 'derived-from' && to.by === 'name' && to.kind === 'model' && to.registry === 'hugging-face'
          ? [{ name: to.name, at: evidence.at }]
          : [],
      )
    }),
  )
}
