import type { Contract, ContractLookup } from '../contract.ts'
import type { Value } from '../value.ts'
import {
  anyState,
  attributeState,
  bare,
  instance,
  listed,
  record,
  reference,
  takes,
  takesAny,
  type Behaviour,
} from './behaviour.ts'
import {
  any,
  bool,
  bytes,
  dict,
  fullName,
  int,
  isMade,
  made,
  matching,
  none,
  oneOf,
  optional,
  persistent,
  sequenceOf,
  text,
  tupleOf,
  type Shape,
} from './shape.ts'
import { torchClasses, torchFunctions, torchRecords } from './torch-classes.ts'
import { torchModules } from './torch-modules.ts'

const dtypes = `
  bfloat16 bit bits16 bits1x8 bits2x4 bits4x2 bits8 bool cdouble cfloat chalf complex128 complex32 complex64 double
  float float16 float32 float4_e2m1fn_x2 float64 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz
  float8_e8m0fnu half int int1 int16 int2 int3 int32 int4 int5 int6 int64 int7 int8 long qint32 qint8 quint2x4 quint4x2
  quint8 short uint1 uint16 uint2 uint3 uint32 uint4 uint5 uint6 uint64 uint7 uint8
`
const constants = `
  channels_last channels_last_3d contiguous_format preserve_format jagged strided sparse_coo sparse_csr sparse_csc
  sparse_bsr sparse_bsc _mkldnn per_channel_affine per_channel_affine_float_qparams per_channel_symmetric
  per_tensor_affine per_tensor_symmetric
`
const storages = `
  BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage
  FloatStorage HalfStorage IntStorage LongStorage QInt32Storage QInt8Storage QUInt2x4Storage QUInt4x2Storage
  QUInt8Storage ShortStorage
`
const tensors = `
  Tensor BFloat16Tensor BoolTensor ByteTensor CharTensor DoubleTensor FloatTensor HalfTensor IntTensor LongTensor
  ShortTensor
`

const NESTED_TENSORS = [
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
  'torch._utils._rebuild_qtensor',
  'torch._utils._rebuild_sparse_tensor',
  'torch._utils._rebuild_sparse_csr_tensor',
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch._utils._rebuild_meta_tensor_no_storage',
  'torch._utils._rebuild_wrapper_subclass',
  'torch._utils._rebuild_device_tensor_from_numpy',
  'torch._utils._rebuild_device_tensor_from_cpu_tensor',
  'torch._utils._rebuild_xla_tensor',
  'torch._utils._rebuild_nested_tensor',
  'torch._tensor._rebuild_from_type_v2',
  'torch._tensor._rebuild_from_type',
  'torch.tensor._rebuild_from_type_v2',
  'torch.nn.parameter.Parameter',
] as const

const storage: Shape = oneOf(
  persistent,
  made(
    'a storage',
    'torch.storage._load_from_bytes',
    'torch.storage.TypedStorage',
    'torch._UntypedStorage',
    'torch.storage.UntypedStorage',
  ),
)
const tensor: Shape = made('a tensor', ...NESTED_TENSORS)
const size: Shape = oneOf(tupleOf(int), made('a size', 'torch.Size'))
const hooks: Shape = oneOf(none, { wants: 'no hooks', fits: (v) => isEmptyMapping(v) })
const dtype: Shape = { wants: 'a dtype', fits: (v) => v.kind === 'global' && v.module === 'torch' }
const device: Shape = oneOf(text, made('a device', 'torch.device'), none)

/** Backward hooks are called in training: a tensor on disk has none. */
function isEmptyMapping(value: Value): boolean {
  if (value.kind === 'dict') return value.length === 0
  if (!isMade(value, EMPTY_MAPPINGS)) return false
  const [arg] = value.args
  return (
    arg === undefined ||
    ((arg.kind === 'list' || arg.kind === 'tuple' || arg.kind === 'dict') && arg.length === 0)
  )
}
const EMPTY_MAPPINGS: ReadonlySet<string> = new Set(['collections.OrderedDict', 'builtins.dict'])

