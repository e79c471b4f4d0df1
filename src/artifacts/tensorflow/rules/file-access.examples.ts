import type { Example, RuleExamples } from '../../../model/rule.ts'
import { assetField, constant, definition, graph, node, savedModel, saverField } from '../examples.ts'

function saved(
  nodes: readonly Uint8Array[],
  functions: readonly Uint8Array[] = [],
  ...rest: readonly Uint8Array[]
): Example {
  return { path: 'saved_model.pb', bytes: savedModel(graph(nodes, functions), ...rest) }
}

const save = definition(
  '__inference__traced_save_1',
  ['file_prefix'],
  constant('part', '_temp/part'),
  node('StringJoin', 'StringJoin', { inputs: ['file_prefix', 'part:output:0'] }),
  node('ShardedFilename', 'ShardedFilename', { inputs: ['StringJoin:output:0', 'n', 'm'] }),
  node('SaveV2', 'SaveV2', { inputs: ['ShardedFilename:filename:0', 'names'] }),
  node('MergeV2Checkpoints', 'MergeV2Checkpoints', {
    inputs: ['ShardedFilename:filename:0', 'file_prefix', '^SaveV2'],
  }),
)

function calling(input: string): Uint8Array {
  return node('StatefulPartitionedCall_1', 'StatefulPartitionedCall', {
    inputs: [input],
    calls: '__inference__traced_save_1',
  })
}

const read = node('table', 'InitializeTableFromTextFileV2', { inputs: ['handle', 'file'] })

export const examples: RuleExamples = {
  bad: [
    saved([node('n', 'ReadFile')]),
    saved([constant('c', '/home/user/.ssh/id_rsa'), node('n', 'ReadFile', { inputs: ['c'] })]),
    saved(
      [],
      [
        definition(
          'f',
          [],
          constant('c', '/tmp/x'),
          node('w', 'WriteFile', { inputs: ['c:output:0', 'c:output:0'] }),
        ),
      ],
    ),
    saved([constant('c', '/tmp/x'), calling('c')], [save], saverField('saver_filename:0')),
    saved([node('p', 'PrintV2', { inputs: ['x'], texts: { output_stream: 'file:///tmp/x' } })]),
    saved([constant('file', '/etc/passwd'), read]),
    { path: 'graph.pb', bytes: graph([node('n', 'SaveV2')]) },
    { path: 'graph.pbtxt', bytes: Buffer.from('node {\n  name: "n"\n  op: "Write" "File"\n}\n') },
    {
      path: 'saved_model.pbtxt',
      bytes: Buffer.from("meta_graphs < graph_def { node { name: 'n' op: 'ReadFile' } } >"),
    },
  ],
  good: [
    saved(
      [node('saver_filename', 'Placeholder'), calling('saver_filename')],
      [save],
      saverField('saver_filename:0'),
    ),
    saved([constant('file', '/old/vocab.txt'), read], [], assetField('file:0', 'vocab.txt')),
    saved([node('p', 'PrintV2', { inputs: ['x'] })]),
    saved([node('x', 'Placeholder'), node('y', 'Relu', { inputs: ['x'] })]),
  ],
}
