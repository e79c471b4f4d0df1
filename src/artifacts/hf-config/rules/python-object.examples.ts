import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'state.json',
      bytes: Buffer.from('{"py/reduce": [{"py/function": "posix.system"}, {"py/tuple": ["echo x"]}]}'),
    },
    { path: 'state.json', bytes: Buffer.from('{"model": {"py/object": "somewhere.Model", "size": 3}}') },
  ],
  good: [{ path: 'config.json', bytes: Buffer.from('{"model_type": "py/object", "architectures": ["A"]}') }],
}
