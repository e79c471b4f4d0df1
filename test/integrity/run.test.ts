import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { assay } from '../cli/assay.ts'
import { guarded, MODEL, SHARDS, say } from './guarded.ts'

describe('assay run: a start with nothing to object to', () => {
  it('becomes the command: words, environment, folder, input, output and exit code', async () => {
    using g = await guarded()
    const code = `process.stdin.pipe(process.stdout);process.on('exit',()=>{
      console.error(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.MINE, process.pid,
        process.env.HF_HUB_OFFLINE, process.env.TRANSFORMERS_OFFLINE, process.env.ASSAY_GUARD_LOCK]));process.exitCode=7})`
    let pid: number | undefined
    const ended = await g.run(['--', ...say(code), '--model', 'models/m', '', '--', 'a b'], {
      env: { MINE: 'ä', TRANSFORMERS_OFFLINE: '0' },
      stdin: 'input',
      onStart: (child) => (pid = child.pid),
    })
    assert.deepEqual([ended.code, ended.stdout], [7, 'input'], ended.stderr)
    assert.deepEqual(JSON.parse(ended.stderr), [
      ['--model', 'models/m', '', '--', 'a b'],
      g.root,
      'ä',
      typeof process.execve === 'function' ? pid : JSON.parse(ended.stderr)[3],
      '1',
      '0',
      join(g.root, 'assay.lock'),
    ])
  })

  it('leaves signals as they are, and what they end', async () => {
    using g = await guarded()
    const ended = await g.run(['--', 'sh', '-c', 'kill -TERM $$; sleep 5'])
    assert.deepEqual([ended.code, ended.signal], [null, 'SIGTERM'])
    const other = await g.run(
      ['--', ...say("process.on('SIGTERM',()=>process.exit(9));setInterval(()=>{},1e3);console.log('up')")],
      { onStart: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')) },
    )
    assert.equal(other.code, 9)
    // What Node ignores for itself, the command must not.
    const pipe = await g.run(['--', 'sh', '-c', 'grep SigIgn /proc/self/status || true'])
    if (pipe.stdout !== '') assert.match(pipe.stdout, /SigIgn:\s+0+$/m)
  })

  it('takes the short way and the long one to the same end', async () => {
    using g = await guarded()
    const code = say('console.log(process.env.HF_HUB_OFFLINE, process.argv[1])')
    const short = await g.run(['--', ...code, 'x'])
    const long = await g.run(['--color', 'never', '--', ...code, 'x'])
    writeFileSync(join(g.root, 'assay.yml'), 'fail-on: high\n')
    const configured = await g.run(['--', ...code, 'x'])
    for (const ended of [short, long, configured])
      assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, '1 x\n', ''])
    const [a, b, c] = g.events().map((event) => ({ ...event, time: '', pid: 0, previous: '' }))
    assert.deepEqual(a, b)
    assert.deepEqual(b, c)
  })

  it('keeps standard output blocking for the command', async () => {
    using g = await guarded()
    // More than a pipe holds, written by a program that does not know of EAGAIN.
    for (const options of [[], ['--color', 'never']]) {
      const ended = await g.run([...options, '--', 'head', '-c', '3000000', '/dev/zero'])
      assert.deepEqual([ended.code, ended.stdout.length], [0, 3_000_000])
    }
  })

  it('starts a child where a process cannot become another one', async () => {
    using g = await guarded()
    const preload = join(g.root, 'preload.cjs')
    writeFileSync(preload, 'process.execve = undefined')
    const more = { env: { NODE_OPTIONS: `--require ${preload}` } }
    assert.deepEqual(
      [
        (await g.run(['--', 'sh', '-c', 'exit 7'], more)).code,
        (await g.run(['--', 'cat'], { ...more, stdin: 'in' })).stdout,
      ],
      [7, 'in'],
    )
    assert.equal((await g.run(['--', 'sh', '-c', 'kill -TERM $$'], more)).signal, 'SIGTERM')
    const passed = await g.run(
      ['--', 'sh', '-c', "trap 'exit 9' TERM; echo up; while :; do sleep 0.05; done"],
      {
        ...more,
        onStart: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')),
      },
    )
    assert.equal(passed.code, 9)
  })

  it('starts scripts as shells do, and says what cannot be started', async () => {
    using g = await guarded()
    for (const [name, text] of [
      ['plain', 'echo "$0 $1"'],
      ['broken', '#!/nowhere/at/all'],
    ] as const)
      writeFileSync(join(g.root, name), text, { mode: 0o755 })
    assert.equal((await g.run(['--', './plain', 'a'])).stdout, './plain a\n')
    const { code, stderr } = await g.run(['--', './broken'])
    assert.equal(code, 3)
    assert.match(stderr, /^assay: failed: /)
  })

  it('asks for the signature of the lock when it is told whose', async () => {
    using g = await guarded()
    for (const name of ['ours', 'theirs']) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      writeFileSync(join(g.root, `${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }))
      writeFileSync(join(g.root, `${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    }
    assert.deepEqual(await g.refused(['--lock-key', 'ours.pub']), ['lock-unsigned assay.lock'])
    assert.equal((await g.lock('--key', 'ours.key')).code, 0)
    await sleep(2100)
    for (let i = 0; i < 2; i++)
      assert.equal((await g.run(['--lock-key', 'ours.pub', '--', ...say('')])).code, 0)
    assert.equal(g.events().at(-1)?.['checked'], 'remembered')
    assert.deepEqual(await g.refused(['--lock-key', 'theirs.pub']), ['wrong-signer assay.lock.sig'])
    unlinkSync(join(g.root, 'assay.lock.sig'))
    assert.deepEqual(await g.refused(['--lock-key', 'ours.pub']), ['lock-unsigned assay.lock'])
    assert.equal((await g.run(['--lock-key', 'none.pub', '--', ...say('')])).code, 2)
  })

  it('finds no command before it looks at anything', async () => {
    using g = await guarded()
    const ended = await g.run(['--', 'no-such-command-here'])
    assert.equal(ended.code, 2)
    assert.match(ended.stderr, /no such command/)
    assert.equal((await g.run([])).code, 2)
    assert.equal((await g.run(['--'])).code, 2)
  })

  it('remembers what it has hashed, and still sees what has changed', async () => {
    using g = await guarded()
    await sleep(2100)
    for (const words of [['models/m'], ['models/m'], ['--paranoid']])
      assert.equal(
        (await g.run([...words.filter((w) => w.startsWith('-')), '--', ...say(''), ...words])).code,
        0,
      )
    assert.deepEqual(
      g.events().map((e) => e['checked']),
      ['hashed', 'remembered', 'hashed'],
    )
    const [file] = SHARDS
    const path = join(g.root, file)
    const { atime, mtime } = statSync(path)
    writeFileSync(path, 'ONE'.repeat(1000))
    utimesSync(path, atime, mtime)
    assert.deepEqual(await g.refused(), [`shard-changed ${file}`])
    writeFileSync(path, MODEL[file]!)
    writeFileSync(join(g.root, 'models/m/more.py'), '')
    assert.deepEqual(await g.refused(), ['unlisted-code models/m/more.py'])
  })
})

describe('assay run: what is remembered', () => {
  it('does not outlive a folder above the models that is exchanged', async () => {
    using g = await guarded()
    const [good, bad, link] = ['good', 'bad', 'current'].map((name) => join(g.root, '..', name))
    for (const [folder, text] of [
      [good!, '{}'],
      [bad!, '[]'],
    ] as const) {
      mkdirSync(join(folder, 'm'), { recursive: true })
      writeFileSync(join(folder, 'm/config.json'), text)
    }
    symlinkSync(good!, link!)
    const more = { env: { ASSAY_ROOT_MODELS: link! } }
    const lock = await assay(['lock', join(link!, 'm')], { cwd: g.root, env: { ...g.env, ...more.env } })
    assert.equal(lock.code, 0, lock.stderr)
    await sleep(2100)
    for (let i = 0; i < 2; i++) assert.equal((await g.run(['--', ...say('')], more)).code, 0)
    assert.equal(g.events().at(-1)?.['checked'], 'remembered')
    unlinkSync(link!)
    symlinkSync(bad!, link!)
    const path = '$ASSAY_ROOT_MODELS/m/config.json'
    assert.deepEqual(await g.refused([], [], more), [`content-changed ${path}`])
    assert.deepEqual(await g.refused([], [], { env: { ASSAY_ROOT_MODELS: bad! } }), [
      `content-changed ${path}`,
    ])
  })

  it('is nobody else’s: a memory that others may write to does not count', async () => {
    using g = await guarded()
    await sleep(2100)
    for (let i = 0; i < 2; i++) assert.equal((await g.run(['--', ...say('')])).code, 0)
    const folder = join(g.root, '../cache/assay/guard')
    const [stamp] = readdirSync(folder)
    assert.equal(statSync(join(folder, stamp!)).mode & 0o777, 0o600)
    chmodSync(join(folder, stamp!), 0o666)
    assert.equal((await g.run(['--', ...say('')])).code, 0)
    assert.deepEqual(
      g.events().map((e) => e['checked']),
      ['hashed', 'remembered', 'hashed'],
    )
  })
})
