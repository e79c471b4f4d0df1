import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OpenvinoFacts } from '../facts.ts'

/** Operations of openvino_tokenizers, which ships with the models that OpenVINO exports. */
const TOKENIZER =
  /^(StringTensor(Unp|P)ack|RaggedTensorPack|RaggedToDense|RaggedToSparse|RaggedToRagged|BPETokenizer|WordpieceTokenizer|UnigramTokenizer|TrieTokenizer|SentencepieceTokenizer|SentencepieceDetokenizer|SentencepieceStreamDetokenizer|BytesToChars|CharsToBytes|FuzeRagged|RegexNormalization|RegexSplit|CaseFold|NormalizeUnicode|CombineSegments|VocabEncoder|VocabDecoder|ByteFallback|UTF8Validate|SpecialTokensSplit|StringToHashBucket|EqualStr|Truncate)$/

export const extensionOperation: Rule<OpenvinoFacts> = {
  id: 'openvino-extension-operation',
  title: 'The model needs operations of an extension library',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'An operation outside of the opsets of OpenVINO only runs after a native library was added to the runtime that ' +
    'implements it. Operations of openvino_tokenizers are reported as low.',
  remedy: 'Find out which library implements the operation, and load it only from its own publisher.',
  references: ['CWE-829'],
  *check(facts, path) {
    for (const { type, opset, line } of facts.extensions.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const isTokenizer = opset === 'extension' && TOKENIZER.test(type)
      const message = `needs ${isTokenizer ? 'openvino_tokenizers' : 'a native library'} for the operation ${JSON.stringify(type.slice(0, 100))} of ${JSON.stringify(opset.slice(0, 60))}`
      yield {
        message,
        severity: isTokenizer ? 'low' : 'medium',
        at,
        evidence: [{ at, says: 'layer' }],
        seen: `${opset} ${type}`,
      }
    }
  },
}
