import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parseAllDocuments } from 'yaml'
import type { Invocation, Leaf } from '../src/cli/command.ts'
import { commands } from '../src/cli/commands.ts'
import { runCommand } from '../src/cli/program.ts'
import { pythonCommand } from '../src/integrity/guard/python-command.ts'

// The manifests of docs/deploy.md: what holds them up, and that each command line in them is one that Assay understands.

const folder = join(import.meta.dirname, '../docs/deploy')
const page = join(folder, '../deploy.md')
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
const BY_DIGEST = /^registry\.example\/[\w./:-]+@sha256:[0-9a-f]{64}$/

type Node = Readonly<Record<string, unknown>>

/** Every object in a document. */
function* objects(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Node
  for (const inner of Object.values(value)) yield* objects(inner)
}

function documents(name: string): Node[] {
  return parseAllDocuments(text(name), { uniqueKeys: true }).map((document) => {
    assert.ok('errors' in document && document.errors.length === 0, name)
    return document.toJS() as Node
  })
}

/** What the real parser makes of a command line; it throws for an option that is not there. */
async function parsed(words: readonly string[]): Promise<{ readonly name: string } & Invocation> {
  const [program = '', name = '', ...rest] = words
  assert.match(program, /^(?:\/opt\/assay\/bin\/)?assay$/)
  const spec = commands.find((c) => c.name === name)
  assert.ok(spec && 'load' in spec, `assay ${name}`)
  let found: Invocation | undefined
  const load: Leaf['load'] = async () => async (invocation) => {
    found = invocation
    return 0
  }
  const nobody = {} as Invocation['io']
  assert.equal(await runCommand({ ...spec, load }, rest, nobody), 0)
  assert.ok(found)
  return { name, ...found }
}

async function isGuardedStart(words: readonly string[]): Promise<void> {
  const { name, args, options } = await parsed(words)
  assert.equal(name, 'run')
  assert.ok(args.length > 0)
  assert.equal(options['pythonHook'], true)
  assert.equal(options['lock'], '/etc/assay/assay.lock')
  assert.deepEqual(options['lockKey'], ['/etc/assay/lock.pub'])
  const scriptOf = (program: string): string[] => ['/usr/bin/python3', `/usr/bin/${program}`]
  assert.ok(pythonCommand(args, '/hook.py', scriptOf).hooked, args.join(' '))
}

async function isCheck(words: readonly string[]): Promise<void> {
  const { name, options } = await parsed(words)
  assert.equal(name, 'lock')
  assert.equal(options['check'], true)
  assert.equal(options['lock'], '/etc/assay/assay.lock')
}

