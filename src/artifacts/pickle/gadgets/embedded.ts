import type { GadgetGroup } from './group.ts'

export const embeddedGadgets: readonly GadgetGroup[] = [
  {
    does: 'makes a code object',
    source: 'aisbom',
    names: {
      'dill._dill': '_create_code',
    },
  },
  {
    does: 'makes a code object',
    source: 'picklescan',
    names: {
      types: 'CodeType',
    },
  },
  {
    does: 'makes a code object of bytes',
    source: 'GHSA-565g-hwwr-4pp3; modelscan PoC',
    names: {
      marshal: 'loads',
    },
  },
  {
    does: 'makes a function of a code object',
    source: 'GHSA-565g-hwwr-4pp3',
    names: {
      types: 'FunctionType',
    },
  },
  {
    does: 'makes a function of marshalled code',
    source: 'aisbom',
    names: {
      'dill._dill': '_create_function',
    },
  },
  {
    does: 'rebuilds functions that travel in the file',
    source: 'picklescan',
    names: {
      'cloudpickle.cloudpickle':
        '_make_function _builtin_type _function_setstate _make_cell _make_empty_cell subimport _make_skel_func',
    },
  },
]
