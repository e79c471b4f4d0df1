import type { Gap, GapReason } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import type { Listing, PublishedDigest } from '../listing.ts'
import { algorithmOf, type Labelled } from './algorithm.ts'
import { plainName } from './match.ts'

const MAX_DIGESTS = 400_000
const MAX_GAPS = 100
const MAX_NAME = 4096

interface Stated {
  readonly name: string
  readonly hex: string
  /** The algorithm that is written with the digest. */
  readonly label?: Labelled
  /** What stands above or around: decides only where it fits. */
  readonly hint?: Labelled
  readonly size?: number
  readonly line?: number
}

/** Where readers put what they find. Bounded, whatever the text holds. */
export interface Gathering {
  readonly checkpoint: () => void
  readonly source: string
  /** Digests so far. */
  count(): number
  publish(stated: Stated): void
  gap(detail: string, line?: number, reason?: GapReason): void
  /** Something is said of that name, and it cannot be read or attributed. */
  unclear(name: string): void
  note(text: string): void
  finish(): Pick<Listing, 'digests' | 'gaps' | 'unclear' | 'notes'>
}

export function gather(source: string, checkpoint: () => void): Gathering {
  const digests = new Map<string, PublishedDigest>()
  const gaps: Gap[] = []
  const unclear = new Set<string>()
  const notes = new Set<string>()
  let left = 0

  const gap = (detail: string, line?: number, reason: GapReason = 'malformed'): void => {
    const at = { path: source, ...(line !== undefined && { range: lineRange(line) }) }
    if (gaps.length < MAX_GAPS) gaps.push({ at, reason, detail })
    else left++
  }

  function publish({ name, hex, label, hint, size, line }: Stated): void {
    if ((digests.size & 1023) === 0) checkpoint()
    const lower = hex.toLowerCase()
    const algorithm = algorithmOf(lower, label ?? hintThatFits(lower, hint))
    if (name === '' || name.length > MAX_NAME || name.includes('\0'))
      return gap('a digest of something that cannot be a file', line)
    if (algorithm === undefined || algorithm === 'unsupported') {
      unclear.add(name)
      return gap(
        `a digest of ${lower.length * 4} bits whose algorithm is not known here`,
        line,
        'unsupported',
      )
    }
    const key = `${algorithm}:${lower}:${name}`
    if (digests.has(key)) return
    if (digests.size >= MAX_DIGESTS) {
      if (digests.size === MAX_DIGESTS) gap(`more than ${MAX_DIGESTS} digests`, line, 'limit')
      return
    }
    digests.set(key, {
      name,
      algorithm,
      hex: lower,
      ...(size !== undefined && { size }),
      ...(line !== undefined && { line }),
    })
  }

  function finish(): Pick<Listing, 'digests' | 'gaps' | 'unclear' | 'notes'> {
    const all = [...digests.values()]
    for (const { name, algorithm, line } of contradictions(all))
      gap(`two different ${algorithm} digests for ${JSON.stringify(name.slice(0, 200))}`, line)
    if (left > 0)
      gaps.push({ at: { path: source }, reason: 'limit', detail: `${left} more parts not understood` })
    return {
      digests: all,
      gaps,
      ...(unclear.size > 0 && { unclear: [...unclear].toSorted() }),
      ...(notes.size > 0 && { notes: [...notes] }),
    }
  }

  return {
    checkpoint,
    source,
    count: () => digests.size,
    publish,
    gap,
    unclear: (name) => void (unclear.size < MAX_DIGESTS && unclear.add(name)),
    note: (text) => void notes.add(text),
    finish,
  }
}

/** Headings and names of files say what digests are meant to be; the length says what they are not. */
function hintThatFits(hex: string, hint: Labelled): Labelled {
  if (hint === 'unsupported') return hint
  return algorithmOf(hex, hint) === undefined ? undefined : hint
}

/** Later digests that disagree with an earlier one of the same name and algorithm. Both stay: neither is right. */
function contradictions(digests: readonly PublishedDigest[]): PublishedDigest[] {
  const first = new Map<string, string>()
  return digests.filter(({ name, algorithm, hex }) => {
    const key = `${algorithm}:${plainName(name) ?? name}`
    const known = first.get(key)
    if (known === undefined) first.set(key, hex)
    return known !== undefined && known !== hex
  })
}
