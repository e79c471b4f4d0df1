import type { Example, RuleExamples } from '../../model/rule.ts'

function requirements(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    requirements('pytorch==2.5.0\n'),
    requirements('py_opencv\n'),
    {
      path: 'environment.yml',
      bytes: Buffer.from('dependencies:\n  - python\n  - pip\n  - pip:\n      - py-xgboost\n'),
    },
  ],
  good: [
    requirements('torch==2.5.0\nopencv-python\n'),
    { path: 'environment.yml', bytes: Buffer.from('dependencies:\n  - pytorch=2.5\n  - py-opencv\n') },
  ],
}
