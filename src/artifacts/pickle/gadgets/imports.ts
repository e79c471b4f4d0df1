import type { GadgetGroup } from './group.ts'

export const importsGadgets: readonly GadgetGroup[] = [
  {
    does: 'downloads a repository and imports its code',
    source: 'fickling',
    names: {
      'torch.hub': 'load',
    },
  },
  {
    does: 'executes a module again',
    source: 'well-known',
    names: {
      importlib: 'reload',
    },
  },
  {
    does: 'imports Python from an archive',
    source: 'well-known',
    names: {
      'torch.package': 'PackageImporter',
    },
  },
  {
    does: 'imports a dotted path',
    source: 'GHSA-84r2-jw7c-4r5q',
    names: {
      pydoc: 'locate',
    },
  },
  {
    does: 'imports a module and lists it',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.lib.utils': '_makenamedict',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'GHSA-q5qq-mvfm-j35x; picklescan#66/#74',
    names: {
      importlib: 'import_module',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      sympy: 'lazy_function',
      'sympy.external.importtools': 'import_module',
      'sympy.utilities.source': 'get_class',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'aisbom',
    names: {
      'dill._dill': '_import_module',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'modelaudit',
    names: {
      'unittest.mock': '_get_target',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'saferpickle',
    names: {
      'unittest.mock': '_importer',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'third-party',
    names: {
      'transformers.utils.import_utils': '_LazyModule',
    },
  },
  {
    does: "imports a module of the file's choice",
    source: 'well-known',
    names: {
      __builtin__: '__import__',
      builtins: '__import__',
      'importlib._bootstrap': '_load',
      pkgutil: 'get_loader',
    },
  },
  {
    does: 'imports code from a repository',
    source: 'third-party',
    names: {
      'transformers.dynamic_module_utils': 'get_class_from_dynamic_module',
    },
  },
  {
    does: 'imports from an archive',
    source: 'fickling',
    names: {
      zipimport: 'zipimporter',
    },
  },
  {
    does: 'makes a loader for a file',
    source: 'well-known',
    names: {
      'importlib.machinery': 'SourceFileLoader',
      'importlib.util': 'spec_from_file_location',
    },
  },
  {
    does: 'resolves any module and attribute',
    source: 'GHSA-vvpj-8cmc-gx39',
    names: {
      pkgutil: 'resolve_name',
    },
  },
]
