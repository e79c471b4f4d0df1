import type { Listing, PublishedDigest } from '../listing.ts'

/** A file of the tree by all the names it has there. */
export interface NamedFile {
  /** Relative to what is checked, `/`-separated. */
  readonly path: string
  readonly aliases?: readonly string[]
}

export interface Matches {
  /** What the listing publishes for a file, by the file's path. */
  readonly digests: ReadonlyMap<string, readonly PublishedDigest[]>
  /** Names for which the tree has no file. */
  readonly missing: readonly string[]
  /** Files of which the listing does not say anything. */
  readonly unlisted: readonly string[]
  /** Files that a name may or may not mean: something was said of them, and nobody can tell what. */
  readonly ambiguous: readonly string[]
}

/** Ways in which one name is written, from the strictest on. A later one counts only where no earlier one matched. */
type Form = (name: string) => string | undefined

const same: Form = (name) => name
const folded: Form = (name) => name.trim().normalize('NFC').toLowerCase()
const base: Form = (name) => name.slice(name.lastIndexOf('/') + 1)
const foldedBase: Form = (name) => folded(base(name)!)

/** A name that stands for the one file that is checked: a checksum file that holds a digest and nothing else. */
const UNNAMED = '-'

/** Which digest of a listing is for which file. A name and a file belong together only if neither has a rival. */
export function match(listing: Listing, files: readonly NamedFile[]): Matches {
  const state = start(listing, files)
  const { names } = state
  if (listing.folder) pair(state, (name) => `${listing.folder}/${name}`, same)
  pair(state, same, same)
  pair(state, same, same, (file) => file.aliases ?? [])
  const strip = withoutPrefix(commonFolder([...names.keys()]))
  const lower = withoutPrefix(commonFolder(files.map((f) => f.path)))
  pair(state, strip, lower)
  pair(
    state,
    (n) => strip(n) && folded(strip(n)!),
    (p) => lower(p) && folded(lower(p)!),
  )
  pairTails(state)
  pair(state, onlyBare(base), base)
  pair(state, base, onlyBare(base))
  pair(state, onlyBare(foldedBase), foldedBase)
  pair(state, foldedBase, onlyBare(foldedBase))
  return finish(state)
}

interface State {
  readonly files: readonly NamedFile[]
  /** By the name without `./`, backslashes and doubled slashes. */
  readonly names: Map<string, PublishedDigest[]>
  readonly taken: Map<string, PublishedDigest[]>
  readonly ambiguous: Set<string>
  readonly outside: string[]
  readonly open: { names: Set<string>; files: Set<NamedFile> }
}

function start(listing: Listing, files: readonly NamedFile[]): State {
  const names = new Map<string, PublishedDigest[]>()
  const outside: string[] = []
  for (const digest of listing.digests) {
    const name = digest.name === UNNAMED && files.length === 1 ? files[0]!.path : plainName(digest.name)
    if (name === undefined) outside.push(digest.name)
    else names.set(name, [...(names.get(name) ?? []), digest])
  }
  const open = { names: new Set(names.keys()), files: new Set(files) }
  return { files, names, outside, open, taken: new Map(), ambiguous: new Set() }
}

/** Without what writers put around a path. Undefined for one that leads out of the tree or names nothing. */
export function plainName(written: string): string | undefined {
  const path = written
    .replace(/^\*(?=\S)/, '')
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:(?=\/)/, '')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/')
}

/** Pairs open names and files whose forms are the same, where each form is of one name and of one file. */
function pair(
  state: State,
  nameForm: Form,
  fileForm: Form,
  paths: (file: NamedFile) => readonly string[] = (file) => [file.path],
): void {
  if (state.open.names.size === 0 || state.open.files.size === 0) return
  const filesByForm = grouped(state.open.files, (file) => paths(file).map(fileForm))
  // A list can have a hundred thousand names, and a tree a file.
  const byForm = grouped(state.open.names, (name) => [known(filesByForm, nameForm(name))])
  for (const [form, names] of byForm) {
    const files = filesByForm.get(form)
    if (!files) continue
    if (names.size === 1 && files.size === 1) take(state, [...names][0]!, [...files][0]!)
    else for (const file of files) state.ambiguous.add(file.path)
  }
}

function take(state: State, name: string, file: NamedFile): void {
  if (!state.open.names.has(name) || !state.open.files.has(file)) return
  state.taken.set(file.path, state.names.get(name)!)
  state.open.names.delete(name)
  state.open.files.delete(file)
}

/** `unet/config.json` for `pipeline/unet/config.json`, and the other way round. */
function pairTails(state: State): void {
  const { names, files } = state.open
  const filesByBase = grouped(files, (file) => [base(file.path)])
  const candidates = new Map<string, Set<NamedFile>>()
  const rivals = new Map<NamedFile, Set<string>>()
  for (const [form, group] of grouped(names, (name) => [known(filesByBase, base(name))])) {
    const near = filesByBase.get(form)
    // Many files and many names of one base name have a folder each: comparing all with all is not worth it.
    if (!near || near.size * group.size > 250_000) continue
    for (const name of group)
      for (const file of near) {
        if (!isTail(name, file.path) && !isTail(file.path, name)) continue
        add(candidates, name, file)
        add(rivals, file, name)
      }
  }
  for (const [name, near] of candidates) {
    const [file] = near
    if (near.size === 1 && rivals.get(file!)!.size === 1) take(state, name, file!)
    else for (const rival of near) state.ambiguous.add(rival.path)
  }
}

/** Whether the shorter path, of more than one part, ends the longer one. */
function isTail(shorter: string, longer: string): boolean {
  return shorter.includes('/') && longer.endsWith(`/${shorter}`)
}

function onlyBare(form: Form): Form {
  return (name) => (name.includes('/') ? undefined : form(name))
}

function finish({ files, names, taken, ambiguous, outside, open }: State): Matches {
  const unlisted = files.filter((f) => !taken.has(f.path)).map((f) => f.path)
  return {
    digests: taken,
    missing: [...[...open.names].flatMap((n) => names.get(n)![0]!.name), ...new Set(outside)].toSorted(),
    unlisted,
    ambiguous: unlisted.filter((path) => ambiguous.has(path)),
  }
}

/** The folder in which all of several paths lie, with its slash. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths
  let prefix = first.slice(0, first.lastIndexOf('/') + 1)
  for (const path of rest)
    while (!path.startsWith(prefix)) prefix = prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1)
  return prefix
}

function withoutPrefix(prefix: string): Form {
  return (path) => path.slice(prefix.length)
}

function grouped<T>(
  items: Iterable<T>,
  keys: (item: T) => readonly (string | undefined)[],
): Map<string, Set<T>> {
  const groups = new Map<string, Set<T>>()
  for (const item of items) for (const key of keys(item)) if (key !== undefined) add(groups, key, item)
  return groups
}

function known<T>(groups: ReadonlyMap<string, T>, form: string | undefined): string | undefined {
  return form !== undefined && groups.has(form) ? form : undefined
}

function add<K, V>(groups: Map<K, Set<V>>, key: K, item: V): void {
  const group = groups.get(key)
  if (group) group.add(item)
  else groups.set(key, new Set([item]))
}
