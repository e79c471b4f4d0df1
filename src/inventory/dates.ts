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
        ...(has('role', 'embedding') && lacks('deployment-date')
          ? integrated(item, 'deployment-date', past)
          : []),
      ]
    default:
      return []
  }
}

/** No lock file but conda-lock's says when it was resolved: its last change does. */
function resolved(item: InventoryItem, past: Past): Attribute[] {
  // The file that tells where it is taken from is the one that pinned it; others only ask for it.
  const pinning = item.attributes.filter((a) => a.name === 'registry' || a.name === 'direct')
  for (const { at } of [...pinning.map((a) => a.evidence), ...item.evidence]) {
    const change = past.lastChange(at.path)
    if (change) return [committed('resolved-at', at.path, change)]
  }
  return modified('resolved-at', item, past)
}

function integrated(item: InventoryItem, name: AttributeName, past: Past): Attribute[] {
  const spoken = item.attributes.filter((a) => a.name === 'model-id').map((a) => a.value)
  const found = item.evidence.flatMap(({ at }) =>
    [item.name, ...spoken].flatMap((text) => {
      const since = past.since(at.path, text)
      return since ? [{ path: at.path, ...since }] : []
    }),
  )
  const [first] = found.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return first ? [committed(name, first.path, first)] : modified(name, item, past)
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

function modified(name: AttributeName, item: InventoryItem, past: Past): Attribute[] {
  for (const path of [...item.evidence.map((e) => e.at.path), ...item.artifacts]) {
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
