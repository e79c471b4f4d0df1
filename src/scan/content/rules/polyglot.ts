import type { Rule } from '../../../model/rule.ts'
import type { ContentFacts } from '../facts.ts'

/** Formats that begin or end with a signature of their own: no writer produces two of them in one file. */
const EXCLUSIVE = new Set([
  'pickle',
  'zip',
  'tar',
  'gguf',
  'safetensors',
  'hdf5',
  'executable',
  'gzip',
  'numpy',
  'tflite',
  'sealed-archive',
])

export const polyglot: Rule<ContentFacts> = {
  id: 'content-polyglot',
  title: 'One file, several formats',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The same bytes are a valid file of more than one format. What is loaded depends on which loader is asked, so a ' +
    'scanner that knows only one of them looks at the wrong half. All of them were read.',
  remedy: 'Do not load it; no framework writes such a file.',
  references: ['CWE-436'],
  *check({ path, formats, titles }) {
    // A self-running llamafile is an executable with weights by design; its own rule speaks of it.
    if (formats.includes('llamafile')) return
    const exclusive = formats.filter((id) => EXCLUSIVE.has(id))
    if (exclusive.length < 2) return
    const what = titles.filter((_, i) => EXCLUSIVE.has(formats[i]!)).join(' and ')
    const at = { path }
    yield {
      message: `is ${what} at once: loaders disagree on what it is`,
      at,
      evidence: [{ at, says: `reads as ${what}` }],
      seen: exclusive.join('+'),
    }
  },
}
