import { Cursor } from '../../bytes/cursor.ts'
import type { Format } from '../../model/format.ts'
import type { CatboostFacts } from './facts.ts'
import { layout } from './rules/layout.ts'

export const catboost: Format<CatboostFacts> = {
  id: 'catboost',
  title: 'CatBoost',
  extensions: ['.cbm'],
  onLoad: 'data',
  rules: [layout],
  claims: ({ head, size }) => (size > 16 && head.toString('latin1', 0, 4) === 'CBM1' ? 'yes' : 'no'),
  *read({ bytes }) {
    const cursor = new Cursor(bytes, 4)
    const coreSize = cursor.u32()
    yield { kind: 'facts', facts: { coreSize, remaining: cursor.remaining } }
  },
}
