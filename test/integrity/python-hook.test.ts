import assert from 'node:assert/strict'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assay } from '../cli/assay.ts'
import { HOOK, lockOf, put, python, pythons, workFolder, writeLock, type PythonRun } from './python.ts'

const [newest, ...others] = pythons()
const skip = newest === undefined ? 'no CPython 3.8 or later on this machine' : false
if (skip) console.log(`python hook: skipped: ${skip}`)

/** Protocol 4, `{'a': 1}`. */
const PICKLE = Buffer.from('80049509000000000000007d948c0161944b01732e', 'hex')
const OTHER = Buffer.from('80049509000000000000007d948c0161944b02732e', 'hex')
/** Protocol 0: `print("ran")`. */
const CALL = "c__builtin__\nprint\n(S'ran'\ntR."
const SAFETENSORS = Buffer.concat([
  Buffer.from([64, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.padEnd(64)),
  Buffer.alloc(4),
])

/** Tries each line by itself and prints a line for it: `ok`, the code of the refusal, or the error. */
const TRY = `
import json, os, pickle, io, sys, threading, mmap, subprocess
import pathlib, importlib, zipfile
def load(path): return pickle.load(open(path, 'rb'))
def trial(name, action):
    try:
        action()
        print(name, 'ok')
    except BaseException as error:
        print(name, getattr(error, 'code', type(error).__name__))
`

function files(root: string): void {
  put(root, {
    'models/m/weights.pkl': PICKLE,
    'models/m/model.safetensors': SAFETENSORS,
    'models/m/config.json': '{"model_type":"m"}',
    'models/m/modeling.py': 'VALUE = 1\n',
    'models/m/README.md': 'words',
    'models/blobs/aa': PICKLE,
  })
  symlinkSync('../blobs/aa', join(root, 'models/m/linked.pkl'))
  writeLock(root, lockOf(root, ['models']))
}

async function trials(
  root: string,
  lines: readonly string[],
  {
    program = newest!,
    env = {},
    options = [],
  }: { program?: string; env?: Record<string, string>; options?: string[] } = {},
): Promise<PythonRun & { readonly results: Readonly<Record<string, string>> }> {
  const body = lines.map((line) => `trial(${JSON.stringify(line)}, lambda: ${line})`)
  writeFileSync(
    join(root, 'trials.py'),
    `${TRY}\nif __name__ == '__main__':\n${body.map((b) => `    ${b}\n`).join('')}`,
  )
  const run = await python(program, [HOOK, ...options, 'trials.py'], root, env)
  assert.equal(run.code, 0, run.stderr)
  const results = Object.fromEntries(
    run.stdout
      .split('\n')
      .filter((l) => / \S+$/.test(l))
      .map((l) => [l.slice(0, l.lastIndexOf(' ')), l.slice(l.lastIndexOf(' ') + 1)]),
  )
  return { ...run, results }
}

/** All lines have this outcome. */
async function all(
  root: string,
  outcome: string,
  lines: readonly string[],
  options = {},
): Promise<PythonRun> {
  const run = await trials(root, lines, options)
  assert.deepEqual(run.results, Object.fromEntries(lines.map((line) => [line, outcome])), run.stderr)
  return run
}

describe('the Python hook', { skip }, () => {
  for (const program of newest === undefined ? [] : [newest, ...others])
    it(`lets pass what is locked, with ${program.split('/').at(-3)}`, async () => {
      using folder = workFolder()
      files(folder.root)
      await all(
        folder.root,
        'ok',
        [
          "load('models/m/weights.pkl')",
          "load('models/m/linked.pkl')",
          "load('models/blobs/aa')",
          "load(pathlib.Path('models/m/weights.pkl'))",
          "load(b'models/m/weights.pkl')",
          "load('models/m/../m/weights.pkl')",
          "open('models/m/model.safetensors', 'rb').read()",
          "json.load(open('models/m/config.json'))",
          "open('models/m/README.md').read()",
          "open('models/m/notes.log', 'w').write('x')",
          "open('models/m/notes.log').read()",
          "sys.path.insert(0, 'models/m') or importlib.import_module('modeling')",
          'subprocess.run([sys.executable, "--version"], check=True, stdout=subprocess.DEVNULL)',
          'importlib.import_module("unittest.mock").mock_open()',
        ],
        { program },
      )
      put(folder.root, { 'models/m/weights.pkl': OTHER, 'models/m/modeling.py': 'VALUE = 2\n' })
      await all(
        folder.root,
        'content-changed',
        [
          "load('models/m/weights.pkl')",
          "load(os.open('models/m/weights.pkl', os.O_RDONLY))",
          "sys.path.insert(0, 'models/m') or importlib.import_module('modeling')",
        ],
        { program },
      )
      put(folder.root, { 'models/m/new.pkl': PICKLE, 'elsewhere/x.pkl': OTHER, 'elsewhere/y': CALL })
      await all(
        folder.root,
        'unlisted-file',
        ["load('models/m/new.pkl')", "load('elsewhere/x.pkl')", "load('elsewhere/y')"],
        { program },
      )
    })

  it('sees every way to open a file', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'out/x.bin': OTHER })
    symlinkSync('x.bin', join(root, 'out/link'))
    await all(root, 'unlisted-file', [
      "io.open('out/x.bin', 'rb')",
      "io.FileIO('out/x.bin')",
      "io.open_code(os.path.abspath('out/x.bin'))",
      "os.open('out/x.bin', os.O_RDONLY)",
      "os.open('out/x.bin', os.O_RDWR)",
      "open('out/x.bin', 'r+b')",
      "os.open('x.bin', os.O_RDONLY, dir_fd=os.open('out', os.O_RDONLY | os.O_DIRECTORY))",
      "pathlib.Path('out/x.bin').read_bytes()",
      "open(b'out/x.bin', 'rb')",
      "open('out/link', 'rb')",
      "open('models/../out/x.bin', 'rb')",
      "[os.chdir('out'), open('x.bin', 'rb')]",
      "[os.chdir('..'), open('out/x.bin', 'rb', opener=lambda p, f: os.open(p, f))]",
      "open('/proc/self/cwd/out/x.bin', 'rb')",
      "[threading.Thread(target=print), load('out/x.bin')]",
    ])
  })

  it('judges descriptors, deleted files and memory that is no file by what they hold', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'out/x.bin': OTHER, 'out/locked': PICKLE })
    // Another program opens them first, so that the guard sees nothing but a descriptor.
    writeFileSync(
      join(root, 'pass.py'),
      `import os, sys
fds = [os.open('out/x.bin', os.O_RDONLY), os.open('out/locked', os.O_RDONLY)]
deleted = os.open('out/y', os.O_CREAT | os.O_RDWR); os.write(deleted, open('out/x.bin', 'rb').read()); os.unlink('out/y')
memory = os.memfd_create('m'); os.write(memory, open('out/x.bin', 'rb').read())
for fd in fds + [deleted, memory]: os.set_inheritable(fd, True)
os.environ['FDS'] = ' '.join(map(str, fds + [deleted, memory]))
os.execv(sys.executable, [sys.executable, sys.argv[1], 'use.py'])
`,
    )
    writeFileSync(
      join(root, 'use.py'),
      `${TRY}
unlisted, locked, deleted, memory = map(int, os.environ['FDS'].split())
trial('locked', lambda: pickle.load(open(locked, 'rb')))
for name in ('unlisted', 'deleted', 'memory'):
    fd = globals()[name]
    trial(name, lambda: open(fd, 'rb', closefd=False))
    trial(name, lambda: io.FileIO(fd, closefd=False))
    trial(name, lambda: os.fdopen(fd, 'rb', closefd=False))
    trial(name, lambda: open('/proc/self/fd/%d' % fd, 'rb'))
    trial(name, lambda: open('/dev/fd/%d' % fd, 'rb'))
    trial(name, lambda: mmap.mmap(fd, 0, access=mmap.ACCESS_READ))
`,
    )
    const { stdout, stderr } = await python(newest!, ['pass.py', HOOK], root)
    const expected = [
      'locked ok',
      ...['unlisted', 'deleted', 'memory'].flatMap((n) => Array(6).fill(`${n} unlisted-file`)),
    ]
    assert.deepEqual(stdout.trim().split('\n'), expected, stderr)
  })

  it('knows weights and pickles by their content, wherever they lie and whatever they are called', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, {
      'a/photo.jpg': OTHER,
      'a/notes.txt': CALL,
      'a/pops': `${'I1\n0'.repeat(900)}${CALL}`,
      'a/list': "(lp0\nS'a'\np1\na.",
      'a/tensors': Buffer.concat([SAFETENSORS.subarray(0, -4), Buffer.from('abcd')]),
      'a/g.txt': Buffer.from('GGUF\x03\0\0\0'),
      'a/h.dat': Buffer.from('\x89HDF\r\n\x1a\n....', 'latin1'),
      'a/n.csv': Buffer.from('\x93NUMPY\x01\0', 'latin1'),
      'a/torn.pt': Buffer.from([1, 2, 3, 0]),
      'a/z.pkl.gz': Buffer.from([0x1f, 0x8b, 8, 0]),
      'a/module.py': OTHER,
    })
    const make =
      "import zipfile\nz=zipfile.ZipFile('a/zip','w');z.writestr('archive/data.pkl','x');z.close()\nz=zipfile.ZipFile('a/npz','w');z.writestr('w.npy','x');z.close()\n"
    await python(newest!, ['-c', make], root)
    const names = 'photo.jpg notes.txt pops list tensors g.txt h.dat n.csv torn.pt z.pkl.gz module.py zip npz'
    await all(
      root,
      'unlisted-file',
      names.split(' ').map((name) => `open('a/${name}', 'rb')`),
    )
  })

  it('leaves other files of a program alone', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, {
      'a/words.txt': 'cat\ncow\ncrab\ncrow\n',
      'a/prose.txt': 'I am a text.\nNothing else.\n',
      'a/data.csv': 'a,b\n1,2\n',
      'a/numbers': '1\n2\n3\n',
      'a/empty.pt': '',
      'a/readme.pt': 'é um texto\n',
      'a/log': '(info) started\n]done.\n',
      'a/helper.py': 'VALUE = 3\n',
      'a/conf.json': '{}',
      'a/raw.bin': Buffer.from([0, 1, 2, 3, 4, 5]),
    })
    await python(
      newest!,
      ['-c', "import zipfile;z=zipfile.ZipFile('a/p-1.whl','w');z.writestr('p/data/x.npy','x');z.close()"],
      root,
    )
    const names =
      'words.txt prose.txt data.csv numbers empty.pt readme.pt log helper.py conf.json raw.bin p-1.whl'
    await all(root, 'ok', [
      ...names.split(' ').map((name) => `open('a/${name}', 'rb').read()`),
      "sys.path.insert(0, 'a') or importlib.import_module('helper')",
      // What this process has serialised, it may read.
      "[pickle.dump([1], open('a/own.pkl', 'wb')), load('a/own.pkl')]",
      "[os.rename('a/own.pkl', 'a/moved.pkl'), load('a/moved.pkl')]",
      'importlib.import_module("tempfile").TemporaryFile().read()',
      'subprocess.run(["cat", "a/words.txt"], check=True, stdout=subprocess.DEVNULL)',
      '(lambda ends: [ends[0].send({1: 2}), ends[1].recv()])(importlib.import_module("multiprocessing").Pipe())',
    ])
  })

  it('takes no bytes that were written without being serialised here: downloads and uploads', async () => {
    using folder = workFolder()
    files(folder.root)
    put(folder.root, { source: OTHER.toString('latin1') })
    await all(folder.root, 'unlisted-file', [
      `[open('got.pkl', 'wb').write(bytes.fromhex('${OTHER.toString('hex')}')), load('got.pkl')]`,
    ])
  })

  it('refuses code of models, bytecode without source, native modules; bytecode beside source counts as absent', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    const cache = 'home/.cache/huggingface/modules/transformers_modules/m'
    put(root, {
      'models/m/extra.py': 'X = 1\n',
      'models/m/evil.pyc': 'x',
      'models/m/native.so': '\x7fELF',
      [`${cache}/modeling.py`]: 'VALUE = 1\n',
      [`${cache}/__init__.py`]: '',
      [`${cache}/other.py`]: 'VALUE = 2\n',
    })
    const env = { HOME: join(root, 'home') }
    await all(
      root,
      'unlisted-code',
      [
        "sys.path.insert(0, 'models/m') or importlib.import_module('extra')",
        "importlib.import_module('evil')",
        "importlib.import_module('native')",
        "importlib.import_module('ctypes').CDLL(os.path.abspath('models/m/native.so'))",
        `sys.path.insert(0, '${cache}') or importlib.import_module('other')`,
      ],
      { env },
    )
    await all(root, 'ok', [`sys.path.insert(0, '${cache}/..') or importlib.import_module('m.modeling')`], {
      env,
    })
    const compiled = `import py_compile, os
s = os.stat('models/m/modeling.py'); text = open('models/m/modeling.py').read()
open('models/m/modeling.py', 'w').write('VALUE = 9\\n')
os.utime('models/m/modeling.py', ns=(s.st_atime_ns, s.st_mtime_ns)); py_compile.compile('models/m/modeling.py')
open('models/m/modeling.py', 'w').write(text); os.utime('models/m/modeling.py', ns=(s.st_atime_ns, s.st_mtime_ns))`
    await python(newest!, ['-c', compiled], root, { PYTHONDONTWRITEBYTECODE: '' })
    await all(root, 'ok', [
      "sys.path.insert(0, 'models/m') or 1 / (importlib.import_module('modeling').VALUE == 1)",
    ])
  })

  it('refuses links that were turned, sizes, shards, files that vanish into links out', async () => {
    using folder = workFolder()
    const { root } = folder
    files(root)
    put(root, { 'models/s/model-00001-of-00002.safetensors': SAFETENSORS, 'models/s/plain.pkl': PICKLE })
    writeLock(root, lockOf(root, ['models']))
    put(root, { 'models/s/model-00001-of-00002.safetensors': Buffer.concat([SAFETENSORS, SAFETENSORS]) })
    put(root, { 'outside.pkl': PICKLE, 'models/m/weights.pkl': Buffer.concat([PICKLE, PICKLE]) })
    await python(
      newest!,
      [
        '-c',
        "import os\nos.unlink('models/m/linked.pkl');os.symlink('../../outside.pkl','models/m/linked.pkl')\nos.unlink('models/s/plain.pkl');os.symlink('../../outside.pkl','models/s/plain.pkl')\nos.symlink('../../outside.pkl','models/s/more.pkl')",
      ],
      root,
    )
    const { results } = await trials(root, [
      "load('models/m/linked.pkl')",
      "load('models/s/plain.pkl')",
      "load('models/s/more.pkl')",
      "load('models/m/weights.pkl')",
      "open('models/s/model-00001-of-00002.safetensors', 'rb')",
    ])
    assert.deepEqual(Object.values(results), [
      'link-changed',
      'link-changed',
      'link-escapes',
      'size-changed',
      'shard-changed',
    ])
  })

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
    for (const program of [newest!, ...others.slice(-1)]) {
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

describe('assay run --python-hook', { skip }, () => {
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

describe('the Python hook and the lock agree', { skip }, () => {
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
