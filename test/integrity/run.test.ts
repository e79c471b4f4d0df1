import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { sealed, lockText } from '../../src/integrity/lock/canonical.ts'
import type { Lock } from '../../src/integrity/lock/lock.ts'
import { assay } from '../cli/assay.ts'
import { guarded, MODEL, SHARDS, type Guarded } from './guarded.ts'

const say = (code: string): string[] => [process.execPath, '-e', code, '--']

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

describe('assay run: refuses, each with its own code', () => {
  const config = 'models/m/config.json'
  const cases: readonly (readonly [string, (g: Guarded) => void, readonly string[]])[] = [
    [
      'bytes changed in place, same size, time set back',
      ({ root }) => {
        const path = join(root, config)
        const { atime, mtime } = statSync(path)
        writeFileSync(path, '[]')
        utimesSync(path, atime, mtime)
      },
      [`content-changed ${config}`],
    ],
    [
      'a file of another size',
      ({ root }) => appendFileSync(join(root, config), ' '),
      [`size-changed ${config}`],
    ],
    [
      'a shard put in the place of another',
      ({ root }) => copyFileSync(join(root, SHARDS[1]), join(root, SHARDS[0])),
      [`shard-changed ${SHARDS[0]}`],
    ],
    [
      'a file that is a link now',
      ({ root }) => {
        renameSync(join(root, config), join(root, 'models/m/README.txt'))
        symlinkSync('README.txt', join(root, config))
      },
      [`link-changed ${config}`],
    ],
    [
      'a file that is a link out of the lock now, to the same bytes',
      ({ root }) => {
        renameSync(join(root, config), join(root, '../outside.json'))
        symlinkSync('../../../outside.json', join(root, config))
      },
      [`link-escapes ${config}`],
    ],
    [
      'an unlisted link out of the lock',
      ({ root }) => symlinkSync('/etc', join(root, 'models/m/data')),
      ['link-escapes models/m/data'],
    ],
    [
      'a folder that is a link out of the lock now',
      ({ root }) => {
        renameSync(join(root, 'models/m'), join(root, '../m'))
        symlinkSync('../../m', join(root, 'models/m'))
      },
      [
        'link-escapes models/m',
        ...Object.keys(MODEL)
          .filter((p) => !p.endsWith('.md'))
          .map((p) => `link-escapes ${p}`),
      ],
    ],
    [
      'a folder that is a link now, to the same bytes inside of the lock',
      ({ root }) => {
        renameSync(join(root, 'models/m'), join(root, 'm'))
        symlinkSync('../m', join(root, 'models/m'))
      },
      ['link-changed models/m'],
    ],
    [
      'an unlisted link to a folder that is locked',
      ({ root }) => symlinkSync('m', join(root, 'models/latest')),
      ['unlisted-file models/latest'],
    ],
    [
      'code added beside the weights',
      ({ root }) => writeFileSync(join(root, 'models/m/tokenization_x.py'), ''),
      ['unlisted-code models/m/tokenization_x.py'],
    ],
    [
      'compiled code that Python would take for a locked file',
      ({ root }) => {
        mkdirSync(join(root, 'models/m/__pycache__'))
        writeFileSync(join(root, 'models/m/__pycache__/modeling_x.cpython-312.pyc'), '')
      },
      ['unlisted-code models/m/__pycache__/modeling_x.cpython-312.pyc'],
    ],
    [
      'weights and settings that nobody locked',
      ({ root }) => {
        writeFileSync(join(root, 'models/adapter.safetensors'), '')
        writeFileSync(join(root, 'models/m/chat_template.jinja'), '')
      },
      ['unlisted-file models/adapter.safetensors', 'unlisted-file models/m/chat_template.jinja'],
    ],
    ['a file that is gone', ({ root }) => unlinkSync(join(root, config)), [`missing ${config}`]],
    [
      'all files gone',
      ({ root }) => rmSync(join(root, 'models'), { recursive: true }),
      Object.keys(MODEL)
        .filter((p) => !p.endsWith('.md'))
        .map((p) => `missing ${p}`),
    ],
    [
      'a folder in the place of a file',
      ({ root }) => {
        unlinkSync(join(root, config))
        mkdirSync(join(root, config))
      },
      [`unreadable ${config}`],
    ],
    [
      'a lock that somebody edited',
      ({ root }) => edit(root, (text) => text.replaceAll('modeling_x', 'modeling_y')),
      ['lock-edited assay.lock'],
    ],
    [
      'a lock of the same version with other content',
      ({ root }) =>
        edit(root, (text) => {
          const lock = JSON.parse(text) as Lock
          return lockText(sealed({ ...lock, artifacts: lock.artifacts.slice(1) }))
        }),
      ['lock-edited assay.lock'],
    ],
    ['a lock that is none', ({ root }) => edit(root, () => '{'), ['lock-unreadable assay.lock']],
    [
      'a lock that covers nothing',
      ({ root, state }) => {
        rmSync(state, { recursive: true, force: true })
        edit(root, (text) => lockText(sealed({ ...(JSON.parse(text) as Lock), roots: [], artifacts: [] })))
      },
      ['lock-empty assay.lock'],
    ],
    ['no lock', ({ root }) => unlinkSync(join(root, 'assay.lock')), ['lock-missing assay.lock']],
  ]
  for (const [what, tamper, expected] of cases)
    it(what, async () => {
      using g = await guarded()
      tamper(g)
      assert.deepEqual((await g.refused()).toSorted(), [...expected].toSorted())
      const [event] = g.events()
      assert.equal(event?.['outcome'], 'refused')
      assert.deepEqual(event['artifacts'], [])
      assert.equal((event['refusals'] as unknown[]).length, expected.length)
    })

  it('an old lock, once a newer one was seen', async () => {
    using g = await guarded()
    copyFileSync(join(g.root, 'assay.lock'), join(g.root, '../old.lock'))
    writeFileSync(join(g.root, 'models/m/new.json'), '{}')
    assert.equal((await g.lock()).code, 0)
    assert.equal((await g.run(['--', ...say('')])).code, 0)
    unlinkSync(join(g.root, 'models/m/new.json'))
    copyFileSync(join(g.root, '../old.lock'), join(g.root, 'assay.lock'))
    assert.deepEqual(await g.refused(), ['lock-replayed assay.lock'])
  })

  it('a file that may not be read', { skip: process.getuid?.() === 0 }, async () => {
    using g = await guarded()
    await sleep(10)
    chmodSync(join(g.root, config), 0)
    assert.deepEqual(await g.refused(['--paranoid']), [`unreadable ${config}`])
  })

  it('a file that changes while it is read', async () => {
    using g = await guarded()
    const path = join(g.root, 'models/m/big.bin')
    writeFileSync(path, '')
    truncateSync(path, 150_000_000)
    assert.equal((await g.lock()).code, 0)
    // The same bytes again and again: nothing but the moment tells.
    const timer = setInterval(() => utimesSync(path, new Date(), new Date()), 5)
    try {
      assert.deepEqual(await g.refused(['--paranoid']), ['changed-while-read models/m/big.bin'])
    } finally {
      clearInterval(timer)
    }
  })

  it('says it for people, too, with what to do', async () => {
    using g = await guarded()
    writeFileSync(join(g.root, 'models/m/x\u001b[2J.py'), '')
    const { code, stderr } = await g.run(['--', ...say('')])
    assert.equal(code, 1)
    assert.match(stderr, /^assay: refused: models\/m\/x\\x1b\[2J\.py: .+ \(unlisted-code\)\n {2}\S/)
  })

  it('and only says it on a dry run', async () => {
    using g = await guarded()
    assert.equal((await g.run(['--dry-run', '--', ...say('process.exit(5)')])).code, 0)
    unlinkSync(join(g.root, config))
    assert.equal((await g.run(['--dry-run', '--', ...say('process.exit(5)')])).code, 1)
  })
})

function edit(root: string, change: (text: string) => string): void {
  const path = join(root, 'assay.lock')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
