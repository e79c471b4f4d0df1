/** An archive that is recognised and not opened. */
export interface SealedArchiveFacts {
  /** As people write it. */
  readonly kind: string
  /** Last segment of the path; untrusted. */
  readonly name: string
}
