import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { HOOK, lockOf, put, python, workFolder, writeLock } from './python.ts'
import {
  newest,
  skip,
  PICKLE,
  OTHER,
  SAFETENSORS,
  TRY,
  files,
  trials,
  all,
  interpreters,
} from './hook-trials.ts'

/** Protocol 0: `print("ran")`. */
const CALL = "c__builtin__\nprint\n(S'ran'\ntR."

describe('the Python hook: what is judged', { skip }, () => {
  for (const program of interpreters)
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
})
