import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJson } from '../../bytes/json.ts'
import { sightings } from './sightings.ts'

function told(path: string, document: unknown): string[] {
  const [only, ...more] = [...sightings(parseJson(JSON.stringify(document)).root, path)]
  assert.deepEqual(more, [])
  if (!only) return []
  assert.deepEqual(only.subject, { by: 'holder', kind: 'model' })
  return [
    ...only.attributes.map((a) => `${a.name}${a.key ? `[${a.key}]` : ''}=${a.value} ${a.status}`),
    ...only.relations.map(
      ({ kind, to }) => `${kind} ${to.by === 'name' ? to.name : to.by === 'path' ? `./${to.path}` : ''}`,
    ),
  ]
}

describe('what configurations say of their model', () => {
  it('a base model', () => {
    const said = told('config.json', {
      _name_or_path: 'meta-llama/Llama-3.1-8B',
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      hidden_size: 4096,
      max_position_embeddings: 131072,
      torch_dtype: 'bfloat16',
      vocab_size: 128256,
    })
    for (const wanted of [
      'architecture=LlamaForCausalLM declared',
      'family=Llama declared',
      'family=Llama 3.1 inferred',
      'hyperparameter[hidden_size]=4096 declared',
      'context-length=131072 declared',
      'quantization=BF16 declared',
      'derived-from meta-llama/Llama-3.1-8B',
    ])
      assert.ok(said.includes(wanted), `${wanted} in ${said.join('; ')}`)
  })

  it('a quantised and a multimodal one', () => {
    const said = told('config.json', {
      model_type: 'qwen2_vl',
      torch_dtype: 'float16',
      text_config: { hidden_size: 2048, max_position_embeddings: 32768 },
      quantization_config: { quant_method: 'bitsandbytes', load_in_4bit: true, bnb_4bit_quant_type: 'nf4' },
    })
    assert.ok(said.includes('quantization=bitsandbytes 4-bit nf4 declared'))
    assert.ok(said.includes('hyperparameter[torch_dtype]=float16 declared'))
    assert.ok(said.includes('context-length=32768 declared'))
  })

  it('an adapter, with or without a known base', () => {
    const adapter = { peft_type: 'LORA', r: 8, lora_alpha: 16, target_modules: ['v_proj', 'q_proj'] }
    const known = told('adapter_config.json', {
      ...adapter,
      base_model_name_or_path: 'o/base',
      revision: 'main',
    })
    assert.ok(known.includes('derived-from o/base'))
    assert.ok(known.includes('role=adapter declared'))
    assert.ok(known.includes('hyperparameter[target_modules]=q_proj, v_proj declared'))
    for (const base of [null, '', 7, ['o/base'], '../../../base'])
      assert.ok(
        !told('adapter_config.json', { ...adapter, base_model_name_or_path: base })
          .join()
          .includes('derived-from'),
      )
    const local = told('adapter_config.json', {
      ...adapter,
      base_model_name_or_path: '/home/me/models/company-7b',
    })
    assert.ok(local.includes('derived-from company-7b'))
  })

  it('the parts of an embedding model, as old and new libraries write them', () => {
    assert.deepEqual(
      told('1_Pooling/config.json', {
        word_embedding_dimension: 384,
        pooling_mode_cls_token: false,
        pooling_mode_mean_tokens: true,
      }),
      ['role=embedding declared', 'dimension=384 declared', 'pooling=mean declared'],
    )
    assert.deepEqual(told('1_Pooling/config.json', { embedding_dimension: 32, pooling_mode: 'mean' }), [
      'role=embedding declared',
      'dimension=32 declared',
      'pooling=mean declared',
    ])
    const modules = told('modules.json', [
      { idx: 0, type: 'sentence_transformers.models.Transformer' },
      { idx: 1, type: 'sentence_transformers.models.Pooling' },
      { idx: 2, type: 'sentence_transformers.models.Normalize' },
    ])
    assert.ok(modules.includes('normalize=true declared'))
    assert.ok(
      told('config_sentence_transformers.json', {
        __version__: { sentence_transformers: '4.0.0' },
        model_type: 'CrossEncoder',
      }).includes('role=reranker declared'),
    )
  })

  it('nothing where a document says nothing', () => {
    assert.deepEqual(told('package.json', { name: 'x', version: '1.0.0' }), [])
    assert.deepEqual(told('config.json', { architectures: 'LlamaForCausalLM', model_type: 7 }), [])
    assert.deepEqual(told('modules.json', [{ type: 'os.system' }]), [])
    const tokenizer = { tokenizer_class: 'LlamaTokenizer' }
    assert.deepEqual(told('sd/tokenizer/tokenizer_config.json', tokenizer), [])
    assert.deepEqual(told('m/tokenizer_config.json', tokenizer), [
      'hyperparameter[tokenizer_class]=LlamaTokenizer declared',
    ])
    assert.deepEqual(told('tests/dummy_config.json', { model_type: 'llama' }), [])
    assert.deepEqual(told('unet/config.json', { _class_name: 'UNet2DConditionModel' }), [])
  })
})
