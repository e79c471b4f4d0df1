import type { Example, RuleExamples } from '../../model/rule.ts'

const HASH = `--hash=sha256:${'a'.repeat(64)}`
const PROJECT = '[project]\nname = "a"\nversion = "1"\n'
const INDEX = '[[tool.uv.index]]\nname = "ours"\nurl = "https://packages.corp/simple"\n'

function file(text: string, path = 'requirements.txt'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('--extra-index-url https://wheels.example/cu128\ntorch==2.5.0\n'),
    file('--index-url https://packages.corp/simple\n--extra-index-url https://pypi.example/simple\nours\n'),
    file('--find-links https://wheels.example/torch.html\ntorch==2.5.0\n'),
    file(`${PROJECT}${INDEX}`, 'pyproject.toml'),
    file(`${PROJECT}[tool.uv]\nindex-strategy = "unsafe-best-match"\n`, 'pyproject.toml'),
    file('channels:\n  - pytorch\n  - conda-forge\ndependencies:\n  - pytorch==2.4.1\n', 'environment.yml'),
  ],
  good: [
    file('--index-url https://packages.corp/simple\ntorch==2.5.0\n'),
    file(`--extra-index-url https://wheels.example/cu128\ntorch==2.5.0 ${HASH}\n`),
    file(`${PROJECT}${INDEX}explicit = true\n`, 'pyproject.toml'),
    file(`${PROJECT}${INDEX}default = true\n`, 'pyproject.toml'),
    file(
      'channels:\n  - conda-forge\n  - nodefaults\ndependencies:\n  - pytorch==2.4.1\n',
      'environment.yml',
    ),
  ],
}
