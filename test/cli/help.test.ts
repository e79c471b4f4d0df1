import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CommandSpec } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { bash } from '../../src/cli/completion/bash.ts'
import { fish } from '../../src/cli/completion/fish.ts'
import { zsh } from '../../src/cli/completion/zsh.ts'
import { commandHelp, overview } from '../../src/cli/help.ts'
import { columns } from '../../src/text/wrap.ts'

const SCREEN = { lines: 50, columns: 80 }

function pages(list: readonly CommandSpec[], path = ''): { readonly path: string; readonly text: string }[] {
  return list.flatMap((command) => {
    const full = `${path}${command.name}`
    const below = 'commands' in command ? pages(command.commands, `${full} `) : []
    return [{ path: full, text: commandHelp(command, full) }, ...below]
  })
}

describe('help', () => {
  for (const { path, text } of [{ path: '', text: overview(commands) }, ...pages(commands)])
    it(`assay ${path} --help is one screen with examples before options`, () => {
      const lines = text.split('\n')
      assert.ok(lines.length <= SCREEN.lines, `${lines.length} lines`)
      for (const line of lines) assert.ok(columns(line) <= SCREEN.columns, line)
      assert.ok(text.indexOf('Examples:') > 0)
      if (text.includes('--help')) assert.ok(text.indexOf('Examples:') < text.indexOf('--help'))
    })

  it('every command has a file of its own', () => {
    const folder = join(import.meta.dirname, '../../src/cli/commands')
    const leaves = pages(commands).flatMap(({ path }) => {
      const spec = path
        .split(' ')
        .reduce<CommandSpec | undefined>(
          (at, name) =>
            (at && 'commands' in at ? at.commands : at ? [] : commands).find((c) => c.name === name),
          undefined,
        )
      return spec && 'load' in spec ? [`${path.replaceAll(' ', '-')}.ts`] : []
    })
    const files = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'))
    assert.deepEqual(files.toSorted(), leaves.toSorted())
  })
})

const scripts = { bash: bash(commands), zsh: zsh(commands), fish: fish(commands) }

/** What bash offers for the last word. */
function ask(words: readonly string[]): string {
  const line = words.map((word) => `'${word}'`).join(' ')
  const last = words.length - 1
  const script = `${scripts.bash}\nCOMP_WORDS=(${line}); COMP_CWORD=${last}; _assay; echo "\${COMPREPLY[*]}"`
  return spawnSync('/bin/bash', ['-c', script], { encoding: 'utf8' }).stdout.trim()
}

describe('completion', () => {
  for (const [shell, script] of Object.entries(scripts)) {
    it(`${shell} knows every command and every option of scan`, () => {
      for (const word of ['scan', 'rules', 'explain', 'doctor', 'fail-on', 'no-waivers', 'safetensors-only'])
        assert.ok(script.includes(word), word)
    })
    const path = ['/bin', '/usr/bin'].map((folder) => join(folder, shell)).find((file) => existsSync(file))
    it(`${shell} can read it`, { skip: path === undefined && `there is no ${shell} here` }, () => {
      const { status, stderr } = spawnSync(path!, ['-n'], { input: script, encoding: 'utf8' })
      assert.equal(status, 0, stderr)
    })
  }

  it('bash completes', { skip: !existsSync('/bin/bash') && 'there is no bash here' }, () => {
    assert.equal(ask(['assay', 'sc']), 'scan')
    assert.equal(ask(['assay', 'rules', '']), 'list show')
    assert.equal(ask(['assay', 'scan', '--fail-on', 'cr']), 'critical')
    assert.equal(ask(['assay', 'scan', '--exit']), '--exit-zero')
  })

  it('the version comes without loading the program', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string
    }
    const program = join(import.meta.dirname, '../../bin/assay.js')
    const { stdout } = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' })
    assert.equal(stdout, `assay ${manifest.version}\n`)
  })
})
