import type { GadgetGroup } from './group.ts'

export const reachGadgets: readonly GadgetGroup[] = [
  {
    does: "calls a method of the file's choice",
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.core.fromnumeric': '_wrapfunc',
    },
  },
  {
    does: 'fetches an attribute of a module',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.core': '_ufunc_reconstruct',
    },
  },
  {
    does: "fetches an attribute of the file's choice",
    source: 'saferpickle',
    names: {
      'test.support': 'get_attribute',
    },
  },
  {
    does: "fetches an attribute of the file's choice",
    source: 'well-known',
    names: {
      __builtin__: 'getattr',
      builtins: 'getattr',
    },
  },
  {
    does: "fetches or calls an attribute of the file's choice",
    source: 'GHSA-955r-x9j8-7rhh',
    names: {
      _operator: 'attrgetter itemgetter methodcaller',
      operator: 'attrgetter itemgetter methodcaller',
    },
  },
  {
    does: 'follows a chain of attributes',
    source: 'saferpickle',
    names: {
      'xmlrpc.server': 'resolve_dotted_attribute',
    },
  },
  {
    does: 'follows a chain of attributes',
    source: 'saferpickle; PickleCloak (arXiv 2508.19774)',
    names: {
      'lib2to3.fixer_util': 'attr_chain',
    },
  },
  {
    does: 'invokes descriptors',
    source: 'modelaudit changelog',
    names: {
      inspect: 'getmembers',
    },
  },
  {
    does: "looks up a key of the file's choice",
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      operator: 'getitem',
    },
  },
  {
    does: 'looks up a name',
    source: 'saferpickle',
    names: {
      cgitb: 'lookup',
    },
  },
  {
    does: 'reaches frames of the caller',
    source: 'well-known',
    names: {
      sys: '_getframe',
    },
  },
  {
    does: 'reaches the built-in functions',
    source: 'modelscan#330; PickleCloak (arXiv 2508.19774)',
    names: {
      numpy: '__builtins__',
    },
  },
  {
    does: 'reaches the namespace',
    source: 'well-known',
    names: {
      builtins: 'globals',
    },
  },
  {
    does: 'reaches the table of modules',
    source: 'well-known',
    names: {
      sys: 'modules',
    },
  },
  {
    does: 'walks all objects of the process',
    source: 'modelaudit',
    names: {
      gc: 'get_objects',
    },
  },
]
