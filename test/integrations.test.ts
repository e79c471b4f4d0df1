import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { parse } from 'yaml'

// What the integrations tell a CI system to run is read from their files and run in a scratch repository.

const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'assay-integrations-'))
after(() => rmSync(scratch, { recursive: true }))

interface Ran {
  readonly status: number | null
  readonly output: string
}

function bash(cwd: string, script: string, env: Readonly<Record<string, string>>): Ran {
  const { PATH = '', HOME = '' } = process.env
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH, HOME, XDG_CACHE_HOME: join(scratch, 'cache'), ...env },
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

function repository(name: string): string {
  const folder = join(scratch, name)
  cpSync(join(root, 'examples/support-agent'), folder, { recursive: true })
  git(folder, 'init', '-q', '-b', 'main')
  commit(folder)
  return folder
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org']
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8' }).trim()
}

function commit(folder: string): void {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'state')
}

function version(folder: string): number {
  return (JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')) as { version: number }).version
}

function addServer(folder: string): void {
  const path = join(folder, '.mcp.json')
  const config = JSON.parse(readFileSync(path, 'utf8')) as { mcpServers: Record<string, unknown> }
  config.mcpServers['mail'] = { command: 'npx', args: ['-y', '@meridian-labs/mail-server@1.0.0'] }
  writeFileSync(path, JSON.stringify(config, null, 2))
}

function hasGit(): boolean {
  return spawnSync('git', ['--version']).status === 0
}

describe('integrations', { skip: hasGit() ? false : 'there is no git here' }, () => {
  it('the GitHub Action writes, compares with the base of the pull request, and fails on what matters', () => {
    const folder = repository('github')
    const action = parse(readFileSync(join(root, 'integrations/github/action.yml'), 'utf8')) as {
      inputs: Record<string, { default: string }>
      runs: { steps: { env: Record<string, string>; run: string; shell: string }[] }
    }
    const [step] = action.runs.steps
    assert.ok(step && action.runs.steps.length === 1)
    assert.ok(!step.run.includes('${{'), 'inputs must not be pasted into the script')
    const summary = join(scratch, 'summary.md')
    const run = (inputs: Readonly<Record<string, string>>): Ran => {
      const env = Object.entries(step.env).map(([name, value]) => {
        const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1]
        assert.ok(input !== undefined && action.inputs[input], `${name} takes an input that is declared`)
        return [name, inputs[input] ?? action.inputs[input].default]
      })
      return bash(folder, step.run, {
        ...Object.fromEntries(env),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: join(root, 'integrations/github'),
        GITHUB_STEP_SUMMARY: summary,
      })
    }
    const first = run({})
    assert.equal(first.status, 0, first.output)
    assert.equal(version(folder), 1)
    commit(folder)
    assert.equal(run({ mode: 'check' }).status, 0)

    addServer(folder)
    assert.equal(run({ mode: 'check' }).status, 1)
    assert.equal(version(folder), 1)
    const changed = run({ base: 'HEAD', 'fail-on': 'security' })
    assert.equal(changed.status, 1, changed.output)
    assert.equal(version(folder), 2)
    assert.match(readFileSync(summary, 'utf8'), /\*\*added\*\* plugin `@meridian-labs\/mail-server`/)
    const bytes = readFileSync(join(folder, 'sbom.cdx.json'))
    assert.equal(run({}).status, 0)
    assert.deepEqual(readFileSync(join(folder, 'sbom.cdx.json')), bytes)
    assert.equal(run({ scan: 'true' }).status, 0)
  })

  it('the GitLab template checks by default', () => {
    const folder = repository('gitlab')
    const template = parse(readFileSync(join(root, 'integrations/gitlab/assay-sbom.yml'), 'utf8')) as {
      'assay-sbom': { variables: Record<string, string>; before_script: string[]; script: string[] }
    }
    const { variables, before_script, script } = template['assay-sbom']
    const run = (mode?: string): Ran =>
      bash(folder, [...before_script, ...script].join('\n'), {
        ...variables,
        ASSAY_HOME: root,
        ...(mode !== undefined && { SBOM_MODE: mode }),
      })
    assert.equal(run().status, 1, 'there is no document yet')
    assert.equal(run('update').status, 0)
    assert.equal(run().status, 0)
    assert.ok(existsSync(join(folder, 'sbom.cdx.json')))
  })

  it('the pre-commit hook rewrites the document and stops the commit once', () => {
    const folder = repository('hook')
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as {
      id: string
      entry: string
      language: string
      files?: string
    }[]
    const run = (id: string): Ran => {
      const hook = hooks.find((h) => h.id === id)
      assert.equal(hook?.language, 'script')
      return bash(folder, join(root, hook.entry), {})
    }
    assert.equal(run('assay-sbom').status, 1)
    assert.equal(run('assay-sbom').status, 0)
    assert.equal(run('assay-sbom-check').status, 0)
    addServer(folder)
    assert.equal(run('assay-sbom-check').status, 1)
    assert.equal(run('assay-sbom').status, 1)
    assert.equal(version(folder), 2)
    const files = new RegExp(hooks[0]!.files!.replace('(?i)', ''), 'i')
    for (const path of ['uv.lock', '.mcp.json', 'Dockerfile', 'requirements-dev.txt', 'models/x.safetensors'])
      assert.match(path, files)
  })
})
