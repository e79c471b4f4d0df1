import type { PackageEntry } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { condaPackage, pythonPackage, type LockedFile } from '../locked.ts'
import type { ReadSet } from './unified.ts'

/** Whether the first line that is no comment is the marker by which conda knows such a list. */
export function isExplicitList(text: string): boolean {
  // A carriage return belongs to its comment: with two ways to take each, the lines of a comment double the time.
  return /^\ufeff?(?:[ \t]*(?:#[^\n]*|\r)?\n)*@EXPLICIT[ \t]*(?:\r?\n|$)/.test(text)
}

/** Addresses with their hash behind `#`. conda-lock keeps Python packages in comments that it reads itself. */
export function readExplicitList(text: string, title: string, checkpoint: () => void): ReadSet {
  const packages = new Map<string, PackageEntry>()
  const skipped: Skipped[] = []
  let platform: string | undefined
  for (const [i, raw] of text.split('\n').entries()) {
    if ((i & 1023) === 0) checkpoint()
    const content = raw.trim()
    const line = i + 1
    const pip = /^#\s*pip\s+([A-Za-z0-9][\w.-]*)\s*@\s*(\S+)$/.exec(content)
    if (!pip && (content === '' || content.startsWith('#') || content === '@EXPLICIT')) {
      platform = /^#\s*platform:\s*(\S+)$/.exec(content)?.[1] ?? platform
      continue
    }
    const { address, hashes } = splitHash(pip?.[2] ?? content)
    const file: LockedFile = { address, hashes, ...(pip && { name: pip[1] }) }
    const located = pip ? pythonPackage(file) : condaPackage(file)
    if (located)
      packages.set(`${pip ? 'pip' : ''} ${address}`, { ...located, scopes: [], dependencies: [], line })
    else skipped.push({ line, detail: 'a line that names no conda package' })
  }
  return {
    set: {
      kind: 'lock',
      title,
      // The list is whole, but does not say what needs what.
      complete: false,
      projects: [],
      packages: [...packages.values()],
      indexes: [],
      options: platform === undefined ? [] : [{ name: 'platform', value: platform, line: 1 }],
      includes: [],
    },
    skipped,
  }
}

/** `#<md5>`, `#<sha256>`, `#sha256:<…>` and `#sha256=<…>` are all written. */
function splitHash(text: string): { address: string; hashes: LockedFile['hashes'] } {
  const hash = text.lastIndexOf('#')
  if (hash < 0) return { address: text, hashes: {} }
  const value = /^(?:(?:md5|sha256)[:=])?([0-9a-fA-F]+)$/.exec(text.slice(hash + 1))?.[1]
  if (value === undefined) return { address: text, hashes: {} }
  const algorithm = value.length === 32 ? 'md5' : 'sha256'
  return { address: text.slice(0, hash), hashes: { [algorithm]: value } }
}
