import type { Example, RuleExamples } from '../../model/rule.ts'

function file(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('--trusted-host packages.example\ntorch==2.5.0\n'),
    file('--index-url http://packages.example/simple\ntorch==2.5.0\n'),
    file('a @ http://files.example/a-1.0.tar.gz\n'),
    {
      path: 'Pipfile',
      bytes: Buffer.from(
        '[[source]]\nurl = "https://packages.example/simple"\nverify_ssl = false\nname = "ours"\n[packages]\n',
      ),
    },
    {
      path: 'pyproject.toml',
      bytes: Buffer.from(
        '[project]\nname = "a"\nversion = "1"\n[tool.uv]\nallow-insecure-host = ["packages.example"]\n',
      ),
    },
  ],
  good: [
    file('--index-url https://packages.example/simple\ntorch==2.5.0\n'),
    file('--trusted-host localhost\n--index-url http://localhost:3141/simple\ntorch==2.5.0\n'),
    file(`a @ http://files.example/a-1.0.tar.gz#sha256=${'a'.repeat(64)}\n`),
  ],
}
