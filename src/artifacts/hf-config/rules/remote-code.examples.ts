import type { Example, RuleExamples } from '../../../model/rule.ts'

function json(path: string, value: unknown): Example {
  return { path, bytes: Buffer.from(JSON.stringify(value, null, 2)) }
}

export const examples: RuleExamples = {
  bad: [
    json('config.json', { model_type: 'x', auto_map: { AutoModel: 'someone/else--modeling_x.XModel' } }),
    json('tokenizer_config.json', {
      tokenizer_class: 'XTokenizer',
      auto_map: { AutoTokenizer: ['a/b--tokenization_x.XTokenizer', null] },
    }),
    json('config.json', { model_type: 'x', auto_map: { AutoModel: '../../shared/modeling.X' } }),
    json('config.json', {
      architectures: ['X'],
      custom_pipelines: { 'pair-classification': { impl: 'a/b--pair.Pair', pt: ['AutoModel'] } },
    }),
    json('generation_config.json', { transformers_version: '4.57.0', custom_generate: 'someone/recipe' }),
    json('config.json', { model_type: 'llama', attn_implementation: 'someone/fast-attention:attend' }),
    json('config.json', {
      model_type: 'vlm',
      text_config: { auto_map: { AutoConfig: 'https://host.example/c--config.C' } },
    }),
    json('model_index.json', { _class_name: ['https://host.example/p--pipe', 'Pipe'] }),
  ],
  good: [
    json('config.json', { model_type: 'x', auto_map: { AutoModel: 'modeling_x.XModel' } }),
    json('config.json', {
      model_type: 'llama',
      _name_or_path: 'meta-llama/Llama-2-7b--x',
      architectures: ['Llama'],
    }),
    json('config.json', { model_type: 'llama', attn_implementation: 'flash_attention_2' }),
  ],
}
