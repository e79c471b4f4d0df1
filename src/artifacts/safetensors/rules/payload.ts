import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/safetensors/facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>(['hole', 'trailing-data'])

export const payload: Rule<SafetensorsFacts> = {
  id: 'safetensors-payload',
  title: 'A program or archive hides where no tensor is',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Bytes between or behind the tensors are loaded by no reader of the format, and here they begin like a ' +
    'program, a pickle or an archive. Weights that are trusted because their format is harmless are a ' +
    'carrier for a second stage that something else extracts, or that a tool reads when it takes the same ' +
    'file for another format.',
  remedy: 'Do not load it; keep it as evidence and look for what reads the hidden part.',
  references: ['CWE-506', 'CWE-1284'],
  *check(facts, path) {
    const flaws = facts.flaws.filter((flaw) => flaw.content !== undefined)
    yield* flawFindings(
      { ...facts, flaws },
      path,
      KINDS,
      (flaw) => `hides ${flaw.content} outside its tensors`,
    )
  },
}
