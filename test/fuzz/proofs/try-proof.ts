import type { Seed } from '../seeds.ts'
import { der, pem } from './certificates.ts'
import { hubAnswer, listing } from './listings.ts'
import { lock, lockSignature } from './locks.ts'
import { loadLog, lockMemory } from './logs.ts'
import { bundle, envelope, trustedRoot } from './signatures.ts'
import { attestation, modelStatement, statement } from './statements.ts'
import { strictJson } from './strict.ts'
import type { Target } from './target.ts'

export type ProofTarget =
  | 'listing'
  | 'hub-answer'
  | 'lock'
  | 'lock-signature'
  | 'lock-memory'
  | 'load-log'
  | 'envelope'
  | 'bundle'
  | 'trusted-root'
  | 'model-statement'
  | 'statement'
  | 'attestation'
  | 'pem'
  | 'der'
  | 'strict-json'

const TARGETS: Readonly<Record<ProofTarget, Target>> = {
  listing,
  'hub-answer': hubAnswer,
  lock,
  'lock-signature': lockSignature,
  'lock-memory': lockMemory,
  'load-log': loadLog,
  envelope,
  bundle,
  'trusted-root': trustedRoot,
  'model-statement': modelStatement,
  statement,
  attestation,
  pem,
  der,
  'strict-json': strictJson,
}

/** Checksums, signatures and what else vouches for bytes, on the reader that the path names. */
export function tryProof({ path, bytes }: Seed): ReturnType<Target> {
  const [target = '', ...name] = path.split('/')
  if (!Object.hasOwn(TARGETS, target)) return `no reader is called ${target}`
  return TARGETS[target as ProofTarget](bytes, name.join('/'))
}
