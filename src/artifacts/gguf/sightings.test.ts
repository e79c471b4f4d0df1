import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GgufFacts } from './facts.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import { modelIdentity } from './identity.ts'
import { sightings } from './sightings.ts'

function told(
  metadata: Record<string, MetadataValue>,
  types: readonly number[] = [12, 12, 0],
  path = 'm.gguf',
): string[] {
  const tensors = types.map((type, i) => ({ name: `t${i}`, type, shape: [256, i === 2 ? 1 : 4], offset: 0 }))
  const facts: GgufFacts = {
    version: 3,
    byteOrder: 'little',
    tensorCount: tensors.length,
    tensors,
    metadata,
    identity: modelIdentity(metadata),
    flaws: [],
  }
  const [only] = [...sightings(facts, path)]
  assert.ok(only)
  return [
    ...only.attributes.map((a) => `${a.name}${a.key ? `[${a.key}]` : ''}=${a.value} ${a.status}`),
    ...only.relations.map(
      ({ kind, to }) => `${kind} ${to.by === 'name' ? `${to.registry} ${to.name}` : to.by}`,
    ),
  ]
}

describe('what a GGUF header says', () => {
  it('tells the task by the template for chats, or by how it pools', () => {
    const llama = { 'general.architecture': 'llama' }
    assert.ok(
      told({ ...llama, 'tokenizer.chat_template': '{{ x }}' }).includes('task=text-generation inferred'),
    )
    assert.ok(told({ ...llama, 'llama.pooling_type': 1 }).includes('task=feature-extraction inferred'))
    assert.ok(told({ ...llama, 'llama.pooling_type': 4 }).includes('task=text-ranking inferred'))
    assert.ok(!told(llama).some((t) => t.startsWith('task=')))
  })

  it('counts what the tensors are, and quotes what the maker says', () => {
    const said = told({
      'general.architecture': 'llama',
      'general.name': 'Llama 3.1 8B Instruct',
      'general.file_type': 15,
      'general.license': 'llama3.1',
      'llama.context_length': 131072,
      'llama.embedding_length': 4096,
      'general.base_model.count': 2,
      'general.base_model.0.name': 'Llama 3.1 8B',
      'general.base_model.0.repo_url': 'https://huggingface.co/meta-llama/Llama-3.1-8B',
      'general.base_model.1.name': 'Secret Sauce',
      'general.base_model.1.organization': 'Acme',
      'general.dataset.count': 1,
      'general.dataset.0.repo_url': 'https://huggingface.co/datasets/tatsu-lab/alpaca',
    })
    for (const wanted of [
      'architecture=llama verified',
      'parameters=2304 verified',
      'quantization=Q4_K_M verified',
      'family=Llama 3.1 inferred',
      'license=llama3.1 declared',
      'context-length=131072 declared',
      'hyperparameter[hidden_size]=4096 declared',
      'derived-from hugging-face meta-llama/Llama-3.1-8B',
      'derived-from m.gguf Acme Secret Sauce',
      'trained-on hugging-face tatsu-lab/alpaca',
    ])
      assert.ok(said.includes(wanted), `${wanted} in ${said.join('; ')}`)
  })

  it('believes the tensors where the recipe contradicts them', () => {
    const said = told({ 'general.file_type': 7 })
    assert.ok(said.includes('quantization=Q4_K verified'))
    assert.ok(said.includes('quantization=Q8_0 declared'))
    assert.ok(told({ 'general.file_type': 0 }, [0]).includes('quantization=F32 verified'))
  })

  it('counts no shard for the whole', () => {
    assert.ok(!told({ 'split.no': 0, 'split.count': 3 }).some((t) => t.startsWith('parameters')))
  })

  it('knows adapters and embedding models', () => {
    assert.ok(
      told({ 'general.type': 'adapter', 'adapter.type': 'lora', 'adapter.lora.alpha': 16 }).includes(
        'role=adapter declared',
      ),
    )
    const embeds = told({
      'general.architecture': 'bert',
      'bert.pooling_type': 1,
      'bert.embedding_length': 384,
    })
    assert.ok(
      embeds.includes('role=embedding declared') &&
        embeds.includes('dimension=384 declared') &&
        embeds.includes('pooling=mean declared'),
    )
  })

  it('takes wrong types and endless counts', () => {
    const said = told({
      'general.base_model.count': 1e308,
      'general.name': 7n,
      'llama.context_length': Number.NaN,
      'general.dataset.count': -1,
    })
    assert.ok(said.length > 0)
  })
})
