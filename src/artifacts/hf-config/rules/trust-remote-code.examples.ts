import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'config.json', bytes: Buffer.from('{"model_type": "x", "trust_remote_code": true}') },
    {
      path: 'sentence_bert_config.json',
      bytes: Buffer.from('{"max_seq_length": 512, "model_args": {"trust_remote_code": true}}'),
    },
    { path: 'run.json', bytes: Buffer.from('{"model_kwargs": {"trust_remote_code": true}}') },
  ],
  good: [{ path: 'config.json', bytes: Buffer.from('{"model_type": "x", "trust_remote_code": false}') }],
}
