import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { commands } from '../src/cli/commands.ts'
import type { CommandSpec } from '../src/cli/command.ts'
import { commandHelp, overview } from '../src/cli/help.ts'
import { loadEventJsonSchema } from '../src/cli/guard/event-schema.ts'
import { verificationJsonSchema } from '../src/cli/integrity/verification-document.ts'
import { lockingJsonSchema, lockJsonSchema } from '../src/cli/integrity/lock/lock-schema.ts'
import { configJsonSchema } from '../src/config/schema.ts'
import type { RuleInfo } from '../src/model/rule.ts'
import { waiversJsonSchema } from '../src/policy/waiver-file.ts'
import { derivationJsonSchema } from '../src/report/derivation/schema.ts'
import { reportJsonSchema } from '../src/report/schema.ts'
import { ruleGroups, type RuleGroup } from '../src/rules.ts'

// Writes what is generated from the code: a page a rule, their index, the help text, JSON Schemas.
// `--check` writes nothing and fails when a file differs; a test does the same.

const root = join(import.meta.dirname, '..')

/** Path in the repository to content. */
export function generated(): Map<string, string> {
  return new Map([
    ['docs/rules/index.md', rulesIndex()],
    ...ruleGroups.flatMap((g) => g.rules.map((r) => [`docs/rules/${r.id}.md`, rulePage(r, g)] as const)),
    ['docs/help.txt', helpText()],
    ['schemas/report-1.schema.json', json(reportJsonSchema())],
    ['schemas/derivation-1.schema.json', json(derivationJsonSchema())],
    ['schemas/assay.schema.json', json(configJsonSchema())],
    ['schemas/lock-1.schema.json', json(lockJsonSchema())],
    ['schemas/locking-1.schema.json', json(lockingJsonSchema())],
    ['schemas/load-event-1.schema.json', json(loadEventJsonSchema())],
    ['schemas/waivers.schema.json', json(waiversJsonSchema())],
    ['schemas/verification-1.schema.json', json(verificationJsonSchema())],
  ])
}

/** Files that differ from what the code says, and pages of rules that are gone. */
export function outOfStep(): string[] {
  const files = generated()
  const stale = existing('docs/rules').filter((path) => !files.has(path))
  return [...[...files].flatMap(([path, text]) => (current(path) === text ? [] : path)), ...stale]
}

function rulesIndex(): string {
  const sections = ruleGroups.map(({ title, rules }) =>
    [
      `## ${title}`,
      '',
      '| rule | severity | confidence | what it says |',
      '| --- | --- | --- | --- |',
      ...rules.map((r) => `| [${r.id}](${r.id}.md) | ${r.severity} | ${r.confidence} | ${cell(r.title)} |`),
    ].join('\n'),
  )
  return `# Rules\n\nWritten by \`npm run docs\` from the rules themselves.\n\n${sections.join('\n\n')}\n`
}

function rulePage(rule: RuleInfo, { title }: RuleGroup): string {
  const { id, severity, confidence, since, description, remedy, references } = rule
  return [
    `# ${id}`,
    `**${rule.title}.**`,
    '| about | severity | confidence | since |\n| --- | --- | --- | --- |\n' +
      `| ${title} | ${severity} | ${confidence} | ${since} |`,
    description,
    `## What to do\n\n${remedy}`,
    references.length > 0 ? `## See\n\n${references.map((r) => `- ${r}`).join('\n')}` : '',
    `## Accepting it\n\nIn \`waivers.yml\`, with the digest of the very file that was looked at:\n\n` +
      '```yaml\nwaivers:\n' +
      `  - rule: ${id}\n    subject: sha256:<digest of the file>\n    reason: <why this is acceptable here>\n` +
      '    owner: <who answers for it>\n    expires: <YYYY-MM-DD>\n```',
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
}

function helpText(): string {
  return [overview(commands), ...commands.flatMap((c) => helpPages(c, c.name))].join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}

function helpPages(command: CommandSpec, path: string): string[] {
  const below = 'commands' in command ? command.commands : []
  return [commandHelp(command, path), ...below.flatMap((c) => helpPages(c, `${path} ${c.name}`))]
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function existing(folder: string): string[] {
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

function write(): void {
  const files = generated()
  mkdirSync(join(root, 'docs/rules'), { recursive: true })
  for (const path of existing('docs/rules')) if (!files.has(path)) rmSync(join(root, path))
  for (const [path, text] of files) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    for (const path of outOfStep()) {
      console.error(`${path} is out of step with the code: npm run docs`)
      process.exitCode = 1
    }
  } else write()
}
