import { ReadError } from '../../model/read-error.ts'
import type { Gap } from '../../model/finding.ts'
import { statOf, type Listing } from './listing.ts'
import { withFile } from './opened-file.ts'

/** What a compiled module says of the source that it was made from. Whether its code is that source's cannot be seen. */
type CompiledState =
  /** Time and size, or a hash that Python checks itself, point at the source as it is. */
  | 'matching'
  /** Python compiles anew, unless it cannot or must not look. */
  | 'stale'
  /** Python runs it without a look at the source. */
  | 'unchecked'
  | 'without-source'
  | 'not-compiled'

export interface CompiledFiles {
  readonly counted: Readonly<Record<CompiledState, number>>
  /** Those that are not `matching`. */
  readonly notable: readonly { readonly path: string; readonly state: CompiledState }[]
}

const UNCHECKED_HASH = 0b01
const CHECKED_HASH = 0b11
const CACHED =
  /^(?<folder>(?:.*\/)?)__pycache__\/(?<stem>[^/]+)\.(?<tag>(?:cpython|pypy|graalpy)[^./]*)(?:\.opt-[12]|\.pytest[^/]*)?\.pyc$/

/** Looks at the header of every compiled module in a `__pycache__` folder. */
export function compiledFiles(
  listing: Listing,
  isVerified: (path: string) => boolean,
  checkpoint: () => void,
  gaps: Gap[],
): CompiledFiles {
  const counted: Record<CompiledState, number> = {
    matching: 0,
    stale: 0,
    unchecked: 0,
    'without-source': 0,
    'not-compiled': 0,
  }
  const notable: { path: string; state: CompiledState }[] = []
  for (const path of listing.files) {
    if (!path.endsWith('.pyc') || isVerified(path)) continue
    const match = CACHED.exec(path)
    // Beside its source's place it is a module of its own: whoever looks at modules looks at it.
    if (!match?.groups) continue
    checkpoint()
    const source = `${match.groups['folder']}${match.groups['stem']}.py`
    try {
      const state = stateOf(listing, path, source)
      counted[state]++
      if (state !== 'matching') notable.push({ path, state })
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      gaps.push({ at: { path }, reason: error.reason, detail: error.message })
    }
  }
  return { counted, notable }
}

function stateOf({ root, files, links }: Listing, path: string, source: string): CompiledState {
  const header = withFile(root, path, (file) => file.read(0, 16))
  if (header.length < 16 || header[2] !== 0x0d || header[3] !== 0x0a) return 'not-compiled'
  if (!files.has(source)) return links.has(source) ? 'stale' : 'without-source'
  const flags = header.readUInt32LE(4)
  if (flags === UNCHECKED_HASH) return 'unchecked'
  if (flags === CHECKED_HASH) return 'matching'
  if (flags !== 0) return 'not-compiled'
  const stat = statOf(root, source)
  if (!stat) return 'without-source'
  const seconds = Math.floor(stat.mtimeMs / 1000) >>> 0
  return header.readUInt32LE(8) === seconds && header.readUInt32LE(12) === stat.size >>> 0
    ? 'matching'
    : 'stale'
}
