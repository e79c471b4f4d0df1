import type { Bytes } from '../../model/entry.ts'
import type { Format } from '../../model/format.ts'
import type { TensorrtFacts } from './facts.ts'
import { engine } from './rules/engine.ts'

const CHUNK = 1024 * 1024
const HEADER = 64
/** ELF machines that are no host: NVIDIA CUDA. */
const CUDA = 190

export const tensorrt: Format<TensorrtFacts> = {
  id: 'tensorrt',
  title: 'TensorRT engine',
  extensions: ['.engine', '.plan', '.trt'],
  onLoad: 'code',
  rules: [engine],
  claims: ({ head, size }) =>
    size > 24 && /^(?:ftrt|ptrt)$/.test(head.toString('latin1', 0, 4)) ? 'yes' : 'no',
  *read({ bytes }, ctx) {
    yield { kind: 'facts', facts: { hostCode: findHostCode(bytes, () => ctx.checkpoint()) } }
  },
}

/** Plans for other versions carry a runtime as a library, which loading the plan loads. */
function findHostCode(bytes: Bytes, tick: () => void): number[] {
  const found: number[] = []
  const chunk = Buffer.allocUnsafe(CHUNK + HEADER)
  for (let at = 0; at < bytes.size && found.length < 8; at += CHUNK) {
    tick()
    const length = bytes.readInto(at, chunk)
    const window = chunk.subarray(0, length)
    let hit = window.indexOf('\x7fELF', 0, 'latin1')
    for (
      ;
      hit >= 0 && hit < CHUNK && hit + HEADER <= length;
      hit = window.indexOf('\x7fELF', hit + 1, 'latin1')
    ) {
      const isClass = window[hit + 4] === 1 || window[hit + 4] === 2
      if (isClass && window[hit + 6] === 1 && window.readUInt16LE(hit + 18) !== CUDA) found.push(at + hit)
    }
  }
  return found
}
