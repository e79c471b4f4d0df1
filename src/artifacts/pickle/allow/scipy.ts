import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import {
  anyState,
  attributeState,
  bare,
  container,
  instance,
  listed,
  record,
  reference,
  takes,
} from './behaviour.ts'
import { scipyClasses, scipyMappings, scipyRecords } from './scipy-classes.ts'
import { distributions, scipyFunctions } from './scipy-distributions.ts'
import { any, describe } from './shape.ts'

/**
 * `rv_generic.__setstate__` passes `_parse_arg_template` of the state to `exec`. These are the lines of the
 * template that scipy itself writes, with the names of the shape parameters in place.
 */
const TEMPLATE = new RegExp(
  [
    String.raw`\s*def _parse_args\(self, (?<in>[\w ,=]*)\):\n`,
    String.raw`    return \((?<shapes>[\w ,]*)\), (?<out>[\w ,]*)\n`,
    String.raw`\s*def _parse_args_rvs\(self, [\w ,=]*size=None\):\n`,
    String.raw`    return self\._argcheck_rvs\([\w ,]*size=size\)\n`,
    String.raw`\s*def _parse_args_stats\(self, [\w ,=]*moments='mv'\):\n`,
    String.raw`    return \([\w ,]*\), [\w ,]*, moments\s*`,
  ].join(''),
)
const WHOLE_TEMPLATE = new RegExp(`^${TEMPLATE.source}$`)

function distributionState(state: Value): string | undefined {
  if (state.kind === 'tuple') return state.length === 2 ? undefined : `takes ${describe(state)} as its state`
  if (state.kind !== 'dict') return `takes ${describe(state)} as its state`
  for (const [key, value] of state.items) {
    if (key.kind !== 'str') return `takes ${describe(key)} as an attribute`
    if (key.value !== '_parse_arg_template') continue
    if (value.kind !== 'str' || value.value.length !== value.size || !WHOLE_TEMPLATE.test(value.value))
      return 'executes source that its state carries'
  }
  // What was cut off could be the template.
  return state.items.length < state.length ? 'has more attributes than it ever has' : attributeState(state)
}

export const scipy: readonly Contract[] = [
  ...listed('scipy', scipyClasses, { call: bare, build: anyState }),
  ...listed('scipy', scipyRecords, record),
  ...listed('scipy', scipyMappings, container),
  ...listed('scipy', distributions, { call: bare, build: distributionState }),
  ...listed('scipy', scipyFunctions, reference),
  // cKDTree takes its data by state; qhull results keep plain arrays.
  ...listed(
    'scipy',
    { 'scipy.spatial._ckdtree': 'cKDTree', 'scipy.spatial.ckdtree': 'cKDTree' },
    { call: takes([any], 0), build: anyState },
  ),
  ...listed(
    'scipy',
    {
      'scipy.spatial._qhull': 'Delaunay ConvexHull Voronoi',
      'scipy.spatial.qhull': 'Delaunay ConvexHull Voronoi',
    },
    instance,
  ),
  ...listed('scipy', { 'scipy._lib._bunch': '_Bunch' }, record),
]
