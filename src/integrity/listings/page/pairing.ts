import { algorithmOf } from '../algorithm.ts'
import { baseName, isSidecar } from '../file-name.ts'
import type { Gathering } from '../gathering.ts'
import type { Item } from './items.ts'

type Name = Item & { readonly is: 'name' }
type DigestItem = Item & { readonly is: 'digest' }
type Said = DigestItem | (Item & { readonly is: 'short' })

/** Words that a loose group may hold for each digest: a row of a page, and not a text that mentions files. */
const WORDS_PER_DIGEST = 12
const MAX_ITEMS = 2000

/**
 * Publishes what is said beyond doubt: digests beside one name, or names and digests in strict turn. `tight` says that
 * the items stand in one row, list item or paragraph: what cannot be told apart there never can. Returns what is
 * left for what lies around.
 */
export function settle(
  items: readonly Item[],
  out: Gathering,
  { tight }: { readonly tight: boolean },
): Item[] {
  const said = items.filter(isSaid)
  const names = distinctNames(items)
  if (said.length === 0 || names.length === 0) return bounded(items, out)
  const words = items.reduce((sum, item) => sum + (item.is === 'words' ? item.count : 0), 0)
  if (!tight && words > WORDS_PER_DIGEST * said.length) return bounded(items, out)
  const groups = names.length === 1 ? [{ name: names[0]!, said }] : inTurn(items, names)
  if (groups && groups.every((g) => agree(g.said.filter(isDigest)))) {
    for (const { name, said: own } of groups) for (const s of own) publish(name, s, out)
    return []
  }
  if (!tight) return bounded(items, out)
  unclear(items, names, out)
  return []
}

/** What nothing could be made of. */
export function abandon(items: readonly Item[], out: Gathering): void {
  const names = distinctNames(items)
  const said = items.filter(isSaid)
  if (names.length > 0 && said.length > 0) unclear(items, names, out)
  else for (const s of said.filter(isDigest)) out.gap('a digest without the name of a file', s.line)
}

/** On a page about one file, what is left is of that file, unless the page names others or says two things. */
export function settledForAll(items: readonly Item[], file: string, out: Gathering): boolean {
  const digests = items.filter(isDigest).filter((d) => algorithm(d) !== 'unsupported')
  const others = distinctNames(items).some(({ name }) => baseName(name) !== baseName(file))
  if (digests.length === 0 || others || !agree(digests)) return false
  for (const d of digests) publish({ is: 'name', name: file, line: d.line }, d, out)
  return true
}

function unclear(items: readonly Item[], names: readonly Name[], out: Gathering): void {
  for (const { name } of names) out.unclear(name)
  const first = items.find(isSaid)
  const which = names.slice(0, 3).map((n) => JSON.stringify(n.name.slice(0, 100)))
  const of = `${which.join(', ')}${names.length > 3 ? ', …' : ''}`
  out.gap(`digests that cannot be told apart near ${of}`, first?.line)
}

function publish({ name }: Name, said: Said, out: Gathering): void {
  if (said.is === 'short') {
    out.unclear(name)
    out.gap('a digest that is cut off or in a form that is not known here', said.line, 'unsupported')
  } else out.publish({ name, hex: said.hex, line: said.line, label: said.label, hint: said.hint })
}

interface Group {
  readonly name: Name
  readonly said: readonly Said[]
}

/** Name, digests, name, digests, each as many; or all of it the other way round. */
function inTurn(items: readonly Item[], names: readonly Name[]): Group[] | undefined {
  const wanted = new Set(names.map((n) => n.name))
  const sequence = items.filter((i): i is Name | Said => isSaid(i) || (i.is === 'name' && wanted.has(i.name)))
  const ordered = sequence[0]?.is === 'name' ? sequence : sequence.toReversed()
  if (ordered[0]?.is !== 'name') return undefined
  const groups: { readonly name: Name; readonly said: Said[] }[] = []
  for (const item of ordered) {
    const last = groups.at(-1)
    if (item.is !== 'name') last!.said.push(item)
    else if (last?.name.name !== item.name || last.said.length > 0) groups.push({ name: item, said: [] })
  }
  const count = groups[0]!.said.length
  return count > 0 && groups.length === names.length && groups.every((g) => g.said.length === count)
    ? groups
    : undefined
}

/** No two digests of one algorithm say different things. */
function agree(digests: readonly DigestItem[]): boolean {
  const byAlgorithm = new Map<string, string>()
  return digests.every((d) => {
    const hex = d.hex.toLowerCase()
    const known = byAlgorithm.get(algorithm(d)) ?? hex
    byAlgorithm.set(algorithm(d), known)
    return known === hex
  })
}

function algorithm({ hex, label, hint }: DigestItem): string {
  return algorithmOf(hex, label ?? hint) ?? algorithmOf(hex, undefined) ?? `${hex.length}`
}

function isSaid(item: Item): item is Said {
  return item.is === 'digest' || item.is === 'short'
}

function isDigest(item: Item): item is DigestItem {
  return item.is === 'digest'
}

/** A signature beside a file is not what the digest is of. */
function distinctNames(items: readonly Item[]): Name[] {
  const byName = new Map(items.filter((i): i is Name => i.is === 'name').map((n) => [n.name, n]))
  const names = [...byName.values()]
  const files = names.filter((n) => !isSidecar(n.name))
  return files.length > 0 ? files : names
}

/** With too many to look through, no digest is anybody's: names that were left out could be the right ones. */
function bounded(items: readonly Item[], out: Gathering): Item[] {
  if (items.length <= MAX_ITEMS) return [...items]
  if (items.some(isSaid))
    out.gap('more names and digests than can be told apart', items.find(isSaid)!.line, 'limit')
  return items.filter((i) => i.is === 'name' || i.is === 'heading').slice(0, MAX_ITEMS / 2)
}
