import type { GadgetGroup } from './group.ts'

export const nativeGadgets: readonly GadgetGroup[] = [
  {
    does: 'compiles and loads native code',
    source: 'well-known',
    names: {
      'torch.utils.cpp_extension': 'load load_inline',
    },
  },
  {
    does: 'loads a native library',
    source: 'GHSA-4675-36f9-wf6r; GHSA-5hvc-6wx8-mvv4',
    names: {
      ctypes: 'CDLL',
    },
  },
  {
    does: 'loads a native library',
    source: 'third-party',
    names: {
      cffi: 'FFI.dlopen',
      'tensorflow.python.framework.load_library': 'load_op_library',
    },
  },
  {
    does: 'loads a native library',
    source: 'well-known',
    names: {
      _ctypes: 'dlopen',
      ctypes: 'PyDLL',
      'numpy.ctypeslib': 'load_library',
      'torch.classes': 'load_library',
      'torch.ops': 'load_library',
    },
  },
  {
    does: 'makes a native callback',
    source: 'third-party',
    names: {
      'scipy._lib._ccallback': 'LowLevelCallable',
    },
  },
  {
    does: 'maps memory',
    source: 'fickling',
    names: {
      mmap: 'mmap',
    },
  },
]
