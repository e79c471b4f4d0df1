import type { RuleExamples } from '../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'requirements.txt', bytes: Buffer.from('torch>=2\nnumpy==2.0.0\n') },
    {
      path: 'environment.yml',
      bytes: Buffer.from('channels:\n  - conda-forge\ndependencies:\n  - numpy=2\n'),
    },
    {
      path: 'pyproject.toml',
      bytes: Buffer.from('[project]\nname = "agent"\nversion = "1"\ndependencies = ["torch>=2"]\n'),
    },
    { path: 'package.json', bytes: Buffer.from('{"name": "a", "dependencies": {"left-pad": "^1.0.0"}}') },
  ],
  good: [
    { path: 'requirements.txt', bytes: Buffer.from('torch==2.5.0\n-e .\n') },
    { path: 'constraints.txt', bytes: Buffer.from('numpy<2\n') },
  ],
}
