import type { Rule } from '../../../model/rule.ts'
import type { GgufFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const payload: Rule<GgufFacts> = {
  id: 'gguf-payload',
  title: 'A program or archive hides where no tensor is',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Bytes between or behind the tensors are loaded by no reader of the format, and here they begin like a ' +
    'program, a pickle or an archive: a second stage that something else extracts, or another format that a ' +
    'tool takes the same file for.',
  remedy: 'Do not load it; keep it as evidence and look for what reads the hidden part.',
  references: ['CWE-506'],
  check: (facts, path) =>
    flawFindings(facts, path, ({ content }) =>
      content === undefined ? undefined : `hides ${content} outside its tensors`,
    ),
}
