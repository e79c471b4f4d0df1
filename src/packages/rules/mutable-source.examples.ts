import type { Example, RuleExamples } from '../../model/rule.ts'

const COMMIT = 'c'.repeat(40)

function file(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('peft @ git+https://host.example/org/peft.git\n'),
    file('git+https://host.example/org/peft.git@main\n'),
    file('-e git+ssh://git@host.example/org/peft.git@v1.0#egg=peft\n'),
    file('https://files.example/flash_attn-2.8.3-cp312-cp312-linux_x86_64.whl\n'),
    {
      path: 'pyproject.toml',
      bytes: Buffer.from(
        '[project]\nname = "a"\nversion = "1"\ndependencies = ["peft"]\n[tool.uv.sources]\npeft = { git = "https://host.example/org/peft" }\n',
      ),
    },
    { path: 'package.json', bytes: Buffer.from('{"name": "a", "dependencies": {"b": "github:org/b#main"}}') },
  ],
  good: [
    file(`peft @ git+https://host.example/org/peft.git@${COMMIT}\n`),
    file(`a @ https://files.example/a-1.0.tar.gz#sha256=${'a'.repeat(64)}\n`),
    file(`a @ https://host.example/org/a/archive/${COMMIT}.zip\n`),
    file('./local/a-1.0-py3-none-any.whl\n-e .\ntorch==2.5.0\n'),
  ],
}
