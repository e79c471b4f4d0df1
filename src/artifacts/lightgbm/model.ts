import type { Bytes } from '../../model/entry.ts'
import { overLimit } from '../../model/read-error.ts'
import type { LightgbmFacts } from './facts.ts'

const CHUNK = 1024 * 1024
/** No list of a tree is as long. */
const MAX_LINE = 16 * 1024 * 1024

interface Tree {
  leaves: number
  line: number
}

/** Reads the header and the shape of each tree: children have to be inside of it. */
export function readText(bytes: Bytes, tick: () => void): LightgbmFacts {
  const flaws: { says: string; line: number }[] = []
  let version = ''
  let objective = ''
  let listed = 0
  let found = 0
  let tree: Tree | undefined
  let number = 0
  for (const line of lines(bytes, tick)) {
    number++
    if (line === 'end of trees') break
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(0, equals))
    const value = line.slice(equals + 1)
    if (key === 'version') version = value.slice(0, 32)
    else if (key === 'objective') objective = value.slice(0, 128)
    else if (key === 'tree_sizes') listed = value.trim() === '' ? 0 : value.trim().split(/\s+/).length
    else if (key === 'Tree') {
      found++
      tree = { leaves: 0, line: number }
    } else if (key === 'num_leaves' && tree) tree.leaves = Number(value)
    else if ((key === 'left_child' || key === 'right_child') && tree) {
      const says = childFlaw(value, tree.leaves)
      if (says !== undefined && flaws.length < 100)
        flaws.push({ says: `${key} of tree ${found - 1} ${says}`, line: number })
    }
  }
  return { version, objective, listed, found, flaws }
}

/** Inner nodes count from 0 to leaves - 2; leaves are written as -1 minus their number. */
function childFlaw(value: string, leaves: number): string | undefined {
  if (!Number.isSafeInteger(leaves) || leaves < 1) return `belongs to a tree of ${leaves} leaves`
  for (const text of value.trim().split(/\s+/)) {
    if (text === '') continue
    const child = Number(text)
    if (!Number.isInteger(child) || child < -leaves || child > leaves - 2)
      return `points to ${text.slice(0, 20)} of ${leaves} leaves`
  }
  return undefined
}

function* lines(bytes: Bytes, tick: () => void): Generator<string> {
  let rest = ''
  for (let at = 0; at < bytes.size; at += CHUNK) {
    tick()
    const parts = (rest + bytes.read(at, CHUNK).toString('latin1')).split(/\r?\n/)
    rest = parts.pop() ?? ''
    if (rest.length > MAX_LINE) throw overLimit(`a line of more than ${MAX_LINE} bytes`, at)
    yield* parts
  }
  if (rest !== '') yield rest
}