/** Attributes set on a tensor or a parameter. */
const tensorState: Pick<Behaviour, 'build'> = {
  build: (state) => (state.kind === 'tuple' ? undefined : attributeState(state)),
}

const rebuilds: Readonly<Record<string, Behaviour['call']>> = {
  _rebuild_tensor: takes([storage, int, size, size]),
  _rebuild_tensor_v2: takes([storage, int, size, size, bool, hooks, optional(dict)], 6),
  _rebuild_tensor_v3: takes([storage, int, size, size, bool, hooks, dtype, optional(dict)], 7),
  _rebuild_qtensor: takes([
    storage,
    int,
    size,
    size,
    { wants: 'quantiser parameters', fits: (v) => v.kind === 'tuple' },
    bool,
    hooks,
  ]),
  _rebuild_sparse_tensor: takes([any, { wants: 'a tuple', fits: (v) => v.kind === 'tuple' }]),
  _rebuild_sparse_csr_tensor: takes([any, { wants: 'a tuple', fits: (v) => v.kind === 'tuple' }]),
  _rebuild_nested_tensor: takes([tensor, tensor, tensor, any]),
  _rebuild_parameter: takes([tensor, bool, hooks]),
  _rebuild_parameter_v2: takes([tensor, bool, hooks, any]),
  _rebuild_parameter_with_state: takes([tensor, bool, hooks, any]),
  _rebuild_meta_tensor_no_storage: takes([dtype, size, size, bool]),
  _rebuild_device_tensor_from_cpu_tensor: takes([tensor, dtype, device, bool]),
  _rebuild_device_tensor_from_numpy: takes([any, dtype, device, bool]),
  _rebuild_xla_tensor: takes([any, dtype, device, bool]),
}

/** Functions that a tensor subclass names to rebuild itself: they are called with the arguments that follow. */
const REBUILDERS: ReadonlySet<string> = new Set([
  ...Object.keys(rebuilds).map((n) => `torch._utils.${n}`),
  'torch.nested._internal.nested_tensor._rebuild_njt',
])

export function torch(lookup: ContractLookup): Contract[] {
  const listedClass: Shape = {
    wants: 'a listed class',
    fits: (v) => v.kind === 'global' && lookup(v) !== undefined,
  }
  const rebuilder: Shape = {
    wants: 'a rebuild function',
    fits: (v) => v.kind === 'global' && REBUILDERS.has(fullName(v)),
  }
  const anyTuple: Shape = { wants: 'a tuple', fits: (v) => v.kind === 'tuple' }
  return [
    ...Object.entries(rebuilds).map(([name, call]): Contract => ({
      module: 'torch._utils',
      name,
      profile: 'torch',
      ...(call && { call }),
      ...tensorState,
    })),
    {
      module: 'torch._utils',
      name: '_rebuild_wrapper_subclass',
      profile: 'torch',
      call: takes([listedClass, dtype, size, size, int, any, device, bool]),
      ...tensorState,
    },
    ...['torch._tensor', 'torch.tensor'].map((module): Contract => ({
      module,
      name: '_rebuild_from_type_v2',
      profile: 'torch',
      call: takes([rebuilder, listedClass, anyTuple, any]),
      ...tensorState,
    })),
    ...fixed(),
  ]
}

