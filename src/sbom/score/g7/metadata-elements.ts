import { asFields, eachIn, fieldIn, listIn, type Fields } from '../../cyclonedx/json-view.ts'
import type { BomView } from '../bom-view.ts'
import { fieldSaid, listSaid, pathSaid } from '../said.ts'
import type { DocumentElement } from './element.ts'

/** About the document itself. */
export const METADATA: readonly DocumentElement[] = [
  { name: 'author', find: ({ metadata }) => under(metadata, 'authors[].name', ...MAKERS) },
  { name: 'version', find: ({ root }) => fieldSaid(root, 'version') },
  { name: 'format-name', find: ({ root }) => fieldSaid(root, 'bomFormat') },
  { name: 'format-version', find: ({ root }) => fieldSaid(root, 'specVersion') },
  { name: 'author-signature', find: ({ root }) => fieldSaid(root, 'signature') },
  { name: 'tool-name', find: (view) => tool(view, 'name') },
  { name: 'tool-version', find: (view) => tool(view, 'version') },
  { name: 'generation-context', find: ({ metadata }) => under(metadata, ...PHASES) },
  { name: 'timestamp', find: timestamp },
  { name: 'dependency-relationship', find: dependencies },
]

/** Whoever makes the document; up to 1.5 the second name means who makes the component. */
const MAKERS = ['manufacturer.name']
const PHASES = ['lifecycles[].phase', 'lifecycles[].name']

function under(metadata: Fields, ...paths: readonly string[]): string | undefined {
  const path = paths.find((p) => pathSaid(metadata, p))
  return path && `metadata.${path}`
}

/** A list up to 1.4, an object with components and services since. */
function tool({ metadata }: BomView, field: string): string | undefined {
  const tools = fieldIn(metadata, 'tools')
  if (Array.isArray(tools)) return pathSaid(metadata, `tools[].${field}`) && `metadata.tools[].${field}`
  const fields = asFields(tools) ?? {}
  const list = ['components', 'services'].find((l) => eachIn(fields, l).some((t) => fieldSaid(t, field)))
  return list && `metadata.tools.${list}[].${field}`
}

function timestamp({ metadata }: BomView): string | undefined {
  const value = fieldIn(metadata, 'timestamp')
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? 'metadata.timestamp' : undefined
}

function dependencies({ root }: BomView): string | undefined {
  const told = eachIn(root, 'dependencies').some((d) => listSaid(d, 'dependsOn') || listSaid(d, 'provides'))
  return told ? `dependencies[] (${listIn(root, 'dependencies').length})` : undefined
}
