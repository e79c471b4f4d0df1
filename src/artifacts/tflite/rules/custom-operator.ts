import { byteRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import { EFFECTS } from '../../tensorflow/effects.ts'
import { KNOWN_OPS } from '../../tensorflow/known-ops.ts'
import type { TfliteFacts } from '../facts.ts'

/** Custom operators of TensorFlow Lite itself, MediaPipe, tensorflow-text and the Edge TPU and NPU compilers. */
const ORDINARY =
  /^(TFLite_Detection_PostProcess|TFLite_\w+|Convolution2DTransposeBias|MaxPoolingWithArgmax2D|MaxUnpooling2D|TransformLandmarks|TransformTensorBilinear|Landmarks(To|2)TransformMatrix|Resampler|AudioSpectrogram|Mfcc|NumericVerify|Random(Uniform|StandardNormal)|Multinomial|SentencepieceTokenizer|TFSentencepiece\w+|tftext:\w+|TFText\w+|KmeansEmbeddingLookup|RaggedTensorTo\w+|edgetpu-custom-op|ethos-u|odml\.\w+|custom_call\.\w+|AtanhCustom|RoiAlign|Table|Sign|Cumsum|Irfft2d|Rfft|HashTable\w*|BidirectionalSequence\w+|SignalFramer|Signal\w+)$/

export const customOperator: Rule<TfliteFacts> = {
  id: 'tflite-custom-operator',
  title: 'The model needs custom operators',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A custom operator is native code that the application registers; the model chooses its name and its options. ' +
    'Operators that begin with `Flex` run any operator of TensorFlow through the Flex delegate, those that read and write files included.',
  remedy: 'Find out which library implements the operator, and load it only from its own publisher.',
  references: ['CWE-829'],
  *check(facts, path) {
    const said = new Set<string>()
    for (const { name, at: start } of facts.customOperators) {
      const judged = said.has(name) ? undefined : judge(name)
      if (judged === undefined) continue
      said.add(name)
      const at = { path, range: byteRange(start) }
      yield {
        ...judged,
        at,
        evidence: [{ at, says: `custom operator ${JSON.stringify(name.slice(0, 100))}` }],
        seen: name,
      }
    }
  },
}

function judge(name: string): Pick<FindingDraft, 'message' | 'severity'> | undefined {
  const shown = JSON.stringify(name.slice(0, 100))
  if (name.startsWith('Flex')) {
    const op = name.slice('Flex'.length)
    const effect = EFFECTS.get(op)
    if (effect && effect.family !== 'print' && !effect.optional)
      return {
        severity: effect.family === 'table' ? 'medium' : 'high',
        message: `${effect.does} when the model runs: ${shown} through the Flex delegate`,
      }
    return KNOWN_OPS.has(op)
      ? undefined
      : { severity: 'medium', message: `needs a native library for ${shown}` }
  }
  if (ORDINARY.test(name)) return undefined
  const leaves =
    /shell|exec|system|command|python|pyfunc|readfile|writefile|socket|http|download|dlopen/i.test(name)
  return {
    severity: leaves ? 'high' : 'medium',
    message: `needs a native library for the custom operator ${shown}`,
  }
}
