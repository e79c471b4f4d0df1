import type { Example, RuleExamples } from '../../model/rule.ts'

function file(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('--index-url https://ci:hunter2@packages.example/simple\ntorch==2.5.0\n'),
    {
      path: 'environment.yml',
      bytes: Buffer.from(
        'channels:\n  - https://conda.example/t/aa-0b1c2d3e/ours\ndependencies:\n  - numpy==2.0.0\n',
      ),
    },
  ],
  good: [
    file('--index-url https://packages.example/simple\ntorch==2.5.0\n'),
    file('--index-url https://ci:${INDEX_TOKEN}@packages.example/simple\ntorch==2.5.0\n'),
    file('--index-url https://${USER}:${INDEX_TOKEN}@packages.example/simple\ntorch==2.5.0\n'),
  ],
}
