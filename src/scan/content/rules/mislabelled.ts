import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ContentFacts } from '../facts.ts'

/** Names of documents and pictures: people open them without a thought. */
const INNOCENT = new Set([
  '.txt',
  '.md',
  '.json',
  '.csv',
  '.tsv',
  '.yaml',
  '.yml',
  '.log',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.pdf',
  '.wav',
  '.parquet',
])

const COMPRESSIONS = new Set(['gzip', 'zlib', 'bzip2', 'xz', 'lzma', 'lz4', 'zstd'])

export const mislabelled: Rule<ContentFacts> = {
  id: 'content-mislabelled',
  title: 'The name promises another kind of file',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Scanners and people that go by the extension treat this file as harmless data, while loaders that go by the bytes ' +
    'run what it holds. `torch.load` and `joblib.load` do not look at the name.',
  remedy: 'Treat it as the kind of file that it is; ask its publisher why it bears this name.',
  references: ['CVE-2025-1889', 'CVE-2025-10155', 'CWE-646'],
  *check({ path, formats, titles, extension, expected, runsCode, size }) {
    if (
      formats.length === 0 ||
      formats.includes('lfs-pointer') ||
      expected.some((e) => formats.includes(e.id))
    )
      return
    // A stream under the name of another compression decompresses to the same.
    if (COMPRESSIONS.has(formats[0]!) && expected.some((e) => COMPRESSIONS.has(e.id))) return
    const promisesData =
      expected.length > 0 ? expected.every((e) => e.onLoad === 'data') : INNOCENT.has(extension)
    if (!promisesData || (expected.length === 0 && !runsCode)) return
    const at = { path, range: byteRange(0, Math.min(size, 16)) }
    const what = titles.join(' and ')
    yield {
      message: `is named ${extension} but is ${what}${runsCode ? ', which can run code when it is loaded' : ''}`,
      severity: runsCode ? 'high' : 'medium',
      at,
      evidence: [{ at, says: `the bytes are those of ${what}` }],
      seen: `${extension} is ${formats.join('+')}`,
    }
  },
}