describe('manifests of deployments', () => {
  for (const name of ['kubernetes.yaml', 'kserve.yaml'])
    it(`${name}: checks first, starts through the guard, may write to nothing that is loaded`, async () => {
      const all = documents(name).flatMap((document) => [...objects(document)])
      const containers = all.filter((o) => typeof o['image'] === 'string')
      assert.equal(containers.length, 2)
      for (const container of containers) {
        assert.match(String(container['image']), BY_DIGEST)
        const security = container['securityContext'] as Node
        assert.equal(security['allowPrivilegeEscalation'], false)
        assert.equal(security['readOnlyRootFilesystem'], true)
        assert.deepEqual(security['capabilities'], { drop: ['ALL'] })
        const mounts = container['volumeMounts'] as Node[]
        for (const mount of mounts.filter((m) => m['name'] === 'models' || m['name'] === 'lock'))
          assert.equal(mount['readOnly'], true)
        assert.equal(mounts.filter((m) => m['readOnly'] === true).length, 2)
        const env = new Map((container['env'] as Node[]).map((e) => [e['name'], e['value']]))
        assert.equal(env.get('ASSAY_ROOT_MODELS'), mounts.find((m) => m['name'] === 'models')?.['mountPath'])
      }
      const pod = all.find((o) => Array.isArray(o['initContainers']))!
      assert.equal(pod['automountServiceAccountToken'], false)
      assert.equal((pod['securityContext'] as Node)['runAsNonRoot'], true)
      const names = new Set((pod['volumes'] as Node[]).map((v) => v['name']))
      for (const container of containers)
        for (const mount of container['volumeMounts'] as Node[]) assert.ok(names.has(mount['name']))
      const claim = (pod['volumes'] as Node[]).find((v) => v['name'] === 'models')!
      assert.equal((claim['persistentVolumeClaim'] as Node)['readOnly'], true)
      const [check] = pod['initContainers'] as Node[]
      const [server] = pod['containers'] as Node[]
      await isCheck(check!['command'] as string[])
      await isGuardedStart([...(server!['command'] as string[]), ...(server!['args'] as string[])])
      const env = JSON.stringify(server!['env'])
      assert.match(env, /"HF_HUB_OFFLINE","value":"1"/)
      assert.deepEqual(
        (check!['volumeMounts'] as Node[]).filter((m) => m['name'] === 'cache' || m['name'] === 'state'),
        (server!['volumeMounts'] as Node[]).filter((m) => m['name'] === 'cache' || m['name'] === 'state'),
      )
    })

  it('kubernetes.yaml: the server reaches nobody', () => {
    const policy = documents('kubernetes.yaml').find((d) => d['kind'] === 'NetworkPolicy')!
    const spec = policy['spec'] as Node
    assert.deepEqual(spec['egress'], [])
    assert.deepEqual(spec['policyTypes'], ['Ingress', 'Egress'])
  })

  it('compose.yaml: starts through the guard, mounts models and lock read-only', async () => {
    const [document] = documents('compose.yaml')
    const service = (document!['services'] as Readonly<Record<string, Node>>)['model']!
    assert.match(String(service['image']), BY_DIGEST)
    assert.equal(service['read_only'], true)
    assert.deepEqual(service['cap_drop'], ['ALL'])
    await isGuardedStart([...(service['entrypoint'] as string[]), ...(service['command'] as string[])])
    for (const volume of service['volumes'] as Node[])
      assert.equal(volume['read_only'] ?? false, volume['type'] === 'bind')
    for (const port of service['ports'] as string[]) assert.match(port, /^127\.0\.0\.1:/)
  })

  it('Dockerfile: entry point and command are one guarded start, as a user without rights', async () => {
    const source = text('Dockerfile')
    const words = (instruction: string): string[] =>
      JSON.parse(new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(source)?.[1] ?? '[]') as string[]
    await isGuardedStart([...words('ENTRYPOINT'), ...words('CMD')])
    assert.match(source, /^USER 10001:10001$/m)
    for (const name of ['Dockerfile', 'tools.Dockerfile'])
      for (const [, image] of text(name).matchAll(/^(?:FROM|COPY --from=)\s*(\S+)/gm))
        if (image !== 'scratch' && image !== 'build') assert.match(image!.replace(/^--from=/, ''), BY_DIGEST)
    for (const [, image] of source.matchAll(/--from=(\S+)/g)) assert.match(image!, BY_DIGEST)
  })

  it('chat.service: checks, starts through the guard, is hardened', async () => {
    const lines = text('chat.service')
      .split('\n')
      .filter((l) => /^\w+=/.test(l))
    const value = (key: string): string | undefined =>
      lines.find((l) => l.startsWith(`${key}=`))?.slice(key.length + 1)
    await isCheck(value('ExecStartPre')!.split(' '))
    await isGuardedStart(value('ExecStart')!.split(' '))
    assert.equal(value('Type'), 'exec')
    assert.equal(value('NoNewPrivileges'), 'yes')
    assert.equal(value('ProtectSystem'), 'strict')
    assert.equal(value('RestartPreventExitStatus'), '1 2')
    assert.match(value('ReadOnlyPaths')!, /^\/srv\/models \/etc\/assay /)
  })

  it('no manifest names a tag that moves, a host path of everybody, or an image without digest', () => {
    for (const name of readdirSync(folder)) {
      assert.doesNotMatch(text(name), /:latest\b|hostPath|privileged: true|docker\.sock/, name)
      for (const [, image] of text(name).matchAll(/^\s*image:\s*(\S+)$/gm))
        assert.match(image!, BY_DIGEST, name)
    }
  })

  // UPDATE_GOLDEN=1 writes the page anew.
  it('the page shows the files as they are', () => {
    const source = readFileSync(page, 'utf8')
    const language: Readonly<Record<string, string>> = {
      yaml: 'yaml',
      service: 'ini',
      Dockerfile: 'dockerfile',
    }
    const expected = source.replaceAll(
      /<!-- deploy\/(\S+) -->(?:\n\n```\w+\n[^]*?\n```)?/g,
      (_, name: string) =>
        `<!-- deploy/${name} -->\n\n\`\`\`${language[name.split('.').at(-1)!]}\n${text(name).trimEnd()}\n\`\`\``,
    )
    if (process.env['UPDATE_GOLDEN']) writeFileSync(page, expected)
    assert.equal(source, expected, 'UPDATE_GOLDEN=1 accepts the files')
    for (const [, link] of source.matchAll(/\]\(([\w./-]+)\)/g))
      assert.ok(existsSync(join(page, '..', link!)), link)
  })
})
