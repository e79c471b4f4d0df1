import { mutateTree } from '../mutate-tree.ts'
import type { Random } from '../random.ts'

const BASE64 = /"([A-Za-z0-9+/]{24,}={0,2})"/g
/** Larger is quadratic time in the open. */
const SWOLLEN = 96 * 1024

/** A document with something changed inside of what it carries in Base64; undefined where it carries nothing. */
export function mutateCarried(text: string, random: Random): string | undefined {
  const carried = [...text.matchAll(BASE64)]
  const chosen = carried[random(carried.length)]
  if (!chosen) return undefined
  const inner = Buffer.from(chosen[1]!, 'base64')
  const changed = mutateTree('carried.json', inner.toString(), random) ?? changedBytes(inner, random)
  const encoded = Buffer.from(changed).toString('base64')
  return `${text.slice(0, chosen.index + 1)}${encoded}${text.slice(chosen.index + chosen[0].length - 1)}`
}

function changedBytes(data: Buffer, random: Random): Buffer {
  const changed = Buffer.from(data)
  for (let n = 1 + random(2); n > 0; n--) changed[random(changed.length)]! ^= 1 << random(8)
  return random(6) === 0 ? Buffer.concat([changed, Buffer.alloc(1 + random(40))]) : changed
}

/** A piece of the text, many times over: what a reader goes over again and again takes long. */
export function swell(text: string, random: Random): string {
  const start = random(text.length + 1)
  const piece = text.slice(start, start + 1 + random(random(3) === 0 ? 200 : 12)) || '\n'
  const many = piece.repeat(Math.floor(SWOLLEN / piece.length))
  return text.slice(0, start) + many + (random(2) === 0 ? text.slice(start) : '')
}
