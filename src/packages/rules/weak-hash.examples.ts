import type { RuleExamples } from '../../model/rule.ts'

const MD5 = 'd'.repeat(32)

export const examples: RuleExamples = {
  bad: [
    { path: 'requirements.txt', bytes: Buffer.from(`torch==2.5.0 --hash=md5:${MD5}\n`) },
    { path: 'requirements.txt', bytes: Buffer.from(`torch==2.5.0 --hash=sha224:${'e'.repeat(56)}\n`) },
    {
      path: 'requirements.txt',
      bytes: Buffer.from(`a @ https://files.example/a-1.0.tar.gz#sha1=${'e'.repeat(40)}\n`),
    },
    {
      path: 'explicit.txt',
      bytes: Buffer.from(
        `@EXPLICIT\nhttps://conda.example/conda-forge/linux-64/numpy-2.0.0-py312_0.conda#${MD5}\n`,
      ),
    },
  ],
  good: [
    { path: 'requirements.txt', bytes: Buffer.from(`torch==2.5.0 --hash=sha256:${'a'.repeat(64)}\n`) },
    { path: 'requirements.txt', bytes: Buffer.from('torch==2.5.0\n') },
    {
      path: 'explicit.txt',
      bytes: Buffer.from(
        `@EXPLICIT\nhttps://conda.example/conda-forge/linux-64/numpy-2.0.0-py312_0.conda#${'a'.repeat(64)}\n`,
      ),
    },
  ],
}
