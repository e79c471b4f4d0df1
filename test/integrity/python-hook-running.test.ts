import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assay } from '../cli/assay.ts'
import { HOOK, lockOf, put, python, workFolder, writeLock } from './python.ts'
import { newest, skip, PICKLE, OTHER, TRY, files, trials, all, interpreters } from './hook-trials.ts'

describe('the Python hook: in a running program', { skip }, () => {
  it('holds in threads, forks, pools, spawned workers and started interpreters', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'x.bin': OTHER, 'child.py': "import pickle; print(pickle.load(open('x.bin','rb')))\n" })
    writeFileSync(
      join(root, 'trials.py'),
      `${TRY}
import concurrent.futures, multiprocessing as mp
def work(path):
    load(path)
    return 'loaded'
def forked():
    pid = os.fork()
    if pid == 0:
        try: load('x.bin')
        except BaseException as error: os._exit(7 if error.code == 'unlisted-file' else 1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7 if hasattr(os, 'waitstatus_to_exitcode') else True
def child(*args):
    run = subprocess.run([sys.executable, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.returncode != 0 and b'unlisted-file' in run.stderr, (args, run)
if __name__ == '__main__':
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(load, 'models/m/weights.pkl') for _ in range(64)] + [pool.submit(load, 'x.bin') for _ in range(64)]
        print('threads', sum(j.exception() is None for j in jobs), sum(getattr(j.exception(), 'code', '') == 'unlisted-file' for j in jobs))
    trial('fork', forked)
    for method in ('fork', 'spawn', 'forkserver'):
        with mp.get_context(method).Pool(1) as pool:
            print(method, pool.apply(work, ('models/m/weights.pkl',)))
            trial(method, lambda: pool.apply(work, ('x.bin',)))
    trial('script', lambda: child('child.py'))
    trial('module', lambda: child('-m', 'child'))
    trial('code', lambda: child('-Ic', "import pickle; pickle.load(open('x.bin','rb'))"))
    trial('plain', lambda: subprocess.run([sys.executable, '-c', 'import sys; assert sys.argv == ["-c", "a"]', 'a'], check=True))
`,
    )
    for (const program of [newest!, ...interpreters.slice(1).slice(-1)]) {
      const { stdout, stderr } = await python(program, [HOOK, 'trials.py'], root)
      assert.deepEqual(
        stdout.trim().split('\n'),
        [
          'threads 64 64',
          'fork ok',
          ...['fork', 'spawn', 'forkserver'].flatMap((m) => [`${m} loaded`, `${m} unlisted-file`]),
          'script ok',
          'module ok',
          'code ok',
          'plain ok',
        ],
        stderr,
      )
    }
  })

  it('is not fooled by a signal handler or a finaliser that opens a file while another is judged', async () => {
    using folder = workFolder()
    const { root } = folder
    put(root, { 'models/big.bin': Buffer.alloc(64 << 20, 1), 'x.bin': OTHER })
    writeLock(root, lockOf(root, ['models']))
    writeFileSync(
      join(root, 'trials.py'),
      `${TRY}
import signal
seen = []
def handler(*_):
    try: load('x.bin'); seen.append('loaded')
    except BaseException as error: seen.append(error.code)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.005)
for _ in range(3): open('models/big.bin', 'rb').close()
signal.setitimer(signal.ITIMER_REAL, 0)
print(set(seen))
`,
    )
    const { stdout, stderr } = await python(newest!, [HOOK, 'trials.py'], root)
    assert.equal(stdout.trim(), "{'unlisted-file'}", stderr)
  })

  it('is no exception that a library catches, and says what to do', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'x.bin': OTHER })
    const swallow =
      "import pickle\ntry:\n    pickle.load(open('x.bin', 'rb'))\nexcept Exception:\n    print('went on')"
    const run = await python(newest!, [HOOK, '-c', swallow], root)
    assert.equal(run.code, 1)
    assert.equal(run.stdout, '')
    assert.match(
      run.stderr,
      /^assay: refused: x\.bin: is a pickle that is not in the lock \(unlisted-file\)\n {2}lock it/,
    )
    assert.match(run.stderr, /assay_guard\.AssayRefused: x\.bin: is a pickle/)
  })

  it('only reports with ASSAY_GUARD=warn, and is not there with off', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'x\u202e.bin': OTHER })
    const lines = ["load('x\\u202e.bin')", "load('x\\u202e.bin')"]
    const warned = await all(root, 'ok', lines, { env: { ASSAY_GUARD: 'warn' } })
    const events = warned.stderr.trim().split('\n')
    assert.equal(events.length, 1)
    assert.doesNotMatch(events[0]!, /\u202e/)
    const { level, event, code, path } = JSON.parse(events[0]!) as Record<string, unknown>
    assert.deepEqual([level, event, code, path], ['warn', 'refused', 'unlisted-file', 'x\u202e.bin'])
    const silent = await all(root, 'ok', lines, { env: { ASSAY_GUARD: 'off' } })
    assert.equal(silent.stderr, '')
  })

  it('obeys ASSAY_GUARD_ALLOW outside of the roots alone', async () => {
    using folder = workFolder()
    files(folder.root)
    put(folder.root, { 'data/x.npy': '\x93NUMPY', 'models/x.pkl': OTHER })
    const { results } = await trials(folder.root, ["open('data/x.npy')", "open('models/x.pkl')"], {
      env: { ASSAY_GUARD_ALLOW: `${folder.root}/data:${folder.root}/models` },
    })
    assert.deepEqual(Object.values(results), ['ok', 'unlisted-file'])
  })

  it('starts nothing without a lock that is whole, current and the one that was verified', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    const start = async (env: Record<string, string> = {}): Promise<string> => {
      const { code, stdout, stderr } = await python(newest!, [HOOK, '-c', "print('started')"], root, env)
      return code === 0 && stdout === 'started\n'
        ? 'started'
        : (/\((lock-[a-z]+|authority-[a-z]+)\)/.exec(stderr)?.[1] ?? stderr)
    }
    assert.equal(await start(), 'started')
    assert.equal(await start({ ASSAY_GUARD_LOCK: join(root, 'none') }), 'lock-missing')
    assert.equal(await start({ ASSAY_GUARD_LOCK_SHA256: '0'.repeat(64) }), 'lock-edited')
    const lock = lockOf(root, ['models'], { generation: 3 })
    const text = (): void => writeLock(root, lock)
    const edit = (from: string | RegExp, to: string): void => {
      text()
      const before = readFileSync(join(root, 'assay.lock'), 'utf8')
      const after = before.replace(from, to)
      assert.notEqual(after, before)
      writeFileSync(join(root, 'assay.lock'), after)
    }
    edit('"size": 21', '"size": 22')
    assert.equal(await start(), 'lock-edited')
    edit('"generation": 3', '"generation": 3,\n  "generation": 3')
    assert.equal(await start(), 'lock-unreadable')
    edit(/"path": "models\/m\/README.md"/, '"path": "../README.md"')
    assert.equal(await start(), 'lock-unreadable')
    edit('assay/lock/1', 'assay/lock/2')
    assert.equal(await start(), 'lock-unreadable')
    writeFileSync(join(root, 'assay.lock'), '['.repeat(100_000))
    assert.equal(await start(), 'lock-unreadable')
    text()
    assert.equal(await start(), 'started')
    const state = join(root, 'state')
    put(state, { [`assay/locks/${lock.id}`]: `\nseen 4 sha256:${'1'.repeat(64)}\n` })
    assert.equal(await start({ XDG_STATE_HOME: state }), 'lock-replayed')
    put(state, { [`assay/locks/${lock.id}`]: `seen 3 sha256:${'1'.repeat(64)}\n` })
    assert.equal(await start({ XDG_STATE_HOME: state }), 'lock-edited')
    put(state, { [`assay/locks/${lock.id}`]: `seen 9 sha256:${'1'.repeat(64)}\ntrust 3 ${lock.digest}\n` })
    assert.equal(await start({ XDG_STATE_HOME: state }), 'started')
    const [first, ...rest] = lock.artifacts
    writeLock(root, lockOf(root, ['models'], { artifacts: [{ ...first!, verdict: 'verified' }, ...rest] }))
    assert.equal(await start(), 'authority-missing')
  })

  it('runs programs as Python does', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, {
      'bin/show.py':
        "import sys, other\nprint(__name__, __file__, sys.argv, sys.path[0].split('/')[-1], __spec__ is None)\n",
      'bin/other.py': '',
      'pack/__init__.py': '',
      'pack/__main__.py':
        'import sys\nprint(__name__, __package__, sys.argv[1:], sys.path[0].split("/")[-1])\n',
      'dir/__main__.py': 'import sys\nprint(__name__, sys.argv, sys.path[0])\n',
      'exit.py':
        'import atexit, threading, time\natexit.register(print, "end")\nX = 1\nthreading.Thread(target=lambda: (time.sleep(.1), print(X))).start()\nraise SystemExit(5)\n',
      'main.py': 'class A: pass\nimport pickle\nprint(pickle.loads(pickle.dumps(A())).__class__ is A)\n',
    })
    for (const args of [
      ['bin/show.py', 'a', '-x'],
      ['-m', 'pack', '--lock', 'b'],
      ['dir', 'c'],
      ['-c', 'import sys; print(sys.argv, repr(sys.path[0]))', 'd'],
      ['exit.py'],
      ['main.py'],
    ])
      for (const options of [[], ['-I']]) {
        if (options.length > 0 && args[0] !== '-c' && args[0] !== 'main.py') continue
        const plain = await python(newest!, [...options, ...args], root)
        const guarded = await python(newest!, [...options, HOOK, ...args], root)
        const drop = (text: string): string => text.replace(/"?'?(?:\/[^ ,'")]*)+\/(?=root)/g, '')
        assert.deepEqual(
          [guarded.code, drop(guarded.stdout)],
          [plain.code, drop(plain.stdout)],
          `${args.join(' ')}: ${guarded.stderr}`,
        )
      }
  })
})

