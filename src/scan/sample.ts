import { KiB } from '../model/context.ts'
import type { Bytes, Sample } from '../model/entry.ts'
import { decodeJsonText } from '../text/python-json.ts'

const HEAD = 64 * KiB
const TAIL = 66 * KiB

/**
 * Two buffers for each depth of containers, used again for the next entry there: a fresh pair for each of
 * thousands of files is most of what the garbage collector would do. Facts hold no views of a sample.
 */
const buffers: { readonly head: Buffer; readonly tail: Buffer }[] = []

/** A sample is good until the next one at the same depth is taken. */
export function takeSample(path: string, bytes: Bytes, depth: number): Sample {
  buffers[depth] ??= { head: Buffer.allocUnsafeSlow(HEAD), tail: Buffer.allocUnsafeSlow(TAIL) }
  const pair = buffers[depth]
  const head = pair.head.subarray(0, bytes.readInto(0, pair.head))
  const tailStart = Math.max(0, bytes.size - TAIL)
  const whole = tailStart === 0 && head.length === bytes.size
  const tail = whole ? head : pair.tail.subarray(0, bytes.readInto(tailStart, pair.tail))
  let decoded: { text: string | undefined } | undefined
  return {
    path,
    name: baseName(path).toLowerCase(),
    size: bytes.size,
    head,
    tail,
    bytes,
    // Dozens of formats ask, most files are binary: decided on a few bytes, decoded once.
    get text() {
      decoded ??= { text: textOf(head) }
      return decoded.text
    },
  }
}

const GLIMPSE = 2 * KiB
/** JSON, YAML, XML, TOML and Jinja all refuse them; escape and form feed occur in source text. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/

function textOf(head: Buffer): string | undefined {
  if (CONTROL.test(decodeJsonText(head.subarray(0, GLIMPSE)))) return undefined
  return decodeJsonText(head)
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
}
