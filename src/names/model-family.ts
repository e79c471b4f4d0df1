import type { Attribute, Status } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'

/** First match wins, so that lines come before the families that they grew from. Names in lower case, `_` as `-`. */
const FAMILIES: readonly (readonly [family: string, name: RegExp])[] = [
  ['DeepSeek', /deepseek/],
  ['Llama 4', /\bllama-?4\b/],
  ['Llama 3.3', /\bllama-?3[.-]3\b|llama33/],
  ['Llama 3.2', /\bllama-?3[.-]2\b|llama32/],
  ['Llama 3.1', /\bllama-?3[.-]1\b|llama31/],
  ['Llama 3', /\b(?:meta-?)?llama-?3\b/],
  ['Llama 2', /\bllama-?2\b/],
  ['Code Llama', /code-?llama/],
  ['TinyLlama', /tiny-?llama/],
  ['Open LLaMA', /open-llama/],
  ['Vicuna', /vicuna/],
  ['Alpaca', /alpaca/],
  ['LLaVA', /llava/],
  ['Mixtral', /mixtral/],
  ['Codestral', /codestral/],
  ['Pixtral', /pixtral/],
  ['Ministral', /ministral/],
  ['Magistral', /magistral/],
  ['Devstral', /devstral/],
  ['Voxtral', /voxtral/],
  ['Zephyr', /\bzephyr\b/],
  ['Mistral', /mistral/],
  ['QwQ', /\bqwq\b/],
  ['Qwen3', /qwen-?3/],
  ['Qwen2.5', /qwen-?2[.-]5/],
  ['Qwen2', /qwen-?2/],
  ['Qwen1.5', /qwen-?1[.-]5/],
  ['Qwen', /qwen/],
  ['PaliGemma', /paligemma/],
  ['CodeGemma', /codegemma/],
  ['Gemma 3', /gemma-?3/],
  ['Gemma 2', /gemma-?2/],
  ['Gemma', /gemma/],
  ['Gemini', /\bgemini\b/],
  ['Phi-4', /\bphi-?4/],
  ['Phi-3.5', /\bphi-?3[.-]5/],
  ['Phi-3', /\bphi-?3/],
  ['Phi-2', /\bphi-?2/],
  ['Phi', /\bphi-?(?:1|msft\b|$)/],
  ['Falcon', /\bfalcon/],
  ['Yi', /(?:^|\/)yi-|\b01-ai\b/],
  ['MPT', /\bmpt-\d/],
  ['OLMo', /\bolmo/],
  ['SmolVLM', /smolvlm/],
  ['SmolLM', /smollm/],
  ['Granite', /\bgranite/],
  ['Command R', /command-?r|\bc4ai-command/],
  ['Aya', /\baya-(?:\d|expanse|vision)/],
  ['InternLM', /internlm/],
  ['InternVL', /internvl/],
  ['ChatGLM', /chatglm|\bglm-\d/],
  ['Baichuan', /baichuan/],
  ['StableLM', /stablelm/],
  ['Stable Diffusion 3', /stable-?diffusion-?3/],
  ['Stable Diffusion XL', /stable-?diffusion-?xl|\bsdxl\b/],
  ['Stable Diffusion', /stable-?diffusion|\bsd-(?:turbo|v?\d)/],
  ['FLUX', /\bflux\b/],
  ['StarCoder', /starcoder/],
  ['BLOOM', /\bbloomz?\b/],
  ['OPT', /\bopt-\d+(?:\.\d+)?[mb]\b/],
  ['Pythia', /\bpythia/],
  ['GPT-NeoX', /gpt-?neox/],
  ['GPT-Neo', /gpt-?neo\b/],
  ['GPT-J', /\bgpt-?j\b/],
  ['GPT-OSS', /gpt-oss/],
  ['DialoGPT', /dialogpt/],
  ['GPT-2', /\b(?:distil)?gpt-?2\b/],
  ['GPT-5', /\bgpt-5/],
  ['GPT-4.1', /\bgpt-4\.1/],
  ['GPT-4o', /\bgpt-4o|chatgpt-4o/],
  ['GPT-4', /\bgpt-4/],
  ['GPT-3.5', /\bgpt-3[.-]?5/],
  ['OpenAI o-series', /(?:^|\/)o[134](?:-(?:mini|preview|pro))?(?:-\d{4}-\d{2}-\d{2})?$/],
  ['Claude', /\bclaude\b/],
  ['Grok', /\bgrok\b/],
  ['Amazon Nova', /\bamazon\.nova|\bnova-(?:micro|lite|pro|premier)\b/],
  ['Amazon Titan', /\btitan-/],
  ['Whisper', /whisper/],
  ['Wav2Vec2', /wav2vec2/],
  ['HuBERT', /\bhubert\b/],
  ['BLIP-2', /blip-?2/],
  ['BLIP', /\bblip\b/],
  ['SigLIP', /siglip/],
  ['CLIP', /\b(?:open-?)?clip\b/],
  ['DINOv2', /dinov2/],
  ['ViT', /\bvit\b/],
  ['ResNet', /\bresnet/],
  ['YOLO', /\byolo/],
  ['SAM', /\bsam2?-vit|\bsegment-anything/],
  ['FLAN-T5', /flan-t5/],
  ['mT5', /\bmt5\b/],
  ['T5', /\bt5\b/],
  ['BART', /\b(?:distil)?m?bart\b/],
  ['Pegasus', /pegasus/],
  ['MarianMT', /\bopus-mt\b|\bmarian/],
  ['NLLB', /\bnllb\b/],
  ['ModernBERT', /modernbert/],
  ['DeBERTa', /deberta/],
  ['XLM-RoBERTa', /xlm-?roberta/],
  ['DistilRoBERTa', /distilroberta/],
  ['RoBERTa', /roberta/],
  ['DistilBERT', /distilbert/],
  ['ALBERT', /\balbert\b/],
  ['ELECTRA', /\belectra\b/],
  ['MPNet', /\bmpnet\b/],
  ['MiniLM', /minilm/],
  ['BGE', /\bbge\b/],
  ['GTE', /\bgte\b/],
  ['E5', /\be5\b/],
  ['Nomic Embed', /nomic-embed/],
  ['Jina Embeddings', /jina-embeddings/],
  ['Snowflake Arctic Embed', /arctic-embed/],
  ['OpenAI text-embedding', /\btext-embedding-(?:ada|3)/],
  ['BERT', /bert\b/],
]

