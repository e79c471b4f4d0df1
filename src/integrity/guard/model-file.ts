import { closeSync, constants, openSync, readSync } from 'node:fs'
import { isWeights } from '../loadable.ts'

/** Files of which nobody looks at the first bytes: what they are is known by name. */
const KNOWN = new Set(
  'py sh js ts json yaml yml toml txt md html htm css log csv tsv jsonl sql db sqlite conf ini env'.split(
    ' ',
  ),
)
const HEAD = 64

/** Whether a regular file is a model, by its name or, where the name says nothing, by its first bytes. */
export function isModelFile(path: string, absolute: string): boolean {
  return isWeights(path) || (!KNOWN.has(path.slice(path.lastIndexOf('.') + 1)) && hasModelHead(absolute))
}

function hasModelHead(absolute: string): boolean {
  let fd: number
  try {
    fd = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return false
  }
  try {
    const head = Buffer.alloc(HEAD)
    return isModelHead(head.toString('latin1', 0, readSync(fd, head, 0, HEAD, 0)))
  } catch {
    return false
  } finally {
    closeSync(fd)
  }
}

const MAGIC = [
  'GGUF',
  'lmgg',
  'fmgg',
  'tjgg',
  '\x89HDF',
  '\x93NUMPY',
  '\x80\x02',
  '\x80\x03',
  '\x80\x04',
  '\x80\x05',
]
/** The first member of a torch archive: its pickle, or a marker. */
const TORCH_MEMBERS = ['data.pkl', '.format_version', 'serialization_id', 'byteorder', 'version']

function isModelHead(head: string): boolean {
  if (head.startsWith('\x7fELF') || head.startsWith('#!')) return false
  if (MAGIC.some((magic) => head.startsWith(magic)) || head.startsWith('TFL3', 4)) return true
  // Safetensors: the length of the header, less than 16 MB or so, then the header.
  if (head.slice(4, 9) === '\0\0\0\0{') return true
  return head.startsWith('PK\x03\x04') && TORCH_MEMBERS.some((name) => head.indexOf(name, 30) > 0)
}
