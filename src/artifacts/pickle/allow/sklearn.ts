import type { Contract } from '../contract.ts'
import {
  anyState,
  bare,
  container,
  listed,
  record,
  reference,
  takes,
  takesAny,
  unpickled,
  type NameLists,
} from './behaviour.ts'
import { estimators, mappings } from './sklearn-classes.ts'
import { extensions, functions } from './sklearn-extensions.ts'
import { formerEstimators, formerModules } from './sklearn-former.ts'
import { any } from './shape.ts'

/** The names of the present module under each module that held them before. */
function under(former: NameLists, present: NameLists): NameLists {
  const lists: Record<string, string> = {}
  for (const [module, olds] of Object.entries(former)) {
    const names = present[module]
    if (names === undefined) continue
    for (const old of olds.split(' ')) lists[old] = `${lists[old] ?? ''} ${names}`
  }
  return lists
}

const estimator = { call: bare, build: anyState }

/** Extension types check the types of what they are given; trees and neighbour indices are made by a function. */
const extension = { call: takesAny(), build: anyState }

/** Extension modules that were built without their package name, 1.4 to 1.6. */
const unqualified: NameLists = { _loss: extensions['sklearn._loss._loss'] ?? '' }

export const sklearn: readonly Contract[] = [
  ...listed('sklearn', unqualified, extension),
  ...listed('sklearn', estimators, estimator),
  ...listed('sklearn', under(formerModules, estimators), estimator),
  ...listed('sklearn', formerEstimators, estimator),
  ...listed('sklearn', mappings, { ...container, build: anyState }),
  ...listed(
    'sklearn',
    { 'sklearn.utils': 'Bunch', 'sklearn.datasets.base': 'Bunch' },
    { ...container, build: anyState },
  ),
  ...listed('sklearn', extensions, extension),
  ...listed('sklearn', under(formerModules, extensions), extension),
  ...listed('sklearn', functions, reference),
  ...listed('sklearn', under(formerModules, functions), reference),
  ...listed(
    'sklearn',
    Object.fromEntries(
      ['_kd_tree', 'kd_tree', '_ball_tree', 'ball_tree', '_dist_metrics', 'dist_metrics'].map((m) => [
        `sklearn.neighbors.${m}`,
        `newObj KDTree BallTree BinaryTree DistanceMetric EuclideanDistance SEuclideanDistance ManhattanDistance
         ChebyshevDistance MinkowskiDistance WMinkowskiDistance MahalanobisDistance HammingDistance CanberraDistance
         BrayCurtisDistance JaccardDistance MatchingDistance DiceDistance KulsinskiDistance RogersTanimotoDistance
         RussellRaoDistance SokalMichenerDistance SokalSneathDistance HaversineDistance`,
      ]),
    ),
    extension,
  ),
  ...listed(
    'sklearn',
    { 'sklearn.metrics._dist_metrics': 'newObj' },
    { call: takes([any]), build: anyState },
  ),
  ...listed(
    'sklearn',
    {
      'sklearn.linear_model.sgd_fast':
        'Hinge Log SquaredHinge ModifiedHuber SquaredLoss Huber EpsilonInsensitive SquaredEpsilonInsensitive',
      'sklearn.linear_model._sgd_fast':
        'Hinge Log SquaredHinge ModifiedHuber SquaredLoss Huber EpsilonInsensitive SquaredEpsilonInsensitive',
      'sklearn.utils.arrayfuncs': '',
    },
    extension,
  ).filter((c) => c.name !== ''),
  ...listed(
    'sklearn',
    {
      'sklearn._loss._loss': `__pyx_unpickle_CyLossFunction __pyx_unpickle_CyHalfSquaredError
        __pyx_unpickle_CyAbsoluteError __pyx_unpickle_CyHalfPoissonLoss __pyx_unpickle_CyHalfGammaLoss
        __pyx_unpickle_CyHalfBinomialLoss __pyx_unpickle_CyHalfMultinomialLoss __pyx_unpickle_CyExponentialLoss`,
      _loss: `__pyx_unpickle_CyLossFunction __pyx_unpickle_CyHalfMultinomialLoss __pyx_unpickle_CyHalfBinomialLoss
        __pyx_unpickle_CyHalfSquaredError`,
      'sklearn.utils._random': '__pyx_unpickle_RandomState',
    },
    unpickled(),
  ),
  ...listed('sklearn', { 'sklearn.utils.deprecation': 'DeprecationDict' }, container),
  ...listed(
    'sklearn',
    {
      'scipy._lib.array_api_compat.numpy._aliases': 'asarray',
      'sklearn.externals.array_api_compat.numpy._aliases': 'asarray',
    },
    reference,
  ),
  ...listed('sklearn', { 'sklearn.utils._set_output': '_SetOutputMixin' }, record),
]
