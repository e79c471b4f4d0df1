import type { GadgetGroup } from './group.ts'

export const sourceGadgets: readonly GadgetGroup[] = [
  {
    does: 'collects and runs tests',
    source: 'third-party',
    names: {
      pytest: 'main',
    },
  },
  {
    does: 'collects and runs tests',
    source: 'well-known',
    names: {
      unittest: 'main',
    },
  },
  {
    does: 'compiles Python source',
    source: 'third-party',
    names: {
      numba: 'jit',
    },
  },
  {
    does: 'compiles Python source',
    source: 'well-known',
    names: {
      codeop: 'compile_command',
    },
  },
  {
    does: 'compiles a template',
    source: 'third-party',
    names: {
      jinja2: 'Template',
      'jinja2.environment': 'Environment.from_string',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-3gf5-cxq9-w223',
    names: {
      'idlelib.pyshell': 'ModifiedInterpreter.runcode',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-4r9r-ch6f-vxmx',
    names: {
      'torch.utils.bottleneck.__main__': 'run_cprofile',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-4whj-rm5r-c2v8',
    names: {
      'torch.utils.bottleneck.__main__': 'run_autograd_prof',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-5qwp-399c-mjwf',
    names: {
      trace: 'Trace.run',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-6vqj-c2q5-j97w',
    names: {
      profile: 'Profile.runctx',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-7wx9-6375-f5wh',
    names: {
      profile: 'run',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-9w88-8rmg-7g2p',
    names: {
      cProfile: 'runctx',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-cj3c-v495-4xqh',
    names: {
      code: 'InteractiveInterpreter.runcode',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-g344-hcph-8vgg',
    names: {
      trace: 'Trace.runctx',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-j343-8v2j-ff7w',
    names: {
      'idlelib.pyshell': 'ModifiedInterpreter.runcommand',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-m869-42cg-3xwr',
    names: {
      'idlelib.run': 'Executive.runcode',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-vr7h-p6mm-wpmh',
    names: {
      'torch.jit.unsupported_tensor_ops': 'execWrapper',
    },
  },
  {
    does: 'executes Python source',
    source: 'GHSA-x696-vm39-cp64',
    names: {
      profile: 'Profile.run',
    },
  },
  {
    does: 'executes Python source',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'sympy.polys.monomials': 'MonomialOps',
    },
  },
  {
    does: 'executes Python source',
    source: 'picklescan test data; PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.testing._private.utils': 'runstring',
    },
  },
  {
    does: 'executes Python source',
    source: 'third-party',
    names: {
      'IPython.core.interactiveshell': 'InteractiveShell.run_cell',
    },
  },
  {
    does: 'executes Python source',
    source: 'well-known',
    names: {
      _testcapi: 'run_in_subinterp',
      pdb: 'run',
    },
  },
  {
    does: 'executes Python source in another interpreter',
    source: 'GHSA-6ggj-6f2q-f7mx',
    names: {
      _interpreters: 'run_string',
      _xxsubinterpreters: 'run_string',
    },
  },
  {
    does: 'executes Python source to time it',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.testing._private.utils': 'measure',
    },
  },
  {
    does: 'executes Python source to time it',
    source: 'modelaudit',
    names: {
      timeit: 'repeat',
    },
  },
  {
    does: 'executes Python source to time it',
    source: 'picklescan',
    names: {
      timeit: 'timeit',
    },
  },
  {
    does: 'executes Python source under a debugger',
    source: 'Checkmarx; CVE-2025-46417-style',
    names: {
      bdb: 'Bdb.run',
    },
  },
  {
    does: 'executes Python source under a profiler',
    source: 'GHSA-49gj-c84q-6qm9',
    names: {
      cProfile: 'run',
    },
  },
  {
    does: 'executes a code object',
    source: 'well-known',
    names: {
      runpy: '_run_code',
    },
  },
  {
    does: 'executes a file',
    source: 'GHSA-wfq2-52f7-7qvj',
    names: {
      runpy: 'run_path',
    },
  },
  {
    does: 'executes a file',
    source: 'fickling',
    names: {
      imp: 'load_source',
    },
  },
  {
    does: 'executes a file',
    source: 'modelaudit',
    names: {
      __builtin__: 'execfile',
    },
  },
  {
    does: 'executes a file as a module',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.distutils.misc_util': 'exec_mod_from_location',
    },
  },
  {
    does: 'executes a module',
    source: 'well-known',
    names: {
      runpy: 'run_module',
    },
  },
  {
    does: 'executes a script in the debugger',
    source: 'GHSA-fqq6-7vqf-w3fg; PickleCloak (arXiv 2508.19774)',
    names: {
      doctest: 'debug_script',
    },
  },
  {
    does: 'executes source that it builds from names',
    source: 'modelaudit changelog',
    names: {
      dataclasses: '_create_fn',
    },
  },
  {
    does: 'executes source that it builds from names',
    source: 'well-known',
    names: {
      collections: 'namedtuple',
    },
  },
  {
    does: 'executes the lines of path files',
    source: 'well-known',
    names: {
      site: 'addsitedir',
    },
  },
  {
    does: 'executes the site customisation',
    source: 'well-known',
    names: {
      site: 'execsitecustomize',
    },
  },
  {
    does: 'makes an object that runs source',
    source: 'GHSA-q5qq-mvfm-j35x',
    names: {
      code: 'InteractiveInterpreter',
    },
  },
  {
    does: 'reads standard input',
    source: 'well-known',
    names: {
      builtins: 'input',
    },
  },
  {
    does: 'starts the debugger',
    source: 'picklescan',
    names: {
      builtins: 'breakpoint',
    },
  },
]