function fixed(): Contract[] {
  return [
    ...listed('torch', { torch: `${dtypes} ${constants} ${storages} layout dtype` }, reference),
    ...listed(
      'torch',
      { torch: tensors, 'torch.sparse': 'FloatTensor', 'torch._tensor': 'Tensor', 'torch.cuda': tensors },
      reference,
    ),
    ...listed(
      'torch',
      {
        'torch.cuda': storages,
        torch: 'UntypedStorage TypedStorage',
        'torch.storage': 'UntypedStorage TypedStorage _UntypedStorage _TypedStorage',
      },
      reference,
    ),
    {
      module: 'torch',
      name: 'Size',
      profile: 'torch',
      call: takes([oneOf(sequenceOf(int), made('a size', 'torch.Size'))], 0),
    },
    {
      module: 'torch',
      name: 'device',
      profile: 'torch',
      call: takes([matching('a device', /^[a-z_]{1,16}(?::\d+)?$/), int], 1),
    },
    {
      module: 'torch',
      name: 'Generator',
      profile: 'torch',
      call: takes([optional(device)], 0),
      build: () => undefined,
    },
    {
      module: 'torch.serialization',
      name: '_get_layout',
      profile: 'torch',
      call: takes([matching('a layout', /^torch\.\w+$/)]),
    },
    // The bytes are a torch file of their own, which is read as one.
    { module: 'torch.storage', name: '_load_from_bytes', profile: 'torch', call: takes([bytes]) },
    { module: 'torch.jit._pickle', name: 'restore_type_tag', profile: 'torch', call: takes([any, text]) },
    ...listed(
      'torch',
      { 'torch.jit._pickle': 'build_intlist build_doublelist build_boollist build_tensorlist' },
      { call: takes([any]) },
    ),
    { module: 'torch.jit._pickle', name: 'build_tensor_from_id', profile: 'torch', call: takes([int]) },
    ...listed(
      'torch',
      { 'torch.nn.parameter': 'Parameter Buffer UninitializedParameter UninitializedBuffer' },
      {
        call: takesAny(oneOf(tensor, bool, dict, any)),
        ...tensorState,
      },
    ),
    ...listed('torch', { 'torch.nn.backends.thnn': '_get_thnn_function_backend' }, { call: takes([]) }),
    ...listed('torch', { 'torch.distributions.constraints': '_Real _Positive' }, instance),
    ...listed('torch', torchModules, instance),
    ...listed('torch', torchClasses, instance),
    ...listed('torch', torchRecords, record),
    ...listed('torch', torchFunctions, reference),
    ...listed(
      'torch',
      { 'torch._C': '_TensorBase', 'torch.nested._internal.nested_tensor': 'NestedTensor _rebuild_njt' },
      reference,
    ),
    ...listed(
      'torch',
      { 'torch._C': 'Generator' },
      { call: takes([optional(device)], 0), build: () => undefined },
    ),
    // TorchScript's packed parameters: the state is handed to a class registered in C++.
    ...listed(
      'torch',
      { torch: 'ScriptObject', 'torch._C': 'ScriptObject' },
      { call: bare, build: anyState },
    ),
    ...listed('torch', { 'torch._dynamo.decorators': '_DimRange' }, { ...record, build: anyState }),
    ...listed(
      'torch',
      {
        'torch.optim': 'Adafactor Muon',
        'torch.nn.modules.module': '_WrappedHook',
        'torch.utils.hooks': 'RemovableHandle',
      },
      { call: bare, build: anyState },
    ),
    ...listed(
      'torch',
      {
        'torch.amp.grad_scaler': '_refresh_per_optimizer_state',
        'torch.cuda.amp.grad_scaler': '_refresh_per_optimizer_state',
      },
      reference,
    ),
    ...listed('torch', { 'torch.utils.data.dataloader': 'DataLoader' }, instance),
    ...listed(
      'torch',
      { 'torch.torch_version': 'TorchVersion' },
      { call: takes([text]), build: attributeState },
    ),
    ...listed(
      'torch',
      { 'torch.utils._ordered_set': 'OrderedSet', 'torch._subclasses.fake_tensor': 'FakeTensor' },
      reference,
    ),
    ...listed('torch', { 'torchao.dtypes.nf4tensor': 'NF4Tensor' }, reference),
    ...listed(
      'torch',
      { 'torch.distributed._tensor.api': 'DTensor', 'torch.distributed.tensor._api': 'DTensor' },
      reference,
    ),
    ...listed(
      'torch',
      {
        'torch.distributed.fsdp.fully_sharded_data_parallel': 'StateDictType FullStateDictConfig',
        'torch.distributed.fsdp.api': 'FullStateDictConfig',
      },
      record,
    ),
  ]
}
