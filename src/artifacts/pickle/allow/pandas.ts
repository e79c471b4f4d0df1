import type { Contract } from '../contract.ts'
import { anyState, listed, record, takes, takesAny, unpickled, type NameLists } from './behaviour.ts'
import { any, bytes, dict, matching, oneOf, rawText, type Shape } from './shape.ts'

const indexNames = `
  Index RangeIndex Int64Index UInt64Index Float64Index DatetimeIndex TimedeltaIndex PeriodIndex IntervalIndex
  CategoricalIndex MultiIndex NumericIndex
`
const frames = 'DataFrame Series'
const extensionArrays = `
  Categorical DatetimeArray TimedeltaArray PeriodArray IntervalArray SparseArray StringArray ArrowStringArray
  ArrowStringArrayNumpySemantics ArrowExtensionArray BooleanArray IntegerArray FloatingArray NumpyExtensionArray
  PandasArray
`
const extensionTypes = `
  CategoricalDtype DatetimeTZDtype PeriodDtype IntervalDtype StringDtype SparseDtype ArrowDtype BooleanDtype
  Int8Dtype Int16Dtype Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype Float32Dtype Float64Dtype
  NumpyEADtype PandasDtype PandasExtensionDtype CategoricalDtypeType
`
const scalars = 'Timestamp Timedelta Period Interval NAType NaTType NaT'
const offsets = `
  BaseOffset Tick Day Hour Minute Second Milli Micro Nano DateOffset BusinessDay BDay BusinessHour CustomBusinessDay
  CustomBusinessHour MonthBegin MonthEnd BusinessMonthBegin BusinessMonthEnd BMonthBegin BMonthEnd SemiMonthBegin
  SemiMonthEnd QuarterBegin QuarterEnd BQuarterBegin BQuarterEnd YearBegin YearEnd BYearBegin BYearEnd Week WeekOfMonth
  LastWeekOfMonth Easter FY5253 FY5253Quarter HalfYearBegin HalfYearEnd BHalfYearBegin BHalfYearEnd
`

/** Made by `__new__` or by a call with their values; the state is checked by their own code. */
const classes: NameLists = {
  pandas: `${frames} ${indexNames} ${extensionTypes} ${scalars} Categorical DateOffset Flags NA`,
  'pandas.api.typing': 'NAType NaTType FrozenList',
  'pandas.arrays': extensionArrays,
  'pandas.core.api': indexNames,
  'pandas.core.frame': 'DataFrame',
  'pandas.core.series': 'Series TimeSeries',
  'pandas.sparse.frame': 'SparseDataFrame',
  'pandas.sparse.series': 'SparseSeries',
  'pandas.core.sparse.frame': 'SparseDataFrame',
  'pandas.core.sparse.series': 'SparseSeries',
  'pandas.core.flags': 'Flags',
  'pandas.core.index': `${indexNames} FrozenList`,
  'pandas.indexes.base': 'Index FrozenNDArray',
  'pandas.indexes.numeric': 'Int64Index UInt64Index Float64Index NumericIndex',
  'pandas.indexes.range': 'RangeIndex',
  'pandas.indexes.multi': 'MultiIndex',
  'pandas.indexes.category': 'CategoricalIndex',
  'pandas.indexes.frozen': 'FrozenList FrozenNDArray',
  'pandas.tseries.index': 'DatetimeIndex',
  'pandas.tseries.tdi': 'TimedeltaIndex',
  'pandas.tseries.period': 'PeriodIndex Period',
  'pandas.core.indexes.base': 'Index',
  'pandas.core.indexes.numeric': 'Int64Index UInt64Index Float64Index NumericIndex',
  'pandas.core.indexes.range': 'RangeIndex',
  'pandas.core.indexes.multi': 'MultiIndex',
  'pandas.core.indexes.category': 'CategoricalIndex',
  'pandas.core.indexes.datetimes': 'DatetimeIndex',
  'pandas.core.indexes.timedeltas': 'TimedeltaIndex',
  'pandas.core.indexes.period': 'PeriodIndex',
  'pandas.core.indexes.interval': 'IntervalIndex',
  'pandas.core.indexes.frozen': 'FrozenList FrozenNDArray',
  'pandas.core.internals': `BlockManager SingleBlockManager FloatBlock IntBlock ObjectBlock BoolBlock ComplexBlock
    DatetimeBlock DatetimeTZBlock TimeDeltaBlock CategoricalBlock ExtensionBlock`,
  'pandas.core.internals.managers': 'BlockManager SingleBlockManager ArrayManager SingleArrayManager',
  'pandas.core.internals.blocks': `FloatBlock IntBlock ObjectBlock BoolBlock ComplexBlock DatetimeBlock
    DatetimeTZBlock TimeDeltaBlock CategoricalBlock ExtensionBlock NumericBlock NumpyBlock DatetimeLikeBlock
    NDArrayBackedExtensionBlock`,
  'pandas.core.categorical': 'Categorical',
  'pandas.core.arrays': extensionArrays,
  'pandas.core.arrays.categorical': 'Categorical',
  'pandas.core.arrays.datetimes': 'DatetimeArray',
  'pandas.core.arrays.timedeltas': 'TimedeltaArray',
  'pandas.core.arrays.period': 'PeriodArray',
  'pandas.core.arrays.interval': 'IntervalArray',
  'pandas.core.arrays.sparse': 'SparseArray SparseDtype',
  'pandas.core.arrays.sparse.array': 'SparseArray',
  'pandas.core.arrays.sparse.dtype': 'SparseDtype',
  'pandas.core.arrays.string_': 'StringArray StringDtype StringArrayNumpySemantics',
  'pandas.core.arrays.string_arrow': 'ArrowStringArray ArrowStringArrayNumpySemantics',
  'pandas.core.arrays.arrow.array': 'ArrowExtensionArray',
  'pandas.core.arrays.arrow.dtype': 'ArrowDtype',
  'pandas.core.arrays.boolean': 'BooleanArray BooleanDtype',
  'pandas.core.arrays.integer': `IntegerArray Int8Dtype Int16Dtype Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype
    UInt32Dtype UInt64Dtype`,
  'pandas.core.arrays.floating': 'FloatingArray Float32Dtype Float64Dtype',
  'pandas.core.arrays.numpy_': 'PandasArray NumpyExtensionArray',
  'pandas.core.dtypes.dtypes': extensionTypes,
  'pandas._libs.tslib': 'Timestamp Timedelta NaTType',
  'pandas._libs.tslibs.timestamps': 'Timestamp',
  'pandas._libs.tslibs.timedeltas': 'Timedelta',
  'pandas._libs.tslibs.nattype': 'NaTType',
  'pandas._libs.tslibs.period': 'Period',
  'pandas._libs.tslibs.offsets': offsets,
  'pandas.tseries.offsets': offsets,
  'pandas._libs.interval': 'Interval',
  'pandas._libs.missing': 'NAType C_NAType NA',
  'pandas._libs.sparse': 'IntIndex BlockIndex',
  'pandas._libs.internals': 'BlockPlacement BlockManager',
  'pandas.tslib': 'Timestamp Timedelta NaTType',
}

