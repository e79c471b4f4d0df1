import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { GgmlFacts } from '../facts.ts'

export const layout: Rule<GgmlFacts> = {
  id: 'ggml-layout',
  title: 'Tensor records do not reach the end of the file',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Files from before GGUF are a row of tensor records up to the last byte; readers take each size as it ' +
    'stands. Where the row breaks, a record declares more than the file has, or something else follows: ' +
    'a download cut short, or a record made to lead a reader astray.',
  remedy:
    'Do not load it; convert the original weights to GGUF, or fetch the file again and compare digests.',
  references: ['CWE-125', 'CWE-1284'],
  *check({ tensorCount, tableEnd, size }, path) {
    if (tableEnd === size) return
    const at = { path, range: byteRange(tableEnd, size) }
    const says = `after ${tensorCount} tensors, ${size - tableEnd} bytes are no tensor record that fits`
    yield {
      message: `contradicts its own layout: ${says}`,
      at,
      evidence: [{ at, says }],
      seen: says,
    }
  },
}
