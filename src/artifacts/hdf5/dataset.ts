import { readDataspace, readDatatype } from './datatype.ts'
import type { DatasetFact, ExternalFile } from './facts.ts'
import { Fields } from './fields.ts'
import { openGlobalHeap } from './global-heap.ts'
import { readLocalHeap } from './local-heap.ts'
import { SHARED, type Message } from './object-header.ts'
import type { Space } from './space.ts'

const DATASPACE = 0x01
const DATATYPE = 0x03
const EXTERNAL_FILES = 0x07
const LAYOUT = 0x08
const LAYOUTS = ['compact', 'contiguous', 'chunked', 'virtual'] as const

/** The layout of a dataset, or `undefined` where the object is none. Weights are never read. */
export function readDataset(
  space: Space,
  path: string,
  messages: readonly Message[],
): DatasetFact | undefined {
  const layoutMessage = messages.find((m) => m.type === LAYOUT)
  if (layoutMessage === undefined) return undefined
  const { widths } = space.superblock
  const open = (type: number): Fields | undefined => {
    const message = messages.find((m) => m.type === type && !(m.flags & SHARED))
    return message && new Fields(message.data, widths, message.offset)
  }
  const dataspace = open(DATASPACE)
  const datatype = open(DATATYPE)
  const layout = readLayout(space, new Fields(layoutMessage.data, widths, layoutMessage.offset))
  return {
    path,
    extents: (dataspace && readDataspace(dataspace)) ?? [],
    ...(datatype && { type: readDatatype(datatype) }),
    ...layout,
    externalFiles: messages.filter((m) => m.type === EXTERNAL_FILES).flatMap((m) => externalFiles(space, m)),
    offset: layoutMessage.offset,
  }
}

function readLayout(space: Space, fields: Fields): Pick<DatasetFact, 'layout' | 'source'> {
  const version = fields.u8()
  if (version < 3) {
    fields.skip(1)
    return { layout: LAYOUTS[fields.u8()] ?? 'contiguous' }
  }
  const layout = LAYOUTS[fields.u8()] ?? 'contiguous'
  if (layout !== 'virtual') return { layout }
  const address = fields.address()
  const [mapping] = address === undefined ? [] : openGlobalHeap(space)(address, fields.u32())
  if (mapping === undefined) return { layout }
  const entries = new Fields(mapping, space.superblock.widths, 0)
  entries.skip(1 + space.superblock.widths.length)
  return { layout, source: entries.cstring() }
}

function externalFiles(space: Space, message: Message): ExternalFile[] {
  const fields = new Fields(message.data, space.superblock.widths, message.offset)
  fields.skip(6)
  const used = fields.u16()
  const heap = fields.address()
  if (heap === undefined) return []
  const nameAt = readLocalHeap(space, heap)
  const { length } = space.superblock.widths
  const files: ExternalFile[] = []
  for (let i = 0; i < used && fields.remaining >= 3 * length; i++)
    files.push({ name: nameAt(fields.length()), start: fields.length(), length: fields.length() })
  return files
}
