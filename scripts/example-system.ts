import { createHash } from 'node:crypto'
import { ggufFile, string } from '../src/artifacts/gguf/example-file.ts'

// The models of examples/support-agent: weights of zeros under configurations and download records as the hub's
// client writes them.

type Files = Readonly<Record<string, Uint8Array | string>>

const CHAT = '3f6a1c0b9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40'
const EMBED = '8b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b90'
const SUMMARISER = 'c0ffee1234567890abcdef1234567890abcdef12'
/** Seconds since 1970: 20 April 2026. */
const DOWNLOADED = 1776672000

const Q8_0 = 8

export const exampleModels: Files = {
  ...downloaded('tiny-chat', CHAT, {
    'config.json': pretty({
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      hidden_size: 8,
      num_hidden_layers: 1,
      num_attention_heads: 2,
      vocab_size: 32,
      max_position_embeddings: 2048,
      dtype: 'float32',
    }),
    'README.md': card({
      license: 'apache-2.0',
      language: 'en',
      pipeline_tag: 'text-generation',
      library_name: 'transformers',
      tags: ['instruct'],
    }),
    'model.safetensors': zeros({ 'lm_head.weight': [32, 8], 'model.embed_tokens.weight': [32, 8] }),
  }),
  ...downloaded('tiny-embed', EMBED, {
    'config.json': pretty({
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_size: 8,
      num_hidden_layers: 1,
      num_attention_heads: 2,
      vocab_size: 32,
      max_position_embeddings: 512,
    }),
    'modules.json': pretty([
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
      { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
    ]),
    '1_Pooling/config.json': pretty({ word_embedding_dimension: 8, pooling_mode_mean_tokens: true }),
    'README.md': card({
      license: 'mit',
      language: 'en',
      pipeline_tag: 'sentence-similarity',
      library_name: 'sentence-transformers',
    }),
    'model.safetensors': zeros({ 'embeddings.word_embeddings.weight': [32, 8] }),
  }),
  ...downloaded('tiny-summariser', SUMMARISER, {
    'tiny-summariser-Q8_0.gguf': ggufFile({
      metadata: [
        ['general.architecture', string('llama')],
        ['general.name', string('Tiny Summariser')],
        ['general.license', string('apache-2.0')],
        ['general.finetune', string('Instruct')],
        ['general.file_type', { type: 'u32', value: 7 }],
        ['llama.context_length', { type: 'u32', value: 1024 }],
      ],
      tensors: [{ name: 'token_embd.weight', type: Q8_0, shape: [32, 8], offset: 0 }],
      data: 8 * 34,
    }).bytes,
  }),
  ...at('models/support-lora', {
    'adapter_config.json': pretty({
      base_model_name_or_path: 'meridian-labs/tiny-chat',
      revision: CHAT,
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      r: 16,
      lora_alpha: 32,
      lora_dropout: 0.05,
      target_modules: ['q_proj', 'v_proj'],
    }),
    'adapter_model.safetensors': zeros({
      'base_model.model.lm_head.lora_A.weight': [16, 8],
      'base_model.model.lm_head.lora_B.weight': [32, 16],
    }),
    'trainer_state.json': pretty({
      epoch: 3,
      global_step: 120,
      max_steps: 120,
      num_train_epochs: 3,
      train_batch_size: 4,
      log_history: [
        { epoch: 1, loss: 1.9, step: 40 },
        { epoch: 3, eval_loss: 1.0412, step: 120 },
      ],
    }),
    'README.md': card({
      license: 'apache-2.0',
      base_model: 'meridian-labs/tiny-chat',
      library_name: 'peft',
      pipeline_tag: 'text-generation',
      datasets: ['meridian-labs/product-faq'],
      version: '1.4.0',
    }),
  }),
}

/** Files of a repository with what the hub's client leaves beside them: commit, etag and time, a line each. */
function downloaded(name: string, commit: string, files: Files): Files {
  const records = Object.entries(files).map(([path, content]) => [
    `.cache/huggingface/download/${path}.metadata`,
    `${commit}\n${etag(path, content)}\n${DOWNLOADED}.25\n`,
  ])
  return at(`models/${name}`, { ...files, ...Object.fromEntries(records) })
}

/** Weights lie in large file storage and are named by their SHA-256; the rest by the id of its git blob. */
function etag(path: string, content: Uint8Array | string): string {
  const bytes = Buffer.from(content)
  if (/\.(?:safetensors|gguf)$/.test(path)) return createHash('sha256').update(bytes).digest('hex')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

function at(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]))
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function card(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(fields).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${value}` : `${key}:\n${value.map((v) => `- ${v}`).join('\n')}`,
  )
  return `---\n${lines.join('\n')}\n---\n\nMade up for an example. The weights are zeros.\n`
}

/** A safetensors file whose weights are zeros. */
export function zeros(shapes: Readonly<Record<string, readonly [number, number]>>): Buffer {
  let end = 0
  const header = Object.fromEntries(
    Object.entries(shapes).map(([name, [rows, columns]]) => {
      const start = end
      end += rows * columns * 4
      return [name, { dtype: 'F32', shape: [rows, columns], data_offsets: [start, end] }]
    }),
  )
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, Buffer.alloc(end)])
}