describe('the Python hook: started by assay run', { skip }, () => {
  it('starts Python with the hook and with the lock that it has verified', async () => {
    using folder = workFolder()
    const { root } = folder
    put(root, { 'models/m/weights.pkl': PICKLE, 'models/m/config.json': '{}' })
    const locked = await assay(['lock', 'models'], { cwd: root })
    assert.equal(locked.code, 0, locked.stderr)
    put(root, {
      'use.py': `${TRY}
trial('locked', lambda: load('models/m/weights.pkl'))
open('late.bin', 'wb').write(bytes.fromhex('${OTHER.toString('hex')}'))
trial('late', lambda: load('late.bin'))
trial('copied', lambda: [pickle.loads(pickle.dumps(kind('code', 'p', 'm'))).path for kind in (sys.modules['assay_guard'].AssayRefused, sys.modules['assay_guard'].AssayRefusedInWorker)])
trial('pinned', lambda: 1 / (len(os.environ['ASSAY_GUARD_LOCK_SHA256']) == 64))
`,
    })
    for (const words of [['use.py'], ['-I', 'use.py'], ['-m', 'use']]) {
      const run = await assay(['run', '--python-hook', '--', newest!, ...words], { cwd: root })
      assert.equal(run.stdout, 'locked ok\nlate unlisted-file\ncopied ok\npinned ok\n', run.stderr)
      assert.equal(run.code, 0)
    }
    // What has been hashed before Python started is not believed any longer than it stays the same.
    put(root, {
      'use.py': `${TRY}
trial('locked', lambda: load('models/m/weights.pkl'))
with open('models/m/weights.pkl', 'r+b') as stream: stream.write(bytes.fromhex('${OTHER.toString('hex')}'))
trial('changed', lambda: load('models/m/weights.pkl'))
`,
    })
    const run = await assay(['run', '--python-hook', '--', newest!, 'use.py'], { cwd: root })
    assert.equal(run.stdout, 'locked ok\nchanged content-changed\n', run.stderr)
  })
})