/** `model_type` and stems of architecture classes that do not look like the family's name. */
const TYPES: Readonly<Record<string, string>> = {
  gpt_bigcode: 'StarCoder',
  codegen: 'CodeGen',
  cohere: 'Command R',
  cohere2: 'Command R',
  chatglm: 'ChatGLM',
  glm4: 'ChatGLM',
  llama: 'Llama',
  llama4: 'Llama 4',
  mllama: 'Llama 3.2',
  mistral: 'Mistral',
  mistral3: 'Mistral',
  phi: 'Phi',
  phi3: 'Phi-3',
  phimoe: 'Phi-3.5',
  rw: 'Falcon',
  refinedweb: 'Falcon',
  opt: 'OPT',
  mpt: 'MPT',
  gpt2: 'GPT-2',
  gptj: 'GPT-J',
  gpt_oss: 'GPT-OSS',
  vit: 'ViT',
  xlm_roberta: 'XLM-RoBERTa',
  nomic_bert: 'Nomic Embed',
  marian: 'MarianMT',
  sam: 'SAM',
  starcoder2: 'StarCoder',
  m2m_100: 'NLLB',
}

/** Families whose `base` is a size, between small and large. Elsewhere it is the model before instruction tuning. */
const SIZED: ReadonlySet<string> = new Set([
  'BERT',
  'DistilBERT',
  'RoBERTa',
  'XLM-RoBERTa',
  'DistilRoBERTa',
  'DeBERTa',
  'ModernBERT',
  'ALBERT',
  'ELECTRA',
  'MPNet',
  'MiniLM',
  'T5',
  'FLAN-T5',
  'mT5',
  'BART',
  'Pegasus',
  'Whisper',
  'Wav2Vec2',
  'HuBERT',
  'ViT',
  'CLIP',
  'SigLIP',
  'DINOv2',
  'BLIP',
  'BLIP-2',
  'SAM',
  'BGE',
  'GTE',
  'E5',
  'Nomic Embed',
  'Jina Embeddings',
  'Snowflake Arctic Embed',
])
/** `7b`, `8x7b`. */
const BILLIONS = /(?:^|[-.])(?:\d{1,2}x)?\d{1,4}(?:\.\d{1,3})?b(?:[-.]|$)/

