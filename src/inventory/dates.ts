import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'

/** What is known of the past of the files in the tree. Paths are relative to the scanned root. */
export interface Past {
  /** ISO 8601 UTC; undefined for what is no file on disk. */
  modifiedAt(path: string): string | undefined
  /**
   * When the text came into the file and stayed, by the version history; undefined when the history does not
   * reach that far or the working copy is ahead of it.
   */
  since(path: string, text: string): { readonly date: string; readonly commit: string } | undefined
  /** When the file got the content that it has. */
  lastChange(path: string): { readonly date: string; readonly commit: string } | undefined
}

/** Adds the dates that no file states: from version history where there is one, else from the file system, and says which. */
export function withDates(items: readonly InventoryItem[], past: Past): InventoryItem[] {
  return items.map((item) => {
    const dates = datesOf(item, past)
    return dates.length === 0 ? item : { ...item, attributes: insert(item.attributes, dates) }
  })
}

function datesOf(item: InventoryItem, past: Past): Attribute[] {
  const lacks = (name: AttributeName): boolean => !item.attributes.some((a) => a.name === name)
  const has = (name: AttributeName, value: string): boolean =>
    item.attributes.some((a) => a.name === name && a.value === value)
  switch (item.kind) {
    case 'package':
      return item.version !== undefined && lacks('resolved-at') ? resolved(item, past) : []
    case 'plugin':
    case 'prompt':
      return lacks('integrated-at') ? integrated(item, 'integrated-at', past) : []
    case 'service':
      return has('service-type', 'mcp-server') && lacks('integrated-at')
        ? integrated(item, 'integrated-at', past)
        : []
    case 'model':
      return [
        ...(has('source', 'hugging-face') && lacks('download-date') ? downloaded(item, past) : []),
        ...(has('role', 'embedding') && lacks('deployment-date') ? deployed(item, past) : []),
      ]
    case 'dataset':
      return has('source', 'hugging-face') && lacks('download-date') ? downloaded(item, past) : []
    default:
      return []
  }
}

/** No lock file but conda-lock's says when it was resolved: its last change does. */
function resolved(item: InventoryItem, past: Past): Attribute[] {
  const paths = pinningPaths(item)
  for (const path of paths) {
    const change = past.lastChange(path)
    if (change) return [committed('resolved-at', path, change)]
  }
  return modified('resolved-at', paths, past)
}

/** The files that chose the version: what only asks for a range counts where nothing else speaks of it. */
function pinningPaths({ evidence, attributes }: InventoryItem): string[] {
  const asked = new Map(
    attributes.flatMap((a) => (a.name === 'requirement' ? [[a.evidence.at.path, a.value] as const] : [])),
  )
  const registries = attributes.filter((a) => a.name === 'registry').map((a) => a.evidence.at.path)
  const looseness = (path: string): number => {
    const range = asked.get(path)
    return range === undefined ? 0 : /^={2,3}[^*]*$|^\d[\w.+-]*$/.test(range) ? 1 : 2
  }
  const paths = [...new Set([...registries, ...evidence.map((e) => e.at.path)])]
  return paths.toSorted((a, b) => looseness(a) - looseness(b))
}

function integrated(item: InventoryItem, name: AttributeName, past: Past): Attribute[] {
  const paths = [...new Set(item.evidence.map((e) => e.at.path))]
  const texts = namesIn(item)
  const found = paths.flatMap((path) =>
    // What is a file came with the file.
    (item.artifacts.includes(path) ? [''] : texts).flatMap((text) => {
      const since = past.since(path, text)
      return since ? [{ path, ...since }] : []
    }),
  )
  const [first] = found.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  if (first) return [committed(name, first.path, first)]
  for (const path of paths) {
    const change = past.lastChange(path)
    if (change) return [committed(name, path, change)]
  }
  return modified(name, [...paths, ...item.artifacts], past)
}

/** Words that the files which speak of it hold, as they stand there or in a string of JSON. */
function namesIn({ name, attributes }: InventoryItem): string[] {
  // The program that starts a server starts many others, too; a hook is its command.
  const isHook = attributes.some((a) => a.name === 'plugin-type' && a.value === 'hook')
  const spoken = attributes
    .filter((a) => a.name === 'model-id' || (isHook && a.name === 'command'))
    .map((a) => a.value)
  return [name, ...spoken].flatMap((text) => {
    const quoted = JSON.stringify(text).slice(1, -1)
    return quoted === text ? [text] : [text, quoted]
  })
}

/** When it was put to use is told by what uses it, never by the files that it consists of. */
function deployed(item: InventoryItem, past: Past): Attribute[] {
  const own = new Set(item.artifacts)
  const evidence = item.evidence.filter(
    (e) => !own.has(e.at.path) && past.modifiedAt(e.at.path) !== undefined,
  )
  return evidence.length === 0
    ? []
    : integrated({ ...item, evidence, artifacts: [] }, 'deployment-date', past)
}

/** Blobs of a cache are written once, when they arrive. */
function downloaded(item: InventoryItem, past: Past): Attribute[] {
  const dates = item.artifacts.flatMap((path) => {
    const date = past.modifiedAt(path)
    return date === undefined ? [] : [{ path, date }]
  })
  const [last] = dates.toSorted((a, b) => (a.date > b.date ? -1 : 1))
  return last ? [fromFile('download-date', last.path, last.date)] : []
}

function modified(name: AttributeName, paths: readonly string[], past: Past): Attribute[] {
  for (const path of paths) {
    const date = past.modifiedAt(path)
    if (date !== undefined) return [fromFile(name, path, date)]
  }
  return []
}

function committed(name: AttributeName, path: string, change: { date: string; commit: string }): Attribute {
  const says = `was brought in by commit ${change.commit}`
  return {
    name,
    value: change.date,
    status: 'inferred',
    basis: 'git-history',
    evidence: { at: { path }, says },
  }
}

function fromFile(name: AttributeName, path: string, date: string): Attribute {
  const says = 'was last modified then, as the file system has it'
  return { name, value: date, status: 'inferred', basis: 'file-mtime', evidence: { at: { path }, says } }
}

function insert(attributes: readonly Attribute[], more: readonly Attribute[]): Attribute[] {
  return [...attributes, ...more].toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}
