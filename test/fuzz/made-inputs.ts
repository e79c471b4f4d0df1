import { ggufFile, type WrittenTensor } from '../lineage/model-writing.ts'
import type { Seed } from './seeds.ts'

const ALL_ARGS = '"${ARGS[@]}"'

/** What once took minutes or more memory than there is, ruined a parser or got out of one: cut down from larger finds. */
export const madeInputs: readonly Seed[] = [
  text('names.py', 'import openai\n@hasOwnProperty("a")\ndef f(): pass\n'),
  text('chains.py', `import openai\n${'a='.repeat(100_000)}1`),
  text('attributes.py', `import transformers\nx = a${'.b'.repeat(50_000)}`),
  text('lines.py', `import transformers\nx = (\n${'# cell 1\n'.repeat(10_000)}`),
  text('deep.js', `import OpenAI from 'openai'\nconst x = ${'{a: '.repeat(20_000)}`),
  text('config.pbtxt', `backend: "${'\\"'.repeat(50_000)}\n${'a.'.repeat(50_000)}\n`),
  text('lists.sh', `ARGS=(a b)\n${'ARGS+=(--key "$KEY" word)\n'.repeat(4000)}vllm serve ${ALL_ARGS}\n`),
  text('spaces.sh', '\ufeff#!/bin/sh\nhf download \u00a0org/model\u2028\v\n'),
  text('Makefile', `A0 = model\n${doubled((i) => `A${i + 1} = $(A${i})$(A${i})`)}x:\n\thf download $(A40)\n`),
  text('run.sh', `A0=model\n${doubled((i) => `A${i + 1}=$A${i}$A${i}`)}hf download $A40\n`),
  text('.env', `A0=model\n${doubled((i) => `A${i + 1}=$A${i}$A${i}`)}OPENAI_MODEL=$A40\n`),
  text('blank.yaml', '\n'.repeat(60_000)),
  text('quotes.json', `{"model_type": NaN, "x": ${'\\"'.repeat(30_000)}`),
  text('names.yaml', `openai:\n  model: my_${'a_'.repeat(60)}\n`),
  text('windows.yaml', `${'# comment\r\n'.repeat(60)}model: org/name\r\n`),
  text('agent.yaml', `models:\n${'    name: fetch\n    type: stdio\n'.repeat(3000)}`),
  { kind: 'model', path: 'importance/overlapping.gguf', bytes: overlapping() },
]

function text(path: string, content: string): Seed {
  return { kind: 'text', path, bytes: Buffer.from(content) }
}

function doubled(line: (i: number) => string): string {
  return Array.from({ length: 40 }, (_, i) => `${line(i)}\n`).join('')
}

/** Sums that all lie in the same place: the writer moves on by data that is not there. */
function overlapping(): Buffer {
  const tensor = (name: string, width: number, bytes = 0): WrittenTensor => ({
    name,
    shape: [1, width],
    type: 0,
    data: new Uint8Array(bytes),
  })
  const many = Array.from({ length: 200 }, (_, i) => [
    tensor(`t${i}.in_sum2`, 16_384),
    tensor(`t${i}.counts`, 1),
  ]).flat()
  return ggufFile({}, [...many, tensor('last', 16_384, 65_536)])
}
