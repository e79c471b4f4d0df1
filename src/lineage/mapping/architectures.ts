/** What the converter does to the tensors of an architecture beyond giving them names. */
export interface Rules {
  /** Rows of query and key are interleaved, so that pairs that rotate together lie side by side; `either` where versions of the converter differ. */
  readonly rotary?: true | 'either'
  /** How query, key and value lie in one projection: head by head, or for each key-value head its queries, its key and its value. */
  readonly qkv?: 'heads' | 'groups'
  /** Norms are stored less one. */
  readonly plusOne?: true
  /** Projections are stored as inputs × outputs. */
  readonly conv1d?: true
  /** Experts are stored as inputs × outputs; gate and up take turns where `interleaved`. */
  readonly experts?: 'transposed' | 'interleaved'
  /** Value heads of linear attention take turns over the key heads. */
  readonly valueTurns?: true
}

const NONE: Rules = {}
const ROTARY: Rules = { rotary: true }
const PLUS_ONE: Rules = { plusOne: true }

/** Architectures by the name that GGUF has for them, with all that are known to need nothing. */
const ARCHITECTURES: ReadonlyMap<string, Rules> = new Map([
  ...[
    'llama',
    'llama-embed',
    'arcee',
    'smollm3',
    'mistral3',
    'granite',
    'granitemoe',
    'minicpm',
    'olmo',
    'deci',
    'arctic',
    'xverse',
    'baichuan',
    'deepseek',
    'llada',
    'bailingmoe',
    'afmoe',
    'granite_swa',
    'nanbeige',
  ].map((name) => [name, ROTARY] as const),
  ...['gemma', 'gemma2', 'gemma3', 'gemma-embedding', 'nemotron', 'qwen3next'].map(
    (name) => [name, PLUS_ONE] as const,
  ),
  ...[
    'qwen',
    'qwen2',
    'qwen2moe',
    'qwen2vl',
    'qwen3',
    'qwen3moe',
    'qwen3vl',
    'qwen3vlmoe',
    'gemma3n',
    'gemma4',
    'phi2',
    'phi3',
    'phimoe',
    'olmo2',
    'olmoe',
    'mpt',
    'starcoder',
    'starcoder2',
    'stablelm',
    'orion',
    'chatglm',
    'glm4',
    'glm4moe',
    'command-r',
    'cohere2',
    'deepseek2',
    'dbrx',
    'mamba',
    'mamba2',
    'jamba',
    'falcon-h1',
    'bert',
    'nomic-bert',
    'nomic-bert-moe',
    'modern-bert',
    'jina-bert-v2',
    't5',
    't5encoder',
    'exaone',
    'exaone4',
    'exaone-moe',
    'dream',
    'llada-moe',
    'rnd1',
    'minimax-m2',
    'deepseek32',
    'glm-dsa',
    'grok',
    'refact',
    'eurobert',
    'neo-bert',
    'ernie4_5',
    'ernie4_5-moe',
    'hunyuan-dense',
    'hunyuan-moe',
    'seed_oss',
    'apertus',
    'lfm2',
    'lfm2moe',
    'smallthinker',
    'openelm',
    'minicpm3',
    'dots1',
    'bailingmoe2',
    'nemotron_h',
    'nemotron_h_moe',
  ].map((name) => [name, NONE] as const),
  ['qwen35', { plusOne: true, valueTurns: true }],
  ['qwen35moe', { plusOne: true, valueTurns: true }],
  ['granitehybrid', { rotary: 'either' }],
  ['internlm2', { rotary: true, qkv: 'groups' }],
  ['falcon', { qkv: 'groups' }],
  ['bloom', { qkv: 'heads' }],
  ['gptneox', { qkv: 'heads' }],
  ['gpt2', { conv1d: true }],
  ['jais', { conv1d: true }],
  ['llama4', { experts: 'transposed' }],
  ['gpt-oss', { experts: 'interleaved' }],
])

/** Undefined for an architecture that the table does not know: its tensors may then lie either way. */
export function rulesOf(architecture: string | undefined): Rules | undefined {
  return architecture === undefined ? undefined : ARCHITECTURES.get(architecture)
}
