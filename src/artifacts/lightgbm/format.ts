import type { Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { LightgbmFacts } from './facts.ts'
import { readText } from './model.ts'
import { layout } from './rules/layout.ts'

export const lightgbm: Format<LightgbmFacts> = {
  id: 'lightgbm',
  title: 'LightGBM',
  extensions: ['.txt', '.lgb', '.model'],
  onLoad: 'data',
  rules: [layout],
  claims: ({ head }) => (/^tree\r?\nversion=v\d+\r?\n/.test(head.toString('latin1', 0, 32)) ? 'yes' : 'no'),
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes * 16) throw overLimit(`a model of ${bytes.size} bytes`)
    yield { kind: 'facts', facts: readText(bytes, () => ctx.checkpoint()) }
  },
}
