import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import { instance, listed, record, reference, takes, unpickled, type NameLists } from './behaviour.ts'
import {
  any,
  bool,
  bytes,
  describe,
  int,
  made,
  matching,
  named,
  number,
  oneOf,
  rawText,
  text,
  tupleOf,
  type Shape,
} from './shape.ts'
import { ufuncs } from './ufuncs.ts'

/** The array core moved in numpy 2. */
const CORES = ['numpy.core', 'numpy._core'] as const

const scalarTypes = `
  bool bool_ bool8 byte bytes_ cdouble cfloat character clongdouble complex_ complex64 complex128 complex256
  complexfloating csingle datetime64 double flexible float_ float16 float32 float64 float96 float128 floating generic
  half inexact int_ int0 int8 int16 int32 int64 intc integer intp long longdouble longlong longfloat number object_
  object0 record short signedinteger single singlecomplex str_ str0 string_ timedelta64 ubyte uint uint0 uint8 uint16
  uint32 uint64 uintc uintp ulong ulonglong unicode_ unsignedinteger ushort void void0
`

const arrayTypes: NameLists = {
  numpy: 'ndarray matrix recarray chararray memmap',
  'numpy.ma': 'MaskedArray',
  'numpy.ma.core': 'MaskedArray MaskedConstant mvoid',
  'numpy.matrixlib.defmatrix': 'matrix',
  'numpy.matrixlib': 'matrix',
  'numpy.rec': 'recarray record',
  'numpy.char': 'chararray',
  ...Object.fromEntries(
    CORES.flatMap((core) => [
      [`${core}.records`, 'recarray record'],
      [`${core}.defchararray`, 'chararray'],
      [`${core}.memmap`, 'memmap'],
    ]),
  ),
}

const arrayType: Shape = named(
  'an array type',
  new Set(Object.entries(arrayTypes).flatMap(([m, names]) => names.split(' ').map((n) => `${m}.${n}`))),
)

const dtype: Shape = oneOf(made('a dtype', 'numpy.dtype'), {
  wants: 'a dtype',
  fits: (v) => v.kind === 'global' && /^(?:numpy|ml_dtypes)(?:\.|$)/.test(v.module),
})

/** `numpy.dtype('f8', align, copy)`: a type string, a scalar type or a field list; never an object with a `dtype`. */
const dtypeSource: Shape = oneOf(
  matching('a type string', /^[\w<>|=!,:()[\] .?]{0,200}$/),
  { wants: 'a scalar type', fits: (v) => v.kind === 'global' },
  { wants: 'fields', fits: (v) => v.kind === 'list' || v.kind === 'tuple' || v.kind === 'dict' },
  made('a dtype', 'numpy.dtype'),
)

/** `(version, shape, dtype, is_fortran, data)`; data is bytes, or the list of an object array. */
function arrayState(state: Value): string | undefined {
  if (state.kind === 'unknown' || state.kind === 'none') return undefined
  if (state.kind === 'dict') return undefined
  if (state.kind !== 'tuple') return `takes ${describe(state)} as its state`
  const parts = state.items
  // Masked arrays nest a state and a mask; subclasses append their `__dict__`.
  if (parts.length < 2 || parts.length > 8) return `takes a tuple of ${parts.length} as its state`
  return undefined
}

/** `(version, byteorder, subdescr, names, fields, itemsize, alignment, flags[, metadata])`. */
function dtypeState(state: Value): string | undefined {
  if (state.kind === 'unknown') return undefined
  return state.kind === 'tuple' && state.length >= 5 && state.length <= 9
    ? undefined
    : `takes ${describe(state)} as its state`
}

const array = {
  call: takes([arrayType, oneOf(tupleOf(int), int), rawText]),
  build: arrayState,
}

const bitGenerator: Shape = oneOf(
  matching('a generator name', /^[A-Z]\w{0,30}$/),
  { wants: 'a generator class', fits: (v) => v.kind === 'global' && v.module.startsWith('numpy.random.') },
  made('a generator', 'numpy.random._pickle.__bit_generator_ctor'),
)
const constructor: Shape = {
  wants: 'a constructor',
  fits: (v) => v.kind === 'global' && v.module === 'numpy.random._pickle',
}
const generator = { call: takes([bitGenerator, constructor], 0), build: (): undefined => undefined }

