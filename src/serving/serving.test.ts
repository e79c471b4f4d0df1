import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import { ReadError } from '../model/read-error.ts'
import type { Sighting } from '../model/sighting.ts'
import { compose } from './compose/discoverer.ts'
import { dockerfile } from './dockerfile/discoverer.ts'
import { helm } from './helm/discoverer.ts'
import { kubernetes } from './kubernetes/discoverer.ts'
import { ollamaModelfile } from './ollama-modelfile/discoverer.ts'
import { servingConfig } from './serving-config/discoverer.ts'
import { torchserve } from './torchserve/discoverer.ts'
import { tritonModel } from './triton-model/discoverer.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

function sightings<F>(discoverer: Discoverer<F>, text: string, path = 'x/file'): Sighting[] {
  const found: Sighting[] = []
  for (const seen of discoverer.read({ path, bytes: memoryBytes(Buffer.from(text)) }, ctx))
    if (seen.kind === 'facts') found.push(...discoverer.sightings(seen.facts, path))
  return found
}

/** `kind name L<line>` */
function lines(found: readonly Sighting[]): string[] {
  return found.map(({ subject: s, evidence }) => {
    const name = s.by === 'path' ? s.path : s.by === 'name' ? s.name : s.by
    return `${s.by === 'system' ? '' : s.kind} ${name} L${evidence.at.range?.start}`
  })
}

describe('what serves models', () => {
  it('Dockerfiles: stages, arguments and the line of a command', () => {
    const found = sightings(
      dockerfile,
      'ARG TAG=3.12\nFROM python:${TAG} AS a\nRUN pip install x && \\\n  hf download maker/tiny-1b\nFROM a\nCMD ["vllm", "serve", "maker/big-7b"]\n',
    )
    assert.deepEqual(lines(found), [
      'package x L3',
      'model maker/tiny-1b L4',
      'container python L2',
      'model maker/big-7b L6',
    ])
    assert.equal(found[2]?.attributes.find((a) => a.name === 'tag')?.value, '3.12')
  })

  it('Dockerfiles: a server image needs the model that it is started with', () => {
    const [image] = sightings(
      dockerfile,
      'FROM vllm/vllm-openai:v1\nCMD ["--model", "maker/big-7b", "--api-key", "s3cret"]\n',
    )
    assert.deepEqual(
      image?.relations.map((r) => r.to.by === 'name' && r.to.name),
      ['maker/big-7b'],
    )
    assert.doesNotMatch(JSON.stringify(image), /s3cret/)
  })

  it('compose files: defaults are inferred', () => {
    const found = sightings(
      compose,
      'services:\n  a:\n    image: ollama/ollama\n    environment:\n      - OLLAMA_MODEL=${M:-phi3}\n',
    )
    assert.deepEqual(lines(found).slice(0, 2), ['container ollama/ollama L3', 'service Ollama L3'])
    assert.ok(lines(found).includes('model phi3 L5'))
  })

  it('Kubernetes: a broken document costs its siblings nothing', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{image: "a/b", args: [--model, $(M)], env: [{name: M, value: maker/big-7b}]}]}\n---\n: [\n---\napiVersion: v1\nkind: Pod\nspec: {containers: [{image: c}]}\n'
    const kinds = Array.from(
      kubernetes.read({ path: 'a.yaml', bytes: memoryBytes(Buffer.from(text)) }, ctx),
      (s) => s.kind,
    )
    assert.deepEqual(kinds, ['facts', 'gap', 'facts'])
    assert.deepEqual(
      [...new Set(lines(sightings(kubernetes, text)).map((l) => l.replace(/ L\d+$/, '')))],
      ['container a/b', 'model maker/big-7b', 'container c'],
    )
  })

  it('Helm: values in parts; templates where they are literal', () => {
    assert.deepEqual(
      lines(
        sightings(
          helm,
          'image: {registry: ghcr.io, repository: a/b, tag: 1.0}\nmodelId: maker/big-7b\n',
          'values.yaml',
        ),
      ),
      ['container ghcr.io/a/b L1', 'model maker/big-7b L2'],
    )
    const template =
      '{{- if .x }}\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: "{{ .i }}:{{ .t }}"\n    - image: a/b:1\n{{- end }}\n'
    assert.deepEqual(lines(sightings(helm, template, 'templates/pod.yaml')), ['container a/b L7'])
  })

  it('Modelfiles: base, adapter and prompts', () => {
    const found = sightings(
      ollamaModelfile,
      'FROM ./base.gguf\nADAPTER lora.gguf\nSYSTEM """\nFROM x\n"""\n',
      'm/Modelfile',
    )
    assert.deepEqual(lines(found), ['model m/base.gguf L1', 'model m/lora.gguf L2', 'prompt SYSTEM L3'])
  })

  it('Triton, TorchServe, vLLM', () => {
    assert.deepEqual(
      lines(sightings(tritonModel, 'name: "e"\nbackend: "onnxruntime" # { \n', 'repo/e/config.pbtxt')),
      ['model repo/e L1', 'service NVIDIA Triton Inference Server L1'],
    )
    assert.deepEqual(lines(sightings(torchserve, 'model_store=/s\nload_models=a.mar,\\\n  b=c.mar\n')), [
      'service TorchServe L2',
      'model a L2',
      'model b L2',
    ])
    const found = sightings(
      servingConfig,
      'model: maker/big-7b\napi-key: s3cret\nmax-model-len: 10\n',
      'vllm.yaml',
    )
    assert.deepEqual(lines(found), ['service vLLM L1', 'model maker/big-7b L1'])
    assert.doesNotMatch(JSON.stringify(found), /s3cret/)
  })

  it('broken files end in gaps', () => {
    const discoverers: readonly Discoverer<unknown>[] = [
      dockerfile,
      compose,
      kubernetes,
      helm,
      ollamaModelfile,
      tritonModel,
      torchserve,
      servingConfig,
    ]
    for (const discoverer of discoverers)
      for (const text of [
        '',
        '\0\0',
        '[',
        '{'.repeat(50_000),
        '- &a *a',
        'FROM\n',
        'services: 3',
        'null',
        '"""',
      ])
        try {
          sightings(discoverer, text)
        } catch (error) {
          assert.ok(error instanceof ReadError, `${discoverer.id}: ${String(error)}`)
        }
  })
})

