import type { Contract } from '../contract.ts'
import { anyState, bare, listed, record, reference, type NameLists } from './behaviour.ts'

/** Searches of hyperparameters, and labelled arrays: what experiments leave behind. */
const classes: NameLists = {
  'optuna.distributions': `FloatDistribution IntDistribution CategoricalDistribution UniformDistribution
    LogUniformDistribution DiscreteUniformDistribution IntUniformDistribution IntLogUniformDistribution`,
  'optuna.pruners._median': 'MedianPruner',
  'optuna.pruners._nop': 'NopPruner',
  'optuna.pruners._percentile': 'PercentilePruner',
  'optuna.pruners._hyperband': 'HyperbandPruner',
  'optuna.pruners._successive_halving': 'SuccessiveHalvingPruner',
  'optuna.samplers._grid': 'GridSampler',
  'optuna.samplers._lazy_random_state': 'LazyRandomState',
  'optuna.samplers._random': 'RandomSampler',
  'optuna.samplers._tpe.sampler': 'TPESampler',
  'optuna.samplers._tpe.parzen_estimator': '_ParzenEstimator',
  'optuna.samplers._search_space.intersection': 'IntersectionSearchSpace',
  'optuna.search_space.intersection': 'IntersectionSearchSpace',
  'optuna.search_space.group_decomposed': '_GroupDecomposedSearchSpace _SearchSpaceGroup',
  'optuna.storages._in_memory': 'InMemoryStorage _StudyInfo',
  'optuna.study.study': 'Study',
  'optuna.study': 'Study',
  'optuna.trial._frozen': 'FrozenTrial',
  'xarray.core.dataarray': 'DataArray',
  'xarray.core.dataset': 'Dataset',
  'xarray.core.variable': 'Variable IndexVariable',
  'xarray.core.indexes': 'PandasIndex PandasMultiIndex',
  'xarray.core.indexing': 'PandasIndexingAdapter PandasMultiIndexingAdapter',
}

export const studies: readonly Contract[] = [
  ...listed('studies', classes, { call: bare, build: anyState }),
  ...listed(
    'studies',
    {
      'optuna.samplers._tpe.parzen_estimator': '_ParzenEstimatorParameters',
      'optuna.study._study_direction': 'StudyDirection',
      'optuna._study_direction': 'StudyDirection',
      'optuna.trial._state': 'TrialState',
    },
    record,
  ),
  ...listed(
    'studies',
    {
      'optuna.samplers._tpe.sampler': 'default_weights default_gamma hyperopt_default_gamma',
      'xarray.core.dtypes': 'NA',
    },
    reference,
  ),
]
