import type { Format } from '../../model/format.ts'

export interface OrbaxFacts {
  readonly container: 'manifest' | 'node' | 'metadata'
}

/** A checkpoint of Orbax: metadata in JSON and a store of arrays that TensorStore reads. No part of it names code. */
export const orbax: Format<OrbaxFacts> = {
  id: 'orbax',
  title: 'Orbax checkpoint',
  extensions: ['.ocdbt'],
  onLoad: 'data',
  rules: [],
  claims: ({ head }) => (containerOf(head) === undefined ? 'no' : 'yes'),
  *read({ bytes }) {
    const container = containerOf(bytes.read(0, 512))
    if (container !== undefined) yield { kind: 'facts', facts: { container } }
  },
}

function containerOf(head: Buffer): OrbaxFacts['container'] | undefined {
  switch (head.toString('hex', 0, 4)) {
    case '0cdb3a2a':
      return 'manifest'
    case '0cdb20de':
      return 'node'
  }
  const begin = head.toString('utf8', 0, 512)
  return /^\s*\{\s*"(?:tree_metadata"\s*:\s*\{|item_handlers"\s*:\s*["{n]|array_metadatas"\s*:\s*\[)/.test(
    begin,
  )
    ? 'metadata'
    : undefined
}
