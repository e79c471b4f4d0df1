import type { Format } from '../../model/format.ts'

/** Last eight bytes of every table of this kind. */
const MAGIC = Buffer.from('57fb808b247547db', 'hex')

export interface TensorflowCheckpointFacts {
  readonly container: 'index'
}

/** The index of a checkpoint: a sorted table of tensor names. The weights beside it are bytes without a header. */
export const tensorflowCheckpoint: Format<TensorflowCheckpointFacts> = {
  id: 'tensorflow-checkpoint',
  title: 'TensorFlow checkpoint index',
  extensions: ['.index'],
  onLoad: 'data',
  rules: [],
  claims: ({ tail, size }) => (size >= 48 && tail.subarray(-MAGIC.length).equals(MAGIC) ? 'yes' : 'no'),
  *read() {
    yield { kind: 'facts', facts: { container: 'index' } }
  },
}
