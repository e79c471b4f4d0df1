import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'config.json',
      bytes: Buffer.from('{"auto_map": {"AutoModel": "a/b--m.X"}, "model_type": "x", "auto_map": {}}'),
    },
    { path: 'config.json', bytes: Buffer.from('{"model_type": "x", "model_type": "y"}') },
  ],
  good: [{ path: 'config.json', bytes: Buffer.from('{"model_type": "x", "inner": {"model_type": "y"}}') }],
}
