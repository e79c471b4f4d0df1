import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import { scriptMentions } from './mentions.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

/** `kind name[@version]` of everything that is named. */
function named(script: string): string[] {
  const found = scriptMentions(script, ctx).map(({ subject }) => {
    if (subject.by === 'path') return `${subject.kind} ${subject.path}`
    if (subject.by !== 'name') return subject.by
    return `${subject.kind} ${subject.name}${subject.version ? `@${subject.version}` : ''}`
  })
  return [...new Set(found)]
}

describe('models in shell scripts', () => {
  const cases: [script: string, ...found: string[]][] = [
    ['hf download maker/name-7b', 'model maker/name-7b'],
    ['huggingface-cli download --repo-type dataset maker/data', 'dataset maker/data'],
    [`hf download maker/name-7b --revision ${'a'.repeat(40)}`, `model maker/name-7b@${'a'.repeat(40)}`],
    ['git clone https://huggingface.co/maker/name-7b', 'model maker/name-7b'],
    ['git clone https://github.com/org/name'],
    ['vllm serve maker/name-7b --port 80', 'model maker/name-7b', 'service vLLM'],
    [
      'python -m vllm.entrypoints.openai.api_server --model=maker/name-7b',
      'model maker/name-7b',
      'service vLLM',
    ],
    ['MODEL=maker/name-7b\nsudo -E vllm serve "$MODEL"', 'model maker/name-7b', 'service vLLM'],
    ['vllm serve ${1:-maker/name-7b}', 'model maker/name-7b', 'service vLLM'],
    [
      'ARGS=(--model maker/name-7b)\npython -m sglang.launch_server "${ARGS[@]}"',
      'model maker/name-7b',
      'service SGLang',
    ],
    ['for m in maker/a-1b maker/b-2b; do hf download $m; done', 'model maker/a-1b', 'model maker/b-2b'],
    [
      'accelerate launch train.py --model_name_or_path maker/name-7b --dataset_name maker/data',
      'model maker/name-7b',
      'dataset maker/data',
    ],
    ['torchrun --nproc_per_node 2 -m pkg.train --base-model maker/name-7b', 'model maker/name-7b'],
    ["bash -c 'ollama pull llama3:8b'", 'model llama3:8b', 'service Ollama'],
    ['docker run --rm ghcr.io/org/tool:1 --help', 'container ghcr.io/org/tool'],
    [`python3 -c "from x import y; SentenceTransformer('maker/embed-small')"`, 'model maker/embed-small'],
    ['# vllm serve maker/name-7b'],
    ['echo "vllm serve maker/name-7b"'],
    ['cat <<EOF\nvllm serve maker/name-7b\nEOF'],
    ['vllm serve ./models/mine', 'service vLLM'],
    ['vllm serve $UNKNOWN', 'service vLLM'],
    ['python train.py --model your-org/your-model --data data/train'],
    ['python train.py --hub_model_id maker/mine --output_dir out/model'],
  ]
  for (const [script, ...found] of cases)
    it(JSON.stringify(script), () => assert.deepEqual(named(script).toSorted(), found.toSorted()))

  it('says that a default may be overridden', () => {
    const [seen] = scriptMentions('ollama pull ${MODEL:-phi3}', ctx)
    assert.equal(seen?.attributes.find((a) => a.name === 'model-id')?.status, 'inferred')
  })

  it('keeps the line of a command that goes on', () => {
    const [seen] = scriptMentions('true\n\nhf download \\\n  maker/name-7b\n', ctx)
    assert.equal(seen?.line, 3)
  })

  it('never lets a secret out', () => {
    const script = [
      'export HF_TOKEN=hf_0123456789abcdefghij MODEL=maker/name-7b',
      'vllm serve maker/name-7b --api-key topsecretvalue --hf-token=topsecretvalue -H "Authorization: topsecretvalue"',
      'curl "https://me:topsecretvalue@huggingface.co/maker/name-7b/resolve/main/x.bin?token=topsecretvalue"',
      'docker run -e KEY=topsecretvalue vllm/vllm-openai:v1 --model maker/name-7b --api-key topsecretvalue',
    ].join('\n')
    const text = JSON.stringify(scriptMentions(script, ctx))
    assert.doesNotMatch(text, /topsecretvalue|hf_0123/)
    assert.match(text, /--api-key/)
  })

  it('takes any text', () => {
    const piece = fc.constantFrom(
      '$',
      '{',
      '}',
      '(',
      ')',
      "'",
      '"',
      '`',
      '\\',
      '\n',
      ' ',
      '<<E',
      '=',
      ':-',
      'for i in ',
      'vllm serve ',
      'a/b',
      '--model',
      '|',
      '&',
      ';',
      '[@]',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        scriptMentions(pieces.join(''), ctx)
      }),
      { numRuns: 300 },
    )
  })
})
