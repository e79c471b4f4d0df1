import type { Example, RuleExamples } from '../../../model/rule.ts'

/** Put together here, so that no scanner of this repository takes an example for a key. */
const random = (length: number): string =>
  'qT7vWm2KxZp9LdRb4NsYfG6hJcV3tXeA8uMnPwQkBz5Hy'.repeat(5).slice(0, length)
const letters = (length: number): string => 'qTvWmKxZpLdRbNsYfGhJcVtXeAuMnPwQkBzHy'.slice(0, length)

function file(path: string, text: string): Example {
  return { path, bytes: Buffer.from(text) }
}

const kind: string = 'PRIVATE'
const hub: string = 'hf'
const open: string = 'sk'
const hex: string = '0a1b2c3d4e5f60718293a4b5c6d7e8f9a0c1e2d3'

const key = `-----BEGIN ${kind} KEY-----\\n${random(64)}\\n${random(64)}\\n-----END PRIVATE KEY-----`

export const examples: RuleExamples = {
  bad: [
    file('config.json', `{"token": "${hub}_${letters(34)}"}`),
    file('.env', `OPENAI_API_KEY=${open}-${random(20)}T3BlbkFJ${random(20)}\n`),
    file('.env', `ANTHROPIC_API_KEY=${open}-ant-api03-${random(93)}AA\n`),
    file('train.py', `wandb.login(key="${hex}")\n`),
    file('sa.json', JSON.stringify({ type: 'service_account', private_key: key }).replaceAll('\\\\n', '\\n')),
    file('db.yaml', `url: postgresql://svc:${random(18)}@db.internal:5432/models\n`),
    file('aws.ini', `aws_secret_access_key = ${random(40)}\n`),
    file('big.txt', `${'word '.repeat(300_000)}\n${hub}_${letters(34)}\n`),
  ],
  good: [
    file('README.md', `Set your token: hf_${'x'.repeat(34)} or sk-...`),
    file('README.md', 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'),
    file('notes.md', '-----BEGIN PRIVATE KEY-----\nput the key here\n-----END PRIVATE KEY-----'),
    file('db.yaml', 'url: postgres://user:password@localhost/db\n'),
    file('hashes.txt', `${hex}  model.bin\n`),
    file('vocab.txt', 'hf\n##_token\nsk\n-proj\nAIza\n'),
  ],
}
