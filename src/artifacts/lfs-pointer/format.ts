import { posix } from 'node:path'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { lineRange } from '../../model/location.ts'
import { malformed } from '../../model/read-error.ts'
import type { Sighting } from '../../model/sighting.ts'

/** What the pointer says of the file that it stands for. */
export interface LfsPointerFacts {
  readonly oid: `sha256:${string}`
  /** Bytes. */
  readonly size: number
}

const VERSION = 'version https://git-lfs.github.com/spec/v1\n'
/** The specification's bound: longer files are no pointers. */
const MAX_SIZE = 1024
const POINTER = /^oid sha256:(?<oid>[0-9a-f]{64})\nsize (?<size>\d{1,15})\n/m

/**
 * A git LFS pointer stands where the weights should be. Its digest would say nothing about them,
 * so the file is not hashed, and what it points to was not examined: that is a gap, not a clean file.
 */
export const lfsPointer: Format<LfsPointerFacts> = {
  id: 'lfs-pointer',
  title: 'git LFS pointer',
  extensions: [],
  onLoad: 'data',
  rules: [],
  inventory: true,
  sightings,
  claims: ({ head, size }: Sample): Claim =>
    size <= MAX_SIZE && head.subarray(0, VERSION.length).toString('latin1') === VERSION ? 'yes' : 'no',
  *read({ path, bytes }) {
    const { oid, size } = POINTER.exec(bytes.read(0, MAX_SIZE).toString('latin1'))?.groups ?? {}
    if (oid === undefined || size === undefined)
      throw malformed('is a git LFS pointer without object id or size')
    const facts: LfsPointerFacts = { oid: `sha256:${oid}`, size: Number(size) }
    yield { kind: 'facts', facts }
    yield { kind: 'record', record: { kind: 'lfs-pointer', ...facts } }
    const detail = `is a git LFS pointer: the ${size} bytes of ${facts.oid.slice(0, 19)}… are not here (git lfs pull fetches them)`
    yield { kind: 'gap', gap: { at: { path }, reason: 'offline', detail } }
  },
}

const WEIGHTS = /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|h5|keras|msgpack|tflite|mlmodel|nemo)$/i

/** The weights that belong here: what git says their bytes are, though nobody hashed them. */
function* sightings({ oid, size }: LfsPointerFacts, path: string): Generator<Sighting> {
  if (!WEIGHTS.test(path)) return
  yield {
    subject: { by: 'holder', kind: 'model' },
    evidence: { at: { path, range: lineRange(2) }, says: 'is a git LFS pointer to weights' },
    attributes: [],
    relations: [],
    distributions: [
      {
        filename: posix.basename(path),
        hashes: [{ algorithm: 'sha256', value: oid.slice('sha256:'.length) }],
        size,
      },
    ],
  }
}
