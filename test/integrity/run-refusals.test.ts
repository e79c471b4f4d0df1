import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
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

import { guarded, MODEL, SHARDS, type Guarded, say } from './guarded.ts'

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
