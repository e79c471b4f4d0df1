import type { RuleExamples } from '../../model/rule.ts'

const HASH = `--hash=sha256:${'a'.repeat(64)}`
const LOCK = 'version = 1\n\n[[package]]\nname = "torch"\nversion = "2.5.0"\n'

export const examples: RuleExamples = {
  bad: [
    { path: 'requirements.txt', bytes: Buffer.from('torch==2.5.0\nnumpy\n') },
    {
      path: 'uv.lock',
      bytes: Buffer.from(`${LOCK}source = { registry = "https://packages.example/simple" }\n`),
    },
  ],
  good: [
    { path: 'requirements.txt', bytes: Buffer.from(`torch==2.5.0 ${HASH}\n`) },
    // Nothing is pinned here, which is another matter.
    { path: 'requirements.txt', bytes: Buffer.from('numpy\n') },
    {
      path: 'environment.yml',
      bytes: Buffer.from('channels:\n  - conda-forge\ndependencies:\n  - numpy==2.0.0\n'),
    },
    {
      path: 'uv.lock',
      bytes: Buffer.from(
        `${LOCK}source = { registry = "https://packages.example/simple" }\nsdist = { url = "https://files.example/torch-2.5.0.tar.gz", hash = "sha256:${'a'.repeat(64)}" }\n`,
      ),
    },
  ],
}
