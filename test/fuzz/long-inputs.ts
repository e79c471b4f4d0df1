import type { Seed } from './seeds.ts'

/** What once took minutes, or more memory than there is: too large to be kept as files. */
export const longInputs: readonly Seed[] = [
  text('chains.py', `import openai\n${'a='.repeat(100_000)}1`),
  text('attributes.py', `import transformers\nx = a${'.b'.repeat(50_000)}`),
  text('lines.py', `import transformers\nx = (\n${'# cell 1\n'.repeat(10_000)}`),
  text('config.pbtxt', `backend: "${'\\"'.repeat(50_000)}\n${'a.'.repeat(50_000)}\n`),
  text('Makefile', `A0 = model\n${doubled((i) => `A${i + 1} = $(A${i})$(A${i})`)}x:\n\thf download $(A40)\n`),
  text('run.sh', `A0=model\n${doubled((i) => `A${i + 1}=$A${i}$A${i}`)}hf download $A40\n`),
  text('.env', `A0=model\n${doubled((i) => `A${i + 1}=$A${i}$A${i}`)}OPENAI_MODEL=$A40\n`),
]

function text(path: string, content: string): Seed {
  return { kind: 'text', path, bytes: Buffer.from(content) }
}

function doubled(line: (i: number) => string): string {
  return Array.from({ length: 40 }, (_, i) => `${line(i)}\n`).join('')
}
