import type { Bytes, Sample } from '../model/entry.ts'
import { KiB } from '../model/context.ts'

const HEAD = 64 * KiB
const TAIL = 66 * KiB

export function takeSample(path: string, bytes: Bytes): Sample {
  const head = bytes.read(0, HEAD)
  const tailStart = Math.max(0, bytes.size - TAIL)
  const tail = tailStart === 0 && head.length === bytes.size ? head : bytes.read(tailStart, TAIL)
  return { path, name: baseName(path).toLowerCase(), size: bytes.size, head, tail, bytes }
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
}
