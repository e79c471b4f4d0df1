import type { Example, RuleExamples } from '../../model/rule.ts'

const HASH = `--hash=sha256:${'a'.repeat(64)}`

function file(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file(`torch==2.5.0 ${HASH}\nnumpy==2.0.0\n`),
    file(`torch>=2.5.0 ${HASH}\n`),
    file(`torch==2.5.0 ${HASH}\npeft @ git+https://host.example/peft.git@${'c'.repeat(40)}\n`),
    file(`--no-require-hashes\ntorch==2.5.0 ${HASH}\nnumpy==2.0.0 ${HASH}\n`),
    file('--require-hashes\ntorch==2.5.0\n'),
  ],
  good: [
    file(`torch==2.5.0 ${HASH} \\\n  ${HASH}\nnumpy==2.0.0 ${HASH}\n`),
    file('torch==2.5.0\nnumpy\n'),
    file(`-c constraints.txt\ntorch==2.5.0 ${HASH}\nnumpy\n`),
  ],
}
