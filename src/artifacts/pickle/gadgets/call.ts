import type { GadgetGroup } from './group.ts'

export const callGadgets: readonly GadgetGroup[] = [
  {
    does: 'binds a function as a method',
    source: 'well-known',
    names: {
      types: 'MethodType',
    },
  },
  {
    does: 'calls a function later',
    source: 'fickling',
    names: {
      atexit: 'register',
    },
  },
  {
    does: 'calls a function later',
    source: 'modelaudit',
    names: {
      sched: 'scheduler.run',
      weakref: 'finalize',
    },
  },
  {
    does: 'calls a function later',
    source: 'well-known',
    names: {
      functools: 'partial',
      threading: 'Thread',
    },
  },
  {
    does: "calls a function of the file's choice",
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      functools: 'reduce',
      'sympy.physics.mechanics.functions': '_sub_func',
    },
  },
  {
    does: "calls a function of the file's choice",
    source: 'fickling',
    names: {
      _frozen_importlib: '_call_with_frames_removed',
    },
  },
  {
    does: "calls a function of the file's choice",
    source: 'modelaudit',
    names: {
      operator: 'call',
    },
  },
  {
    does: "calls a function of the file's choice",
    source: 'picklescan',
    names: {
      __builtin__: 'apply',
    },
  },
  {
    does: "calls a function of the file's choice",
    source: 'well-known',
    names: {
      _thread: 'start_new_thread',
    },
  },
  {
    does: 'calls a function on another machine',
    source: 'CVE-2024-5480',
    names: {
      'torch.distributed.rpc': 'rpc_sync',
    },
  },
  {
    does: 'calls a function over values',
    source: 'modelaudit',
    names: {
      itertools: 'starmap',
    },
  },
  {
    does: 'calls a function over values',
    source: 'modelaudit changelog',
    names: {
      builtins: 'map filter',
    },
  },
  {
    does: 'calls a function through a descriptor',
    source: 'modelaudit',
    names: {
      functools: 'cached_property.__get__',
    },
  },
  {
    does: 'calls factories that a configuration names',
    source: 'well-known',
    names: {
      'logging.config': 'dictConfig',
    },
  },
  {
    does: 'makes a module on another machine',
    source: 'CVE-2024-48063',
    names: {
      'torch.distributed.nn.api.remote_module': 'RemoteModule',
    },
  },
  {
    does: 'registers a handler',
    source: 'fickling',
    names: {
      signal: 'signal',
    },
  },
  {
    does: 'registers a trace hook',
    source: 'well-known',
    names: {
      sys: 'settrace',
    },
  },
  {
    does: 'runs a coroutine',
    source: 'well-known',
    names: {
      asyncio: 'run',
    },
  },
]
