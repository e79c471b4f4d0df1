import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import { IN_TOTO_PAYLOAD } from '../dsse/envelope.ts'
import type { Listing } from '../listing.ts'
import { isCode } from '../loadable.ts'
import type { Refusal } from '../refusal.ts'
import { parseBundle, type Bundle } from '../trust/bundle.ts'
import type { TrustPolicy, Verification } from '../trust/signer.ts'
import { verifyEnvelope } from '../trust/verify-envelope.ts'
import { checkResources, type Digester, type ResourceVerdict } from './check-resources.ts'
import {
  DEFAULT_IGNORED,
  DOWNLOAD_RECORDS,
  ignoredBy,
  isAuthority,
  isLoadedThoughIgnored,
  NOT_LOOKED_INTO,
  ownRules,
} from './ignore-rules.ts'
import { modelTree, type ModelTree } from './model-tree.ts'
import { signedFiles } from './signed-files.ts'
import { OtherPredicate, parseStatement, PREDICATE, type OmsStatement } from './statement.ts'

export interface SignatureRequest {
  /** Folder of the model, or its file; absolute. */
  readonly root: string
  /** The bundle. */
  readonly bytes: Uint8Array
  /** What the bundle was read from, as typed. */
  readonly source: string
  /** The bundle lies in the folder: its path there, `/`-separated. */
  readonly within?: string
  readonly trust: TrustPolicy
  readonly digester: Digester
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface IgnoredPath {
  /** Relative to the model. */
  readonly path: string
  /** A loader would run it or read it. */
  readonly loadable: boolean
}

export interface SignatureResult {
  /** Whether somebody trusted has signed; files may be refused nevertheless. */
  readonly verification: Verification
  /** What the signer vouches for: files that are what was signed. Absent when no trusted one has signed. */
  readonly listing?: Listing
  readonly resources: readonly ResourceVerdict[]
  /** In the model and not signed. */
  readonly extra: readonly string[]
  /** Signed and not in the model. */
  readonly missing: readonly string[]
  /** What the signer left out and is there: to be shown to whoever trusts the signature. */
  readonly ignored: readonly IgnoredPath[]
  /** Made by model_signing 0.2, or encoded as it did. */
  readonly legacy: boolean
  readonly refusals: readonly Refusal[]
}

/** Verifies an OpenSSF Model Signing signature: who signed, and whether the model is what was signed. */
export async function verifySignature(request: SignatureRequest): Promise<SignatureResult> {
  const { bytes, source, trust, now } = request
  let bundle: Bundle
  try {
    bundle = parseBundle(bytes)
  } catch (error) {
    return nothingSigned(malformedRefusal(error, source))
  }
  const { envelope, material } = bundle
  const verification = await verifyEnvelope(envelope, material, trust, {
    now,
    path: source,
    encodings: 'dsse-or-legacy',
  })
  if (verification.outcome === 'refused') return nothingSigned(verification.refusal)
  let statement: OmsStatement
  try {
    if (envelope.payloadType !== IN_TOTO_PAYLOAD) throw new OtherPredicate(envelope.payloadType)
    statement = parseStatement(envelope.payload)
  } catch (error) {
    return nothingSigned(malformedRefusal(error, source))
  }
  return compareWithModel(request, statement, verification)
}

function nothingSigned(refusal: Refusal): SignatureResult {
  const none = { resources: [], extra: [], missing: [], ignored: [], legacy: false }
  return { verification: { outcome: 'refused', refusal }, ...none, refusals: [refusal] }
}

function malformedRefusal(error: unknown, path: string): Refusal {
  if (error instanceof OtherPredicate) {
    const message = 'is signed, and it is no signature of a model'
    return {
      code: 'predicate-mismatch',
      path,
      message,
      expected: PREDICATE,
      found: error.found.slice(0, 200),
    }
  }
  if (!(error instanceof ReadError)) throw error
  return { code: 'signature-malformed', path, message: `is no signature that can be read: ${error.message}` }
}

async function compareWithModel(
  request: SignatureRequest,
  statement: OmsStatement,
  verification: Extract<Verification, { outcome: 'accepted' }>,
): Promise<SignatureResult> {
  const { root, source, within, digester } = request
  const isFolder = statSync(root).isDirectory()
  const tree: ModelTree = isFolder ? modelTree(root, NOT_LOOKED_INTO) : oneFile(root)
  const found = signedFiles(statement, tree, isFolder ? undefined : basename(root))
  if (found.length === 0) {
    const refusal: Refusal = {
      code: 'subject-mismatch',
      path: source,
      message: `says nothing of ${isFolder ? 'this folder' : 'this file'}`,
      found: basename(root),
    }
    return { ...nothingSigned(refusal), verification }
  }
  const { verdicts, refusals, digests } = await checkResources(found, digester)
  // Signatures over parts of files have nothing to say of empty ones.
  const names = new Set(found.map(({ path }) => path))
  const isIgnored = ignoredBy([...DEFAULT_IGNORED, DOWNLOAD_RECORDS, ...ownRules(statement.ignored ?? [])])
  const unsigned = isFolder
    ? tree.files.filter(
        ({ path, size }) =>
          !names.has(path) &&
          path !== within &&
          !isAuthority(path) &&
          !(size === 0 && statement.method === 'shards'),
      )
    : []
  const ignored = ignoredPaths(unsigned.map(({ path }) => path).filter(isIgnored), tree.skipped)
  const extra = unsigned.filter(({ path }) => !isIgnored(path)).map(({ path }) => path)
  return {
    verification,
    listing: {
      kind: 'oms-signature',
      source,
      digests,
      cameWithBytes: within !== undefined,
      signer: verification.signer,
      gaps: [],
    },
    resources: verdicts,
    extra,
    missing: found.filter(({ file }) => !file).map(({ path }) => path),
    ignored,
    legacy: statement.legacy || verification.legacy === true,
    refusals: [
      ...refusals,
      ...linkRefusals(tree, isIgnored),
      ...extra.map(unlisted),
      ...ignored.filter(({ loadable }) => loadable).map(ignoredLoadable),
    ],
  }
}

/** What git keeps is one line each, however much it is. */
function ignoredPaths(paths: readonly string[], skipped: readonly string[]): readonly IgnoredPath[] {
  const ofGit = ignoredBy(DEFAULT_IGNORED)
  const shown = new Set([...skipped, ...paths.map((path) => (ofGit(path) ? path.split('/')[0]! : path))])
  return [...shown].map((path) => ({ path, loadable: isLoadedThoughIgnored(path) }))
}

function oneFile(root: string): ModelTree {
  const { size } = statSync(root)
  return { files: [{ path: basename(root), absolute: root, size }], skipped: [], others: [] }
}

/** Links out of the model are whatever lies there when they are read. */
function linkRefusals(
  { files, others }: ModelTree,
  isIgnored: (path: string) => boolean,
): readonly Refusal[] {
  return [
    ...files.flatMap(({ path, link }): Refusal[] =>
      link?.escapes && !isIgnored(path)
        ? [{ code: 'link-escapes', path, message: 'is a link that leads out of the model' }]
        : [],
    ),
    ...others.flatMap(({ path, what, escapes }): Refusal[] => {
      if (isIgnored(path)) return []
      return [
        {
          code: escapes ? 'link-escapes' : 'unlisted-file',
          path,
          message: `is ${what} and cannot be signed`,
        },
      ]
    }),
  ]
}

function unlisted(path: string): Refusal {
  const code = isCode(path) ? 'unlisted-code' : 'unlisted-file'
  return {
    code,
    path,
    message: 'lies in the model and was not signed',
    advice: 'remove it, or ask the signer for a signature of all of it',
  }
}

function ignoredLoadable({ path }: IgnoredPath): Refusal {
  return {
    code: 'ignored-loadable',
    path,
    message: 'was left out of the signature, and a loader would read it',
    advice: 'remove it, or ask the signer why it is not signed',
  }
}
