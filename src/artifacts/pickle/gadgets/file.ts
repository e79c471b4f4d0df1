import type { GadgetGroup } from './group.ts'

export const fileGadgets: readonly GadgetGroup[] = [
  {
    does: 'compiles files on disk',
    source: 'fickling',
    names: {
      compileall: 'compile_dir',
      py_compile: 'compile',
    },
  },
  {
    does: 'copies a file',
    source: 'well-known',
    names: {
      shutil: 'copyfile',
    },
  },
  {
    does: 'creates a database',
    source: 'fickling',
    names: {
      sqlite3: 'connect',
    },
  },
  {
    does: 'creates a file',
    source: 'fickling',
    names: {
      tempfile: 'NamedTemporaryFile',
    },
  },
  {
    does: 'creates a file',
    source: 'picklescan',
    names: {
      logging: 'FileHandler',
    },
  },
  {
    does: 'deletes a file',
    source: 'well-known',
    names: {
      os: 'remove',
    },
  },
  {
    does: 'deletes a folder',
    source: 'well-known',
    names: {
      shutil: 'rmtree',
    },
  },
  {
    does: 'ends the process',
    source: 'picklescan',
    names: {
      sys: 'exit',
    },
  },
  {
    does: 'lists files',
    source: 'fickling',
    names: {
      glob: 'glob',
    },
  },
  {
    does: 'maps or creates a file',
    source: 'ShadowPickle (arXiv 2607.17503)',
    names: {
      numpy: 'memmap',
    },
  },
  {
    does: 'opens a file',
    source: 'picklescan',
    names: {
      _io: 'FileIO',
    },
  },
  {
    does: 'opens a file',
    source: 'well-known',
    names: {
      __builtin__: 'open',
      _io: 'open',
      builtins: 'open',
      codecs: 'open',
      io: 'open',
    },
  },
  {
    does: 'opens an archive',
    source: 'fickling',
    names: {
      tarfile: 'open',
      zipfile: 'ZipFile',
    },
  },
  {
    does: 'reads a file',
    source: 'fickling',
    names: {
      fileinput: 'input',
    },
  },
  {
    does: 'reads a file',
    source: 'modelaudit',
    names: {
      linecache: 'getline',
    },
  },
  {
    does: 'reads a file',
    source: 'third-party',
    names: {
      'scipy.io': 'loadmat',
    },
  },
  {
    does: 'writes a file',
    source: 'GHSA-m273-6v24-x4m4',
    names: {
      'distutils.file_util': 'write_file',
    },
  },
  {
    does: 'writes a file',
    source: 'modelaudit',
    names: {
      numpy: 'savetxt',
      pathlib: 'Path.write_text',
    },
  },
]
