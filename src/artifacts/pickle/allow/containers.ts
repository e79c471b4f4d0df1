import type { Contract } from '../contract.ts'
import { container, listed, record, reference, takes, attributeState, type NameLists } from './behaviour.ts'
import {
  any,
  dict,
  emptyTuple,
  int,
  isMade,
  literal,
  named,
  none,
  number,
  oneOf,
  pairs,
  rawText,
  sequenceOf,
  text,
  type Shape,
} from './shape.ts'

/** Python 2 and 3 name the built-ins differently. */
const BUILTINS = ['builtins', '__builtin__'] as const

/** A codec's name is looked up among modules: only those that pickles name. */
const codec = literal('latin1', 'latin-1', 'utf-8', 'utf8', 'ascii')

const anyItems = (): undefined => undefined

/**
 * A sequence written out in the stream. Objects stand for themselves when they are iterated,
 * which runs their code: lists of the stream never do.
 */
const items: Shape = oneOf(sequenceOf(any), { wants: 'a dict', fits: (v) => v.kind === 'dict' })

/** `OrderedDict` is what attackers shadow with a module of their own: a string is never pairs. */
const mapping: Shape = oneOf(pairs, dict, emptyTuple)

/** What a `defaultdict` calls for a missing key. */
const factory: Shape = oneOf(
  none,
  named(
    'a harmless factory',
    new Set([
      ...BUILTINS.flatMap((b) =>
        [
          'list',
          'dict',
          'set',
          'int',
          'float',
          'str',
          'bool',
          'tuple',
          'long',
          'unicode',
          'complex',
          'bytes',
          'frozenset',
        ].map((n) => `${b}.${n}`),
      ),
      'collections.OrderedDict',
      'collections.defaultdict',
      'collections.Counter',
      'collections.deque',
      'nltk.probability.FreqDist',
      'nltk.probability.ConditionalFreqDist',
      'torch.amp.grad_scaler._refresh_per_optimizer_state',
      'torch.cuda.amp.grad_scaler._refresh_per_optimizer_state',
    ]),
  ),
  { wants: 'a partial', fits: (v) => isMade(v, new Set(['functools.partial'])) },
)

/** `type(None)`: with three arguments it makes a class. */
const singleton: Shape = {
  wants: 'None',
  fits: (v) =>
    v.kind === 'none' || (v.kind === 'global' && (v.name === 'Ellipsis' || v.name === 'NotImplemented')),
}

type Entries = Readonly<Record<string, Pick<Contract, 'call' | 'build' | 'extend'>>>

const builtins: Entries = {
  dict: { call: takes([mapping], 0), extend: anyItems },
  list: { call: takes([oneOf(items, rawText)], 0), extend: anyItems },
  tuple: { call: takes([items], 0) },
  set: { call: takes([items], 0), extend: anyItems },
  frozenset: { call: takes([items], 0) },
  bytearray: { call: takes([rawText, codec], 0) },
  bytes: { call: takes([oneOf(rawText, items), codec], 0) },
  complex: { call: takes([number, number]) },
  slice: { call: takes([any, any, any]) },
  range: { call: takes([int, int, int], 1) },
  xrange: { call: takes([int, int, int], 1) },
  object: { call: takes([]) },
  int: { call: takes([oneOf(number, text)], 0) },
  long: { call: takes([oneOf(number, text)], 0) },
  float: { call: takes([oneOf(number, text)], 0) },
  bool: { call: takes([any], 0) },
  str: { call: takes([oneOf(rawText, number), codec], 0) },
  type: { call: takes([singleton]) },
  unicode: { call: takes([rawText, codec], 0) },
}

/** Types and functions that a stream mentions as values, never calls. */
const mentioned: NameLists = Object.fromEntries(
  BUILTINS.map((b) => [
    b,
    `abs all any ascii bin callable chr divmod format hash hex id isinstance issubclass len max min
     oct ord pow repr round sorted sum property classmethod staticmethod basestring unichr
     NotImplemented Ellipsis NoneType`,
  ]),
)

const collections: Entries = {
  OrderedDict: { call: takes([mapping], 0), build: attributeState, extend: anyItems },
  defaultdict: { call: takes([factory, mapping], 0), build: attributeState, extend: anyItems },
  Counter: { call: takes([oneOf(dict, items)], 0), build: attributeState, extend: anyItems },
  deque: { call: takes([items, oneOf(int, none)], 0), build: attributeState, extend: anyItems },
  UserDict: { call: takes([mapping], 0), build: attributeState, extend: anyItems },
  UserList: { call: takes([items], 0), build: attributeState, extend: anyItems },
  UserString: { call: takes([oneOf(rawText, number)], 0), build: attributeState },
  ChainMap: { call: takes([dict, dict, dict, dict], 0), build: attributeState },
}

export const containers: readonly Contract[] = [
  ...BUILTINS.flatMap((module) => entries(module, builtins)),
  ...entries('collections', collections),
  // As protocols 0 to 2 name them for Python 2.
  ...listed('containers', { UserDict: 'UserDict IterableUserDict', UserList: 'UserList' }, container),
  ...listed('containers', { UserString: 'UserString' }, record),
  ...listed('containers', mentioned, reference),
  ...listed(
    'containers',
    { types: 'NoneType EllipsisType NotImplementedType SimpleNamespace' },
    {
      call: takes([]),
      build: attributeState,
    },
  ),
  // Exceptions are kept as values by search results and warning filters.
  ...listed(
    'containers',
    Object.fromEntries(
      [...BUILTINS, 'exceptions'].map((b) => [
        b,
        `BaseException Exception ArithmeticError AssertionError AttributeError BaseExceptionGroup BlockingIOError
         BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
         ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError
         ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
         ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
         KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
         NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
         PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
         StandardError StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError
         TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
         UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError`,
      ]),
    ),
    record,
  ),
]

function entries(module: string, of: Entries): Contract[] {
  return Object.entries(of).map(([name, behaviour]) => ({
    module,
    name,
    profile: 'containers',
    ...behaviour,
  }))
}
