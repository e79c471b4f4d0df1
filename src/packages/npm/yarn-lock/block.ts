/** One resolution: the requirements that led to it, and what it is. */
export interface YarnBlock {
  /** `name@range`, as they are asked for. */
  readonly descriptors: readonly string[]
  readonly version?: string
  /** Address with the SHA-1 behind it, or since version 2 `name@npm:1.0.0`. */
  readonly resolved?: string
  readonly integrity?: string
  readonly needs: readonly { readonly name: string; readonly range: string; readonly optional: boolean }[]
  /** A member of the workspace. */
  readonly workspace: boolean
  readonly line: number
}

/** The name before the at sign that starts the range. */
export function descriptorName(descriptor: string): string {
  const at = descriptor.indexOf('@', 1)
  return at < 0 ? descriptor : descriptor.slice(0, at)
}
