import { memoryBytes } from '../../bytes/bytes.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { byteRange, memberPath } from '../../model/location.ts'
import { malformed } from '../../model/read-error.ts'
import type { Attribute } from './attribute.ts'
import type { AttributeFact, DatasetFact, Hdf5Facts, OutsideLink } from './facts.ts'
import { declaredSize } from './rules/declared-size.ts'
import { duplicateAttribute } from './rules/duplicate-attribute.ts'
import { externalReference } from './rules/external-reference.ts'
import { marksPickledArray, searchHeaps } from './pickled-objects.ts'
import { createSpace } from './space.ts'
import { findSuperblock, readSuperblock } from './superblock.ts'
import { walkObjects } from './walk.ts'

/** What Keras writes on the root group: JSON that rebuilds the model. Legacy tf.keras decodes all of them. */
const KERAS_ATTRIBUTES = new Set(['model_config', 'training_config'])

/** Broken structures reported one by one; a fuzzed file has thousands. */
const MAX_ERRORS = 20
const EXCERPT = 200

export const hdf5: Format<Hdf5Facts> = {
  id: 'hdf5',
  title: 'HDF5',
  extensions: ['.h5', '.hdf5', '.hdf', '.he5'],
  onLoad: 'data',
  rules: [externalReference, duplicateAttribute, declaredSize],
  claims,
  *read({ path, bytes }, ctx): Generator<Observation<Hdf5Facts>> {
    const base = findSuperblock(bytes, bytes.read(0, 1024))
    if (base === undefined) throw malformed('no superblock')
    const superblock = readSuperblock(bytes, base)
    const groups: string[] = []
    const datasets: DatasetFact[] = []
    const attributes: AttributeFact[] = []
    const outsideLinks: OutsideLink[] = []
    const facts: Hdf5Facts = {
      superblockVersion: superblock.version,
      userBlock: base,
      size: bytes.size,
      groups,
      datasets,
      attributes,
      outsideLinks,
    }
    let errors = 0
    const space = createSpace(bytes, superblock, ctx)
    let failure: unknown
    let pickled = false
    try {
      for (const seen of walkObjects(space)) {
        if (seen.kind === 'group') groups.push(seen.path)
        else if (seen.kind === 'dataset') datasets.push(seen.dataset)
        else if (seen.kind === 'attribute') {
          attributes.push(attributeFact(seen.path, seen.attribute))
          pickled ||= marksPickledArray(seen.attribute)
          yield* children(path, seen.path, seen.attribute)
        } else if (seen.kind === 'link') {
          const { link } = seen
          if (link.kind !== 'soft') outsideLinks.push({ ...link, path: seen.path })
        } else if (++errors <= MAX_ERRORS) {
          const { reason, message, offset } = seen.error
          const at = offset === undefined ? { path } : { path, range: byteRange(offset) }
          yield { kind: 'gap', gap: { at, reason, detail: `${seen.path.slice(0, EXCERPT)}: ${message}` } }
        }
      }
      if (pickled)
        for (const { offset, value } of searchHeaps(space, bytes)) yield child(path, `heap@${offset}`, value)
    } catch (error) {
      failure = error
    }
    yield { kind: 'facts', facts }
    if (failure !== undefined) throw failure
  },
}

function claims({ head, bytes }: Sample): Claim {
  return findSuperblock(bytes, head) === undefined ? 'no' : 'yes'
}

function attributeFact(object: string, { name, type, values, offset }: Attribute): AttributeFact {
  const text = values[0]?.toString('utf8', 0, EXCERPT)
  return { object, name, type, offset, ...(text !== undefined && { text }) }
}

/** Text that a loader would parse: JSON for Keras, pickles for PyTables, which unpickles what looks like one. */
function* children(path: string, object: string, attribute: Attribute): Generator<Observation<Hdf5Facts>> {
  const keras = KERAS_ATTRIBUTES.has(attribute.name)
  for (const value of attribute.values) {
    if (!keras && !couldBeDocument(value)) continue
    const name = object === '/' ? attribute.name : `${object.slice(1)}@${attribute.name}`
    yield child(path, name, value, keras && value.length > 0 ? ['keras'] : undefined)
  }
}

function child(path: string, name: string, value: Buffer, as?: readonly string[]): Observation<Hdf5Facts> {
  const bytes = memoryBytes(value)
  const entry = { path: memberPath(path, name), size: value.length, open: () => bytes }
  return { kind: 'child', entry, ...(as && { as }) }
}

function couldBeDocument(value: Buffer): boolean {
  const first = value[0]
  if (first === undefined || value.length < 3) return false
  if (first === 0x7b || first === 0x80 || (first < 0x20 && first !== 0x0a)) return true
  // Old pickles are text: they end in a dot and import by lines or by binary strings.
  return value.includes(0x2e) && (value.includes(0x0a) || value.some((b) => b >= 0x80))
}
