import type { RuleExamples } from '../../../model/rule.ts'
import { config, dense, object, sequential } from '../example-config.ts'

export const examples: RuleExamples = {
  bad: [
    config(sequential([object('my_layers', 'Attention', {})])),
    config({ class_name: 'Sequential', config: { layers: [{ class_name: 'Custom>Scale', config: {} }] } }),
  ],
  good: [
    config(sequential([dense])),
    config({ class_name: 'Sequential', config: { layers: [{ class_name: 'Dense', config: { units: 1 } }] } }),
  ],
}
