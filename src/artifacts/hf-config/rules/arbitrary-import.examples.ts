import type { Example, RuleExamples } from '../../../model/rule.ts'

function json(path: string, value: unknown): Example {
  return { path, bytes: Buffer.from(JSON.stringify(value, null, 2)) }
}

const adapter = (library: string, base: string): Example =>
  json('adapter_config.json', {
    peft_type: 'LORA',
    auto_mapping: { base_model_class: base, parent_library: library },
  })

export const examples: RuleExamples = {
  bad: [
    adapter('os', 'system'),
    adapter('installed_elsewhere.models', 'Model'),
    json('adapter_config.json', { peft_type: 'LORA', megatron_config: {}, megatron_core: 'evil_package' }),
    json('modules.json', [{ idx: 0, name: '0', path: '', type: 'subprocess.Popen' }]),
    json('model_index.json', { _class_name: 'StableDiffusionPipeline', unet: ['builtins', 'eval'] }),
  ],
  good: [
    adapter('transformers.models.llama.modeling_llama', 'LlamaForCausalLM'),
    adapter('__main__', 'Net'),
    json('adapter_config.json', { peft_type: 'LORA', auto_mapping: null, megatron_core: 'megatron.core' }),
    json('modules.json', [{ idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' }]),
  ],
}
