import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { WireReader } from '../../bytes/protobuf/wire.ts'
import { constant, definition, graph, node } from './examples.ts'
import type { Source } from './facts.ts'
import { emptyGraph, readGraph } from './graph.ts'
import { SourceFinder } from './sources.ts'

function sourcesOf(
  input: string,
  nodes: readonly Uint8Array[],
  functions: readonly Uint8Array[] = [],
  scope: string = '',
): readonly Source[] {
  const reader = new WireReader(memoryBytes(graph(nodes, functions)), () => {})
  const seen = emptyGraph()
  readGraph(reader, reader.whole, seen)
  const names = { assets: new Map([['asset', 'vocab.txt']]), savers: new Set(['saver']) }
  const place = scope === '' ? seen.main : seen.functions.get(scope)
  return new SourceFinder(reader, seen, names).sourcesOf(place!, input)
}

describe('where a path comes from', () => {
  it('passes through what hands it on', () => {
    const nodes = [
      constant('c', '/etc/passwd'),
      node('i', 'Identity', { inputs: ['c'] }),
      node('s', 'ShardedFilename', { inputs: ['i:0', 'n'] }),
    ]
    assert.deepEqual(sourcesOf('s', nodes), [{ kind: 'constant', value: '/etc/passwd' }])
  })

  it('goes from a function to all of its callers', () => {
    const nodes = [
      node('saver', 'Placeholder'),
      constant('evil', '/tmp/x'),
      node('a', 'PartitionedCall', { inputs: ['saver'], calls: 'f' }),
      node('b', 'If', { inputs: ['cond', 'evil'], calls: 'f' }),
    ]
    const found = sourcesOf('prefix', nodes, [definition('f', ['prefix'])], 'f')
    assert.deepEqual(
      found.map((source) => source.kind),
      ['saver', 'placeholder', 'constant'],
    )
  })

  it('lets no later part of a joined path climb out unseen', () => {
    const nodes = [
      node('saver', 'Placeholder'),
      constant('up', '/../../x'),
      node('j', 'StringJoin', { inputs: ['saver', 'up'] }),
    ]
    assert.ok(sourcesOf('j', nodes).some((source) => source.kind === 'constant'))
  })

  it('follows a variable to what initialises it', () => {
    const nodes = [
      constant('asset', '/old/vocab.txt'),
      node('v', 'VarHandleOp'),
      node('set', 'AssignVariableOp', { inputs: ['v', 'asset'] }),
      node('get', 'ReadVariableOp', { inputs: ['v'] }),
    ]
    assert.deepEqual(sourcesOf('get', nodes), [{ kind: 'asset', file: 'vocab.txt' }])
  })

  it('ends in loops', () => {
    const nodes = [node('a', 'Identity', { inputs: ['b'] }), node('b', 'Merge', { inputs: ['a', 'b'] })]
    assert.deepEqual(sourcesOf('a', nodes), [])
  })
})
