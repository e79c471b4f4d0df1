import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readTrust, type NamedFile } from '../../integrity/trust/read-trust.ts'
import type { TrustPolicy } from '../../integrity/trust/signer.ts'
import { UsageError } from '../../model/usage-error.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'

/** Whom the flags trust. Throws `UsageError`. */
export function trustOptions({ options, io }: Pick<Invocation, 'options' | 'io'>): TrustPolicy {
  const { identity, issuer, trustedRoot } = options
  const root = typeof trustedRoot === 'string' ? named(trustedRoot, '--trusted-root', io) : undefined
  return readTrust({
    keys: listed(options['publicKey']).map((path) => named(path, '--public-key', io)),
    roots: listed(options['certificateRoot']).map((path) => named(path, '--certificate-root', io)),
    acceptUnprovenTime: options['acceptUnprovenTime'] === true,
    ...(typeof identity === 'string' && { identity }),
    ...(typeof issuer === 'string' && { issuer }),
    ...(root && { trustedRoot: root }),
  })
}

export function trustsAnybody({ keys, roots, identities }: TrustPolicy): boolean {
  return keys.length + roots.length + identities.length > 0
}

export function listed(value: Invocation['options'][string]): readonly string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : []
}

function named(path: string, flag: string, io: Io): NamedFile {
  try {
    return { name: `${flag} ${visible(path)}`, data: readFileSync(resolve(io.cwd, path)) }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UsageError(`${flag}: ${isMissing ? 'there is no' : 'cannot read'} ${visible(path)}`, {
      cause: error,
    })
  }
}
