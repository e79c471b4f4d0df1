import type { Rule } from '../../../model/rule.ts'
import type { SealedArchiveFacts } from '../facts.ts'

/** Names under which loaders look for models and data. */
const MODEL =
  /\.(?:pt|pth|pt2|ptl|pte|bin|ckpt|pkl|pickle|joblib|dill|dat|safetensors|gguf|ggml|onnx|h5|hdf5|keras|pb|tflite|npy|npz|mlmodel|nemo|model|msgpack|parquet|zip|gz|tar)$/i

export const modelName: Rule<SealedArchiveFacts> = {
  id: 'sealed-archive-model-name',
  title: 'A sealed archive under the name of a model',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Models that were packed with 7z instead of zip reached Hugging Face because scanners could not open them and said ' +
    'nothing. No framework writes such a file; whoever unpacks it by hand runs what no one has looked at.',
  remedy: 'Do not use it; unpack it in a safe place and scan what comes out.',
  references: ['nullifAI (ReversingLabs, 2025)', 'CWE-434'],
  *check({ kind, name }, path) {
    if (!MODEL.test(name)) return
    const at = { path }
    yield {
      message: `is a ${kind} under the name of a model, where no loader and few scanners look inside`,
      at,
      evidence: [{ at, says: `the bytes are those of a ${kind}` }],
      seen: kind,
    }
  },
}
