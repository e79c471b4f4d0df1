import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OnnxFacts } from '../facts.ts'

/** A call or a dunder outside of string literals: no literal of Python has one. */
const CALL = /[A-Za-z_][\w.]*\s*\(|\blambda\b|__\w+__/
const DANGEROUS =
  /__import__|\b(?:exec|eval|compile|getattr)\s*\(|\bos\s*\.\s*(?:system|popen|exec\w*|spawn\w*)|\bsubprocess\b|__subclasses__|__globals__|__builtins__/

export const metadata: Rule<OnnxFacts> = {
  id: 'onnx-metadata',
  title: 'Metadata holds Python that readers evaluate',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Detection frameworks store class names, strides and image sizes as the text of a Python literal in the metadata, and ' +
    'several of them read it back with `eval`. A value that calls something runs on load.',
  remedy: 'Do not load it with a framework that evaluates metadata; read the values as literals only.',
  references: ['CWE-95'],
  *check(facts, path) {
    for (const { key, value, at: span } of facts.metadata) {
      if (!evaluates(value)) continue
      const at = { path, range: byteRange(span.start, span.end) }
      const message = `puts Python code into the metadata ${JSON.stringify(key.slice(0, 60))}, which frameworks evaluate: ${value.slice(0, 100)}`
      yield {
        message,
        at,
        evidence: [{ at, says: 'metadata value', excerpt: value.slice(0, 400) }],
        seen: `${key}=${value.slice(0, 400)}`,
      }
    }
  },
}

/** Prose and JSON may speak about code; a Python container or expression that calls does not. */
function evaluates(value: string): boolean {
  const code = value.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''").trim()
  if (/^[[{(]/.test(code)) return CALL.test(code)
  return DANGEROUS.test(code) && !/\s[a-z]+\s[a-z]+\s[a-z]+\s/.test(code)
}
