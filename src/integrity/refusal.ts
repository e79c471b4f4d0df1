/** Why something is not loaded, not accepted or not in force. Codes are public: scripts branch on them. */
export const REFUSAL_CODES = [
  'content-changed',
  'size-changed',
  'shard-changed',
  'missing',
  'unreadable',
  'changed-while-read',
  'unlisted-code',
  'unlisted-file',
  'unlocked-argument',
  'link-changed',
  'link-escapes',
  'lock-missing',
  'lock-unreadable',
  'lock-edited',
  'lock-replayed',
  'lock-unsigned',
  'lock-empty',
  'authority-missing',
  'authority-mismatch',
  'signature-missing',
  'signature-invalid',
  'signature-malformed',
  'wrong-signer',
  'certificate-expired',
  'certificate-untrusted',
  'signing-time-unproven',
  'ignored-loadable',
  'predicate-mismatch',
  'subject-mismatch',
  'statement-malformed',
  'result-denied',
  'builder-mismatch',
  'publisher-mismatch',
  'log-entry-missing',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** What it is about, as the lock, the listing or the user names it. Untrusted text. */
  readonly path: string
  /** One sentence for a person: what is wrong. */
  readonly message: string
  /** What to do about it, where something can be done. */
  readonly advice?: string
  /** Lower-case hex or an identity, where two values differ. */
  readonly expected?: string
  readonly found?: string
}