const UFUNC_MODULES = new Set(Object.keys(ufuncs))
const UFUNC_NAMES = new Set(
  Object.entries(ufuncs).flatMap(([m, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((n) => `${m}.${n}`),
  ),
)

export const numpy: readonly Contract[] = [
  ...listed(
    'numpy',
    {
      'numpy.linalg': 'LinAlgError',
      'numpy.linalg.linalg': 'LinAlgError',
      'numpy.linalg._linalg': 'LinAlgError',
    },
    record,
  ),
  ...listed('numpy', arrayTypes, { build: arrayState }),
  ...listed('numpy', { numpy: scalarTypes }, record),
  ...listed('numpy', ufuncs, reference),
  ...CORES.flatMap((core): Contract[] => [
    { module: `${core}.multiarray`, name: '_reconstruct', profile: 'numpy', ...array },
    { module: `${core}._internal`, name: '_reconstruct', profile: 'numpy', ...array },
    {
      module: `${core}.multiarray`,
      name: 'scalar',
      profile: 'numpy',
      call: takes([dtype, oneOf(rawText, number, any)], 1),
    },
    {
      module: `${core}.numeric`,
      name: '_frombuffer',
      profile: 'numpy',
      call: takes(
        [
          oneOf(bytes, made('an array', `${core}.numeric._frombuffer`)),
          dtype,
          oneOf(tupleOf(int), int),
          text,
          any,
        ],
        3,
      ),
      build: arrayState,
    },
    { module: core, name: '_ufunc_reconstruct', profile: 'numpy', call: ufuncReconstruct },
    { module: `${core}.numerictypes`, name: 'object_', profile: 'numpy' },
    {
      module: `${core}._internal`,
      name: '_convert_to_stringdtype_kwargs',
      profile: 'numpy',
      call: takes([any, any], 0),
    },
    { module: core, name: '_DType_reconstruct', profile: 'numpy', call: takes([text]) },
  ]),
  {
    module: 'numpy',
    name: 'dtype',
    profile: 'numpy',
    call: takes([dtypeSource, oneOf(bool, int), oneOf(bool, int)], 1),
    build: dtypeState,
  },
  ...listed('numpy', { 'numpy.dtypes': 'StringDType' }, record),
  {
    module: 'numpy.ma.core',
    name: '_mareconstruct',
    profile: 'numpy',
    call: takes([arrayType, arrayType, oneOf(tupleOf(int), int), rawText]),
    build: arrayState,
  },
  ...['__generator_ctor', '__bit_generator_ctor', '__randomstate_ctor'].map((name): Contract => ({
    module: 'numpy.random._pickle',
    name,
    profile: 'numpy',
    ...generator,
  })),
  ...listed(
    'numpy',
    { 'numpy.random': '__RandomState_ctor', 'numpy.random.mtrand': '__randomstate_ctor' },
    generator,
  ),
  ...listed('numpy', { 'numpy.random.bit_generator': '__pyx_unpickle_SeedSequence' }, unpickled()),
  ...listed(
    'numpy',
    {
      'numpy.random.bit_generator': 'SeedSequence BitGenerator SeedlessSeedSequence ISeedSequence',
      'numpy.random._mt19937': 'MT19937',
      'numpy.random._pcg64': 'PCG64 PCG64DXSM',
      'numpy.random._philox': 'Philox',
      'numpy.random._sfc64': 'SFC64',
      'numpy.random._generator': 'Generator',
      'numpy.random.mtrand': 'RandomState _rand',
    },
    reference,
  ),
  ...listed(
    'numpy',
    {
      'numpy.polynomial.polynomial': 'Polynomial',
      'numpy.polynomial.chebyshev': 'Chebyshev',
      'numpy.polynomial.legendre': 'Legendre',
      'numpy.polynomial.hermite': 'Hermite',
      'numpy.lib.polynomial': 'poly1d',
      'numpy.lib._polynomial_impl': 'poly1d',
      numpy: 'poly1d',
    },
    { call: takes([]), build: (state) => (state.kind === 'dict' ? undefined : 'takes another state') },
  ),
  ...listed('numpy', { numpy: 'vectorize', 'numpy.lib.function_base': 'vectorize' }, instance),
  // Functions that estimators keep as parameters.
  ...listed(
    'numpy',
    Object.fromEntries(
      [
        'numpy',
        ...CORES.map((c) => `${c}.fromnumeric`),
        ...CORES.map((c) => `${c}.numeric`),
        'numpy.lib.function_base',
        'numpy.lib._function_base_impl',
        'numpy.lib.nanfunctions',
        'numpy.lib._nanfunctions_impl',
      ].map((m) => [
        m,
        `mean median sum std var min max amin amax argmin argmax prod average percentile quantile nanmean nanmedian
           nansum nanstd nanvar nanmin nanmax nanpercentile ptp cumsum cumprod diff clip round around sort argsort unique
           nan_to_num asarray array zeros ones identity squeeze ravel reshape transpose concatenate stack hstack vstack
           any all count_nonzero dot isclose allclose ones_like zeros_like full_like ravel`,
      ]),
    ),
    reference,
  ),
  ...listed(
    'numpy',
    {
      'numpy.linalg': 'norm inv pinv solve',
      'numpy.linalg.linalg': 'norm inv pinv',
      'numpy.linalg._linalg': 'norm inv pinv',
    },
    reference,
  ),
  ...listed(
    'numpy',
    {
      ml_dtypes:
        'bfloat16 float8_e4m3fn float8_e5m2 float8_e4m3b11fnuz float8_e4m3fnuz float8_e5m2fnuz int4 uint4 int2 uint2 float4_e2m1fn float6_e2m3fn float6_e3m2fn float8_e3m4 float8_e4m3 float8_e8m0fnu',
      'jaxlib.xla_extension': 'bfloat16',
    },
    record,
  ),
  ...listed(
    'numpy',
    { 'jax._src.array': '_reconstruct_array' },
    { call: takes([{ wants: '_reconstruct', fits: isReconstruct }, any, any, any]), build: arrayState },
  ),
]

function isReconstruct(value: Value): boolean {
  return (
    value.kind === 'global' &&
    (value.module === 'numpy.core.multiarray' || value.module === 'numpy._core.multiarray') &&
    value.name === '_reconstruct'
  )
}

/** It imports the module and fetches the attribute: any function of the module without this. */
function ufuncReconstruct({ args }: { readonly args: readonly Value[] }): string | undefined {
  const [module, name] = args
  if (args.length !== 2 || module?.kind !== 'str' || name?.kind !== 'str') return 'takes other than two names'
  if (!UFUNC_MODULES.has(module.value)) return `fetches from ${module.value.slice(0, 60)}`
  return UFUNC_NAMES.has(`${module.value}.${name.value}`) ? undefined : `fetches ${name.value.slice(0, 60)}`
}
