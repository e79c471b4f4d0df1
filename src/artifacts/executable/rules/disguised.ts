import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ExecutableFacts } from '../facts.ts'

/** Names under which loaders, viewers and people expect data. */
const DATA =
  /\.(?:pt|pth|bin|ckpt|safetensors|gguf|ggml|onnx|ort|h5|hdf5|keras|pb|tflite|mlmodel|mlpackage|pkl|pickle|joblib|npy|npz|msgpack|model|weights?|dat|data|params|pdparams|pdmodel|pdiparams|caffemodel|t7|engine|trt|nemo|mar|ptl|pte|pt2|xml|rds|rda|skops|json|jsonl|ya?ml|toml|ini|cfg|txt|md|csv|tsv|parquet|arrow|feather|pdf|docx?|xlsx?|png|jpe?g|gif|webp|svg|bmp|ico|mp3|mp4|wav|flac|ogg|zip|tar|gz|tgz|bz2|xz|zst|7z|rar|vocab|tokenizer|spm|merges|index|meta|lock|log|html?)$/

/** Text that begins with an interpreter line is not a program in disguise. */
const TEXT = /\.(?:txt|md|ya?ml|json|toml|ini|cfg|log|html?|csv|lock)$/

export function isDisguised({ name, nature }: ExecutableFacts): boolean {
  return DATA.test(name) && !(nature === 'script' && TEXT.test(name))
}

export const disguised: Rule<ExecutableFacts> = {
  id: 'executable-disguised',
  title: 'A program bears the name of a data file',
  severity: 'critical',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The file is named like a model, a document or an archive, but its header is that of a program. Loaders refuse it, ' +
    'so it is there for something else to start it: a script of the same repository, a shortcut, or the person who ' +
    'opens it.',
  remedy: 'Do not open it; remove it and treat everything from the same source as hostile.',
  references: ['CWE-434', 'CWE-646'],
  *check(facts, path) {
    if (!isDisguised(facts)) return
    const at = { path, range: byteRange(0, 4) }
    const detail = facts.detail === undefined ? '' : ` (${facts.detail.slice(0, 80)})`
    const says = `${facts.title}${detail}`
    yield {
      message: `is a program named like data: ${says} under ${facts.name.slice(facts.name.lastIndexOf('.'))}`,
      at,
      evidence: [{ at, says: `header of: ${says}` }],
      seen: says,
    }
  },
}
