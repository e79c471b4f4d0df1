import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import { listed, takes, takesAny } from './behaviour.ts'
import { any, describe, int, isMade, none, number, oneOf, type Shape } from './shape.ts'

const BUILTINS = ['builtins', '__builtin__'] as const

const LITERALS: ReadonlySet<Value['kind']> = new Set([
  'str',
  'bytes',
  'bytearray',
  'tuple',
  'list',
  'dict',
  'set',
  'frozenset',
])
const ITERATORS: ReadonlySet<string> = new Set([
  ...BUILTINS.flatMap((b) =>
    ['iter', 'range', 'xrange', 'zip', 'enumerate', 'reversed'].map((n) => `${b}.${n}`),
  ),
  ...'chain count cycle repeat islice product permutations combinations combinations_with_replacement zip_longest izip izip_longest compress pairwise batched'
    .split(' ')
    .map((n) => `itertools.${n}`),
  'array.array',
  'array._array_reconstructor',
  '_codecs.encode',
  'collections.deque',
])

/** What lies written out in the stream, or an iterator over it: to iterate any other object runs its code. */
const iterable: Shape = {
  wants: 'a sequence',
  fits: (v) => LITERALS.has(v.kind) || isMade(v, ITERATORS),
}

/** How far it has come. */
const position = (state: Value): string | undefined =>
  number.fits(state) || state.kind === 'none' || state.kind === 'tuple'
    ? undefined
    : `takes ${describe(state)} as its state`

const over = (least: number, ...shapes: readonly Shape[]): Pick<Contract, 'call' | 'build'> => ({
  call: takes(shapes, least),
  build: position,
})

/** `chain` keeps its iterables, `cycle` what it has seen: no function is among them. */
const iterables = { call: takesAny(oneOf(iterable, int)), build: position }

/**
 * Iterators, before Python 3.14 pickled with what is left of them. Nothing runs before something iterates them,
 * which no listed constructor does. Those that call a function (`map`, `starmap`, `takewhile`) stay unlisted.
 */
export const iterators: readonly Contract[] = [
  ...BUILTINS.flatMap((b) => [
    ...listed('iterators', { [b]: 'iter' }, over(1, iterable)),
    ...listed('iterators', { [b]: 'reversed' }, over(1, iterable)),
    ...listed('iterators', { [b]: 'enumerate' }, over(1, iterable, int)),
    ...listed('iterators', { [b]: 'zip' }, iterables),
  ]),
  ...listed('iterators', { itertools: 'count' }, over(0, number, number)),
  ...listed('iterators', { itertools: 'repeat' }, over(1, any, int)),
  ...listed('iterators', { itertools: 'cycle' }, over(1, iterable)),
  ...listed('iterators', { itertools: 'islice' }, over(2, iterable, oneOf(int, none), oneOf(int, none), int)),
  ...listed(
    'iterators',
    {
      itertools: `chain product permutations combinations combinations_with_replacement zip_longest izip izip_longest
        compress pairwise batched`,
    },
    iterables,
  ),
]
