import type { RuleExamples } from '../../model/rule.ts'

const PROJECT = '[project]\nname = "a"\nversion = "1"\n[tool.uv]\n'

export const examples: RuleExamples = {
  bad: [
    { path: 'requirements.txt', bytes: Buffer.from('--pre\ntorch==2.5.0\n') },
    { path: 'pyproject.toml', bytes: Buffer.from(`${PROJECT}prerelease = "allow"\n`) },
  ],
  good: [
    { path: 'requirements.txt', bytes: Buffer.from('torch==2.5.0rc1\n') },
    { path: 'pyproject.toml', bytes: Buffer.from(`${PROJECT}prerelease = "if-necessary"\n`) },
  ],
}