const VARIANTS: readonly (readonly [variant: string, name: RegExp])[] = [
  ['instruct', /\binstruct\b|\binst\b|-it\b(?!alian)/],
  ['chat', /\bchat\b/],
  ['base', /\bbase\b/],
  ['distilled', /\bdistill?(?:ed)?\b|distil(?:bert|gpt2|roberta|bart|whisper)|-distill?-/],
  ['reasoning', /\breason(?:er|ing)\b|\bthinking\b/],
  ['vision', /\bvision\b|\bvl\b/],
  ['coder', /\bcoder\b|\bcode\b/],
  ['embedding', /\bembed(?:ding)?s?\b/],
  ['reranker', /\breranker?\b/],
  ['adapter', /\blora\b|\bqlora\b|\badapter\b/],
  ['GGUF', /\bgguf\b/],
  ['AWQ', /\bawq\b/],
  ['GPTQ', /\bgptq\b/],
  ['EXL2', /\bexl2\b/],
  ['MLX', /\bmlx\b/],
  ['FP8', /\bfp8\b/],
  ['INT8', /\bint8\b|\bw8a8\b|\b8-?bit\b/],
  ['4-bit', /\bbnb-4bit\b|\b4-?bit\b|\bint4\b|\bw4a16\b/],
]

/** Only as much of a name as any real one has. */
function plain(name: string): string {
  return name.slice(0, 200).toLowerCase().replaceAll('_', '-')
}

/** The family that a name speaks of: `meta-llama/Llama-3.1-8B-Instruct` is a Llama 3.1. A name proves nothing. */
export function familyOfName(name: string): string | undefined {
  const text = plain(name)
  // The repository's own name counts before its owner's: the owner makes more than one family.
  const own = text.slice(text.lastIndexOf('/') + 1)
  return familyIn(own) ?? familyIn(text)
}

function familyIn(text: string): string | undefined {
  return FAMILIES.find(([, pattern]) => pattern.test(text))?.[0]
}

/** The family that a configuration declares by `model_type` or the name of its architecture. */
export function familyOfArchitecture(
  modelType: string | undefined,
  architectures: readonly string[] = [],
): string | undefined {
  for (const text of [modelType, ...architectures.slice(0, 8).map(stem)]) {
    if (!text) continue
    const key = text.slice(0, 100).toLowerCase().replaceAll('-', '_')
    const family = Object.hasOwn(TYPES, key) ? TYPES[key] : familyIn(plain(text))
    if (family) return family
  }
  return undefined
}

/** `LlamaForCausalLM` is of `Llama`. */
function stem(architecture: string): string {
  return architecture.slice(0, 100).replace(/(?:For[A-Z]|LMHead|Model$|PreTrained|Encoder$|Decoder$).*$/, '')
}

/** What the name says of the way a model was made or stored, in the order of the list above. */
export function variantsOfName(name: string): string[] {
  const text = plain(name)
  const own = text.slice(text.lastIndexOf('/') + 1)
  const found = VARIANTS.filter(([, pattern]) => pattern.test(own)).map(([variant]) => variant)
  return found.includes('base') && isSize(own, familyOfName(name)) ? found.filter((v) => v !== 'base') : found
}

/** Whether `base` in a name says how large the model is. Of families that nobody knows, billions tell that it does not. */
function isSize(own: string, family: string | undefined): boolean {
  return family === undefined ? !BILLIONS.test(own) : SIZED.has(family)
}

export interface ModelSelfDescription {
  readonly name?: string
  readonly modelType?: string
  readonly architectures?: readonly string[]
}

/** Family and variants as attributes: declared where a configuration says so, inferred from a name. */
export function familyAttributes(model: ModelSelfDescription, evidence: Evidence): Attribute[] {
  const attributes: Attribute[] = []
  const add = (name: 'family' | 'variant', value: string, status: Status): void => {
    attributes.push({ name, value, status, evidence })
  }
  const declared = familyOfArchitecture(model.modelType, model.architectures)
  if (declared) add('family', declared, 'declared')
  if (model.name === undefined) return attributes
  const named = familyOfName(model.name)
  // `Llama` in a configuration and `Llama 3.1` in the name are one statement, the name's being finer.
  if (named && named !== declared) add('family', named, 'inferred')
  for (const variant of variantsOfName(model.name)) add('variant', variant, 'inferred')
  return attributes
}