const cls: Shape = {
  wants: 'a pandas class',
  fits: (v) => v.kind === 'global' && v.module.startsWith('pandas'),
}

/** `_new_Index(cls, {…})` and its kin: the class, and keyword arguments as a dict. */
const makeIndex = { call: takes([cls, dict]), build: anyState, extend: (): undefined => undefined }

export const pandas: readonly Contract[] = [
  ...listed('pandas', classes, { call: takesAny(), build: anyState, extend: () => undefined }),
  ...listed(
    'pandas',
    {
      'pandas.core.indexes.base': '_new_Index',
      'pandas.indexes.base': '_new_Index',
      'pandas.core.index': '_new_Index',
      'pandas.core.indexes.datetimes': '_new_DatetimeIndex',
      'pandas.tseries.index': '_new_DatetimeIndex',
      'pandas.core.indexes.period': '_new_PeriodIndex',
      'pandas.tseries.period': '_new_PeriodIndex',
      'pandas.core.indexes.interval': '_new_IntervalIndex',
    },
    makeIndex,
  ),
  ...listed(
    'pandas',
    {
      'pandas._libs.internals': '_unpickle_block',
      'pandas.core.internals.blocks': 'new_block',
      'pandas.core.internals.api': 'make_block',
      'pandas._libs.tslibs.timestamps': '_unpickle_timestamp',
      'pandas._libs.tslibs.timedeltas': '_timedelta_unpickle',
      'pandas._libs.tslibs.nattype': '_nat_unpickle __nat_unpickle',
      'pandas._libs.tslib': '__nat_unpickle',
    },
    { call: takesAny(), build: anyState },
  ),
  ...listed(
    'pandas',
    {
      'pandas._libs.arrays': '__pyx_unpickle_NDArrayBacked',
      'pandas._libs.tslibs.offsets': offsets
        .trim()
        .split(/\s+/)
        .map((n) => `__pyx_unpickle_${n}`)
        .join(' '),
      'pandas._libs.internals': '__pyx_unpickle_BlockManager __pyx_unpickle_BlockPlacement',
      'pandas._libs.missing': '__pyx_unpickle_C_NAType',
      'pandas._libs.interval': '__pyx_unpickle_IntervalMixin __pyx_unpickle_Interval',
      'pandas._libs.tslibs.dtypes': '__pyx_unpickle_PeriodDtypeBase',
      'pandas._libs.sparse': '__pyx_unpickle_IntIndex __pyx_unpickle_BlockIndex',
    },
    unpickled(),
  ),
  ...arrow(),
]

/** Strings of pandas 3 are Arrow arrays. */
function arrow(): Contract[] {
  const alias = matching('a type name', /^[a-z0-9_[\]]{1,40}$/)
  return [
    { module: 'pyarrow.lib', name: 'type_for_alias', profile: 'pandas', call: takes([alias]) },
    { module: 'pyarrow.lib', name: 'py_buffer', profile: 'pandas', call: takes([oneOf(rawText, bytes)]) },
    { module: 'pyarrow.lib', name: '_restore_array', profile: 'pandas', call: takes([any]) },
    ...listed(
      'pandas',
      {
        'pyarrow.lib': `chunked_array _reconstruct_table _reconstruct_record_batch schema field list_ large_list struct
          dictionary timestamp time32 time64 duration decimal128 map_ string large_string int64 float64 bool_ binary
          KeyValueMetadata`,
      },
      record,
    ),
  ]
}
