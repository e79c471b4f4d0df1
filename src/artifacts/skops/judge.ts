import { isBareExecuting, pythonReach } from '../../text/python-name.ts'

export type SkopsTier = 'known' | 'code' | 'unknown'

const PACKAGES =
  /^(?:sklearn|numpy|scipy\.(?:sparse|stats|interpolate|special|spatial|linalg|ndimage|signal|fft|cluster|optimize|_lib)|lightgbm|xgboost|catboost|quantile_forest|imblearn|category_encoders|skops|skrub|sklego|mapie|pandas\.core|pandas)\./
const VALUES =
  /^(?:builtins\.(?:NoneType|bool|int|float|complex|str|bytes|bytearray|list|tuple|dict|set|frozenset|slice|range|type|object|function|method|builtin_function_or_method|ellipsis|max|min|sum|len|abs|round|sorted)|collections\.(?:OrderedDict|defaultdict|Counter|deque)|functools\.partial|datetime\.\w+|decimal\.Decimal|fractions\.Fraction|pathlib\.\w*Path|re\.Pattern|numbers\.\w+|types\.(?:SimpleNamespace|MappingProxyType))$/
/** Of `operator`: those that reach into attributes and call are not harmless. */
const OPERATORS =
  /^_?operator\.(?:i?(?:add|sub|mul|matmul|truediv|floordiv|mod|pow|and_|or_|xor|lshift|rshift|concat)|neg|pos|abs|inv|invert|not_|truth|is_|is_not|lt|le|eq|ne|ge|gt|index|contains|countOf|indexOf|getitem|itemgetter)$/
/** Of the packages: what loads, evaluates or calls what it is given. */
const LOADING =
  /(?:^|[._])(?:load|loads|read|fromfile|memmap|fetch|eval|exec|query|open|download|import|system|popen|runstring|DataSource|unpickle)(?:_\w*)?$|^sklearn\.(?:datasets|externals|utils\._testing)\./

export function judgeName(name: string): SkopsTier {
  if (VALUES.test(name) || OPERATORS.test(name)) return 'known'
  if (/^_?operator\./.test(name) || isBareExecuting(name)) return 'code'
  const reach = pythonReach(name)
  if (reach === 'code' || reach === 'system') return 'code'
  if (reach === 'harmless') return 'known'
  if (PACKAGES.test(name)) return LOADING.test(name) ? 'code' : 'known'
  return 'unknown'
}

/** Loaders that skops ever had. */
export const LOADERS: ReadonlySet<string> = new Set(
  'BytearrayNode BytesNode CachedNode CTreeNode DatetimeTimedeltaNode DefaultDictNode DictNode FunctionNode JsonNode ListNode LossNode MaskedArrayNode MethodNode NamedTupleNode NdArrayNode ObjectNode OperatorFuncNode PartialNode RandomGeneratorNode RandomStateNode ReduceNode SGDNode SetNode SliceNode SparseMatrixNode TreeNode TupleNode TypeNode UnsupportedNode QuantileForestNode LightGBMNode XGBoostNode LossFunctionNode DTypeNode OrderedDictNode PandasNode'.split(
    ' ',
  ),
)
