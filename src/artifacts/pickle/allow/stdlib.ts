import type { Contract } from '../contract.ts'
import {
  anyState,
  attributeState,
  instance,
  listed,
  record,
  reference,
  takes,
  takesAny,
} from './behaviour.ts'
import {
  any,
  bytes,
  int,
  literal,
  matching,
  none,
  number,
  oneOf,
  optional,
  rawText,
  text,
  tuple,
  type Shape,
} from './shape.ts'

/** Value types of the standard library whose constructors only check and keep what they are given. */
const values: Shape = oneOf(text, bytes, number, none, {
  wants: 'a value',
  fits: (v) => v.kind === 'call' || v.kind === 'tuple' || v.kind === 'list' || v.kind === 'dict',
})

const plain = { call: takesAny(values), build: attributeState }

/** Regular expression flags are an `int`; a pattern is text or bytes. */
const compiled = takes([oneOf(text, bytes), int], 1)

export const stdlib: readonly Contract[] = [
  ...listed(
    'stdlib',
    {
      datetime: 'datetime date time timedelta timezone tzinfo',
      decimal: 'Decimal',
      fractions: 'Fraction',
      pathlib: 'PurePosixPath PureWindowsPath PurePath PosixPath WindowsPath Path',
      'pathlib._local': 'PurePosixPath PureWindowsPath PurePath PosixPath WindowsPath Path',
      ipaddress: 'IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface',
      string: 'Formatter',
      zoneinfo: 'ZoneInfo ZoneInfo._unpickle',
      'dateutil.tz.tz': 'tzutc tzlocal tzoffset _ttinfo',
      'dateutil.relativedelta': 'relativedelta weekday',
      pytz: '_UTC _p',
      'pytz.tzinfo': '_tzinfo',
      time: 'struct_time',
      'urllib.parse':
        'ParseResult ParseResultBytes SplitResult SplitResultBytes DefragResult DefragResultBytes',
      urlparse: 'ParseResult SplitResult',
      difflib: 'Match',
      tokenize: 'TokenInfo',
      calendar: 'Day Month',
    },
    plain,
  ),
  ...listed(
    'stdlib',
    {
      decimal: `DecimalException Clamped InvalidOperation ConversionSyntax DivisionByZero DivisionImpossible
        DivisionUndefined Inexact InvalidContext Rounded Subnormal Overflow Underflow FloatOperation`,
      fractions: 'FractionWarning',
      statistics: 'StatisticsError',
      json: 'JSONDecodeError',
      'json.decoder': 'JSONDecodeError',
    },
    record,
  ),
  ...listed('stdlib', { statistics: 'NormalDist' }, { call: takes([number, number], 0), build: anyState }),
  ...listed(
    'stdlib',
    {
      typing: `Any AnyStr Callable ClassVar Dict DefaultDict FrozenSet Generic Hashable Iterable Iterator List Literal
        Mapping NamedTuple NoReturn Optional Sequence Set Sized Text Tuple Type Union`,
    },
    reference,
  ),
  ...listed('stdlib', { string: 'Template', textwrap: 'TextWrapper', sets: 'Set ImmutableSet' }, instance),
  ...listed('stdlib', { logging: 'getLogger' }, { call: takes([text], 0) }),
  ...listed('stdlib', { copy: 'copy deepcopy' }, reference),
  ...listed('stdlib', { uuid: 'UUID' }, { call: takes([optional(text)], 0), build: attributeState }),
  ...listed(
    'stdlib',
    { uuid: 'SafeUUID', re: 'RegexFlag', http: 'HTTPStatus', signal: 'Signals' },
    { call: takes([int]) },
  ),
  ...listed('stdlib', { argparse: 'Namespace' }, { ...instance, call: takes([]) }),
  ...listed(
    'stdlib',
    { random: 'Random' },
    {
      call: takes([any], 0),
      build: (state) => (tuple(int, any, any).fits(state) ? undefined : 'takes another state'),
    },
  ),
  ...listed(
    'stdlib',
    { array: 'array' },
    { call: takes([matching('a type code', /^[bBuhHiIlLqQfdw]$/), any]) },
  ),
  ...listed(
    'stdlib',
    { array: '_array_reconstructor' },
    {
      call: takes([
        { wants: 'array.array', fits: (v) => v.kind === 'global' && v.module === 'array' },
        text,
        int,
        rawText,
      ]),
    },
  ),
  // Exactly what protocols 0 to 2 write for bytes: any other codec may decompress or look up a module.
  ...listed(
    'stdlib',
    { _codecs: 'encode' },
    { call: takes([text, literal('latin1', 'latin-1', 'utf-8', 'utf8', 'ascii')], 1) },
  ),
  ...listed('stdlib', { re: '_compile', sre: '_compile' }, { call: compiled }),
  ...listed(
    'stdlib',
    { 're._compiler': 'compile', re: 'compile', 'regex.regex': '' },
    { call: compiled },
  ).filter((c) => c.name !== ''),
  ...listed('stdlib', { threading: 'Lock RLock', _thread: 'lock RLock' }, reference),
  ...listed('stdlib', { logging: 'Logger', enum: 'Enum IntEnum' }, reference),
  ...listed(
    'stdlib',
    { _io: 'BytesIO StringIO', io: 'BytesIO StringIO' },
    {
      call: takes([oneOf(rawText, none), any], 0),
      build: (state) => (state.kind === 'tuple' ? undefined : 'takes another state'),
    },
  ),
  ...listed(
    'stdlib',
    {
      math: 'sqrt log log2 log10 log1p exp sin cos tan tanh ceil floor fabs pow isnan isinf',
      statistics: 'mean median mode stdev variance',
      string: 'capwords',
      json: 'JSONEncoder JSONDecoder',
    },
    reference,
  ),
  ...listed('stdlib', { weakref: 'WeakValueDictionary WeakKeyDictionary WeakSet' }, record),
  ...listed(
    'stdlib',
    {
      operator: `add sub mul truediv floordiv mod neg pos abs lt le eq ne gt ge and_ or_ xor not_ inv invert
        pow matmul lshift rshift`,
      _operator: `add sub mul truediv floordiv mod neg pos abs lt le eq ne gt ge and_ or_ xor not_ inv invert
        pow matmul lshift rshift`,
    },
    reference,
  ),
]
