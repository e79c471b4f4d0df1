import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('--extra-index-url https://index.host.example/simple\nnumpy==2.0.0\n'),
    file('helper @ http://203.0.113.9/helper-1.0-py3-none-any.whl\n'),
    file('helper @ http://127.0.0.1/helper-1.0-py3-none-any.whl\n'),
    file('-e git+https://host.example/x.git#egg=x\n'),
    file('--trusted-host host.example\nnumpy==2.0.0\n'),
  ],
  good: [file('numpy==2.0.0\ntorch==2.5.0 # from https://host.example\n')],
}
