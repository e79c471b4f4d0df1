import type { GadgetGroup } from './group.ts'

export const evaluateGadgets: readonly GadgetGroup[] = [
  {
    does: 'evaluates Python source',
    source: 'GHSA-3vg9-h568-4w9m',
    names: {
      'idlelib.debugobj': 'ObjectTreeItem.SetText',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-6w4w-5w54-rjvr',
    names: {
      'idlelib.autocomplete': 'AutoComplete.get_entity',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-7cq8-mj8x-j263',
    names: {
      'idlelib.autocomplete': 'AutoComplete.fetch_completions',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-86cj-95qr-2p4f',
    names: {
      'torch._dynamo.guards': 'GuardBuilder.get',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-8r4j-24qv-fmq9',
    names: {
      'idlelib.calltip': 'Calltip.fetch_tip',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-f4x7-rfwp-v3xw',
    names: {
      'torch.fx.experimental.symbolic_shapes': 'ShapeEnv.evaluate_guards_expression',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'GHSA-r8g5-cgf2-4m4m',
    names: {
      'numpy.f2py.crackfortran': 'getlincoef',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.f2py.capi_maps': 'getinit',
      'numpy.f2py.crackfortran': 'myeval _eval_scalar analyzevars param_eval vars2fortran',
      'sympy.core.sympify': 'sympify',
      'sympy.parsing.sympy_parser': 'eval_expr',
      'sympy.printing.tests.test_repr': 'sT',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'picklescan',
    names: {
      'numpy.f2py.crackfortran': '_eval_length',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'saferpickle',
    names: {
      'sympy.utilities.lambdify': 'lambdify',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'third-party',
    names: {
      numexpr: 'evaluate',
    },
  },
  {
    does: 'evaluates Python source',
    source: 'well-known',
    names: {
      __builtin__: 'eval exec compile',
      builtins: 'eval exec compile',
      'dill._dill': '_eval_repr',
      pdb: 'runeval',
    },
  },
  {
    does: 'evaluates a forward reference',
    source: 'modelaudit changelog',
    names: {
      typing: '_eval_type',
    },
  },
  {
    does: 'evaluates a token',
    source: 'GHSA-p9w7-82w4-7q8m',
    names: {
      'lib2to3.pgen2.pgen': 'ParserGenerator.make_label',
    },
  },
  {
    does: 'evaluates a type comment',
    source: 'CVE-2022-45907',
    names: {
      'torch.jit.annotations': 'parse_type_line',
    },
  },
  {
    does: 'evaluates an expression',
    source: 'GHSA-9xph-j2h6-g47v; PickleCloak (arXiv 2508.19774)',
    names: {
      'idlelib.calltip': 'get_entity',
    },
  },
  {
    does: 'evaluates an expression',
    source: 'well-known',
    names: {
      'pandas.core.computation.eval': 'eval',
    },
  },
  {
    does: 'evaluates annotations',
    source: 'modelaudit changelog',
    names: {
      typing: 'get_type_hints',
    },
  },
  {
    does: 'evaluates arguments of a configuration file',
    source: 'well-known',
    names: {
      'logging.config': 'fileConfig',
    },
  },
]
