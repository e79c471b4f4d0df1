import { realpathSync } from 'node:fs'
import { basename, relative, resolve, sep } from 'node:path'
import { isRecord, parseStrictJson } from '../../bytes/strict-json.ts'
import type { DerivationClaim } from '../../model/derivation-claim.ts'
import { sha256 } from '../../model/identity.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { DerivationTrust, NamedResult } from '../../scan/derivations.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { stateFolder } from '../integrity/state-folder.ts'
import { ownResults } from './own-results.ts'

const MAX_RESULT: number = 64 * 1024 * 1024
const TRUSTING = ['publicKey', 'identity', 'issuer'] as const

/**
 * Whose derivations count in a scan: one's own, those that the user names and that do not come along with what is
 * scanned, and those that somebody whom he trusts has signed. Throws `UsageError`.
 */
export async function believedDerivations(
  paths: readonly string[],
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<DerivationTrust> {
  const own = ownResults(stateFolder(io))
  const now = io.clock().getTime()
  const files = (options['derivation'] ?? []) as readonly string[]
  const asksSigners = TRUSTING.some((name) => options[name] !== undefined)
  // Most scans name nothing and need not load what reads keys.
  const signers = asksSigners
    ? (await import('../integrity/trust-options.ts')).trustOptions({ options, io })
    : undefined
  if (files.length === 0) return { own, named: [], now, ...(signers && { signers }) }
  const roots = paths.filter((p) => p !== '-').map((p) => realpathSync(resolve(io.cwd, p)))
  const named: NamedResult[] = []
  for (const file of files) {
    const result = await namedResult(file, resolve(io.cwd, file), signers !== undefined)
    // What lies in the tree is read with it, and is the word of whoever made the tree: naming it changes nothing.
    if (roots.some((root) => isWithin(realpathSync(resolve(io.cwd, file)), root)))
      io.say(`warning: ${visible(file)} lies in what is scanned: it counts when it is your own or signed`)
    else named.push(result)
  }
  return { own, named, now, ...(signers && { signers }) }
}

async function namedResult(shown: string, absolute: string, hasSigners: boolean): Promise<NamedResult> {
  const [{ readFileNamed }, { documentClaim }] = await Promise.all([
    import('../integrity/attesting/named-file.ts'),
    import('../../integrity/derivations/claim.ts'),
  ])
  const { data } = readFileNamed('--derivation', absolute, shown, MAX_RESULT)
  const claims: readonly DerivationClaim[] = recordsOf(data).flatMap(
    (value) => documentClaim(value, sha256(data)) ?? [],
  )
  if (claims.length === 0 && !hasSigners)
    throw new UsageError(
      `--derivation ${visible(shown)}: is no result of assay derive in JSON; an attestation needs --public-key or --identity`,
    )
  return { source: basename(shown), data, claims }
}

function recordsOf(data: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value = parseStrictJson(data, MAX_RESULT)
    return isRecord(value) ? [value] : []
  } catch (error) {
    // Attestations may stand a line each.
    if (error instanceof ReadError) return []
    throw error
  }
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`))
}
