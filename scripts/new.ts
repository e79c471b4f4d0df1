import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

// npm run new format <id>          a folder under src/artifacts and a line in src/formats.ts
// npm run new rule <format> <name> a rule and its examples, and a line in the format's list

const root = join(import.meta.dirname, '..')
const [kind, format = '', name = ''] = process.argv.slice(2)
const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

if (kind === 'format' && KEBAB.test(format)) newFormat(format)
else if (kind === 'rule' && KEBAB.test(format) && KEBAB.test(name)) newRule(format, name)
else {
  console.error('npm run new format <id>\nnpm run new rule <format> <name>\nnames are kebab-case')
  process.exitCode = 2
}

function newFormat(id: string): void {
  const folder = join(root, 'src/artifacts', id)
  create(
    join(folder, 'facts.ts'),
    `/** What the reader states about one ${id} file. */\nexport interface ${pascal(id)}Facts {\n  /** Bytes. */\n  readonly size: number\n}\n`,
  )
  create(
    join(folder, 'format.ts'),
    `import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import type { ${pascal(id)}Facts } from './facts.ts'

const MAGIC = Buffer.from('${id}', 'latin1')

export const ${camel(id)}: Format<${pascal(id)}Facts> = {
  id: '${id}',
  title: '${id}',
  extensions: [],
  onLoad: 'data',
  rules: [],
  claims: ({ head }: Sample): Claim => (head.subarray(0, MAGIC.length).equals(MAGIC) ? 'yes' : 'no'),
  *read({ bytes }) {
    yield { kind: 'facts', facts: { size: bytes.size } }
  },
}
`,
  )
  edit(join(root, 'src/formats.ts'), (text) =>
    `import { ${camel(id)} } from './artifacts/${id}/format.ts'\n${text}`.replace(
      /\n\]\n$/,
      `\n  ${camel(id)},\n]\n`,
    ),
  )
}

function newRule(id: string, rule: string): void {
  const folder = join(root, 'src/artifacts', id)
  const facts = `${pascal(id)}Facts`
  create(
    join(folder, 'rules', `${rule}.ts`),
    `import type { Rule } from '../../../model/rule.ts'
import type { ${facts} } from '../facts.ts'

export const ${camel(rule)}: Rule<${facts}> = {
  id: '${id}-${rule}',
  title: '',
  severity: 'medium',
  confidence: 'firm',
  since: '${version()}',
  description: '',
  remedy: '',
  references: [],
  *check(_facts, _path) {},
}
`,
  )
  create(
    join(folder, 'rules', `${rule}.examples.ts`),
    `import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [{ path: 'bad', bytes: Buffer.from('') }],
  good: [{ path: 'good', bytes: Buffer.from('') }],
}
`,
  )
  const list = (text: string): string =>
    text.includes('rules: []')
      ? text.replace('rules: []', `rules: [${camel(rule)}]`)
      : text.replace('rules: [', `rules: [${camel(rule)}, `)
  edit(
    join(folder, 'format.ts'),
    (text) => `import { ${camel(rule)} } from './rules/${rule}.ts'\n${list(text)}`,
  )
}

function create(path: string, text: string): void {
  if (existsSync(path)) throw new Error(`${relative(root, path)} exists`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`wrote ${relative(root, path)}`)
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`${relative(root, path)} has no list to add to`)
  writeFileSync(path, after)
  console.log(`edited ${relative(root, path)}; npm run format puts it in order`)
}

function version(): string {
  const { version: current } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return current
}

function pascal(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function camel(kebab: string): string {
  const type = pascal(kebab)
  return type[0]!.toLowerCase() + type.slice(1)
}