describe('which version is served', () => {
  const versions = (found: readonly Sighting[]): string[] =>
    found.flatMap(({ subject: s, attributes }) =>
      s.by === 'name' && s.kind === 'model'
        ? [`${s.name} ${attributes.find((a) => a.name === 'revision-requested')?.value ?? '-'}`]
        : [],
    )
  const pod = (container: string): string =>
    `kind: Deployment\napiVersion: apps/v1\nspec: {template: {spec: {containers: [${container}]}}}\n`

  it('the revision of a model is not that of its adapters', () => {
    const found = sightings(
      kubernetes,
      pod(
        '{image: vllm/vllm-openai:v1, args: [--model=m/big-7b, --revision=abc, --lora-modules, x=m/lora-7b]}',
      ),
    )
    assert.deepEqual(versions(found), ['m/big-7b abc', 'm/lora-7b -'])
  })

  it('a revision in an option belongs to the model in a variable', () => {
    const tgi =
      '{image: "ghcr.io/huggingface/text-generation-inference:2", env: [{name: MODEL_ID, value: m/big-7b}], args: [--revision, abc]}'
    assert.deepEqual(versions(sightings(kubernetes, pod(tgi))), ['m/big-7b abc'])
  })

  it('KServe: revision beside the model', () => {
    const text =
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {args: ["--model_id=m/big-7b", "--model_revision=abc"]}}}\n'
    assert.deepEqual(versions(sightings(kubernetes, text)), ['m/big-7b abc'])
  })

  it('charts: name and revision in a section', () => {
    const text =
      'image: {repository: lmsysorg/sglang, tag: v1}\nmodel: {name: m/big-7b, revision: abc}\nembedding: {modelId: m/small}\n'
    assert.deepEqual(versions(sightings(helm, text, 'chart/values.yaml')), ['m/big-7b abc', 'm/small -'])
  })

  it('Compose: what a shell pulls before it serves', () => {
    const text =
      'services:\n  o:\n    image: ollama/ollama:1\n    entrypoint: ["/bin/sh", "-c", "ollama serve & ollama pull llama3.2:3b && ollama pull nomic-embed-text"]\n'
    assert.deepEqual(versions(sightings(compose, text, 'compose.yaml')), [
      'llama3.2:3b -',
      'nomic-embed-text -',
    ])
  })
})