describe('the Python hook: agrees with the lock', { skip }, () => {
  const names = [
    'é/\u{1f600}.pkl',
    '\u{10ffff}/a.pkl',
    '\uffee.pkl',
    'soft\u00adhyphen.pkl',
    'a\u202eb.pkl',
    '\u{e0041}tag.pkl',
    'quote".pkl',
    'tab\tnew\nline.pkl',
    'del\x7f.pkl',
  ]

  it('on the digest of locks with names from all of Unicode, written by assay or formatted anew', async () => {
    using folder = workFolder()
    const { root } = folder
    put(root, Object.fromEntries(names.map((name) => [`m/${name}`, PICKLE])))
    const lock = lockOf(root, ['m'])
    writeLock(root, lock)
    await all(
      root,
      'ok',
      names
        .map((name) => `load(${JSON.stringify(`m/${name}`)})`)
        .filter((l) => !/[\u{10000}-\u{10ffff}]/u.test(l)),
    )
    writeFileSync(join(root, 'assay.lock'), JSON.stringify(lock))
    const { code, stderr } = await python(newest!, [HOOK, '-c', ''], root)
    assert.equal(code, 0, stderr)
  })

  it('on what is code, weights and loadable', async () => {
    const { isCode, isLoadable, isWeights, shardOf } = await import('../../src/integrity/loadable.ts')
    using folder = workFolder()
    const paths = (
      'a.py b.PY c.so.1.2 libx.so d.pyc e.safetensors F.GGUF g.bin h.json i.txt vocab.txt x-merges.txt README.md ' +
      'model-00001-of-00002.safetensors model.gguf.part1of3 x.tar y.pt.tar a/blobs/sha256-' +
      `${'0'.repeat(64)} variables.data-00000-of-00001 consolidated.00.pth __0_1.distcp checkpoint params ` +
      'model.001 model.gguf.001 x.gguf-split-aa models--a--b/refs/main manifests/r/l/m/latest .cache/huggingface/x.json ' +
      'a/.locks/b.json x.csv x.jsonl labels-en.txt tokenizer.model preset.ini chat_template.jinja .gitattributes x a. .py'
    ).split(' ')
    writeFileSync(join(folder.root, 'paths.json'), JSON.stringify(paths))
    const code =
      "import json, assay_guard as g\nprint(json.dumps([[bool(f(p)) for f in (g.is_code, g.is_weights, g.is_loadable, g._is_shard)] for p in json.load(open('paths.json'))]))"
    const { stdout, stderr } = await python(newest!, ['-c', code], folder.root, {
      PYTHONPATH: join(HOOK, '..'),
    })
    const expected = paths.map((p) => [isCode(p), isWeights(p), isLoadable(p), shardOf(p) !== undefined])
    assert.deepEqual(JSON.parse(stdout || '[]'), expected, stderr)
  })
})
