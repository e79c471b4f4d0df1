/** Name and version of a package, or where it comes from in place of a version. */
export interface SplitKey {
  readonly name: string
  readonly version: string
}

/**
 * `/name/1.0.0_peer@2.0.0` in version 5, `/name@1.0.0(peer@2.0.0)` in version 6, without the slash since 9.
 * Undefined for keys that are addresses.
 */
export function splitKey(key: string, major: number): SplitKey | undefined {
  if (major < 6) {
    const match = /^\/((?:@[^/]+\/)?[^/]+)\/([^/_(]+)/.exec(key)
    return match ? { name: match[1]!, version: match[2]! } : undefined
  }
  const plain = key.replace(/^\//, '').replace(/\([^]*$/, '')
  const at = plain.indexOf('@', 1)
  return at > 0 ? { name: plain.slice(0, at), version: plain.slice(at + 1) } : undefined
}

/** Key of what a dependency refers to; undefined for members of the workspace. */
export function referenceKey(name: string, reference: string, major: number): string | undefined {
  if (reference === '' || /^(?:link|workspace|portal):/.test(reference)) return undefined
  if (reference.startsWith('/')) return reference
  if (/^\d/.test(reference)) {
    if (major < 6) return `/${name}/${reference}`
    return major < 9 ? `/${name}@${reference}` : `${name}@${reference}`
  }
  if (major < 9) return reference
  // Another package under this name, or the same one from an address.
  return /^(?:@[^/@(]+\/)?[^/@(:]+@/.test(reference) ? reference : `${name}@${reference}`
}
