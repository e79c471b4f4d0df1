import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import { anyState, bare, instance, listed, reference, type NameLists } from './behaviour.ts'

/** Pipelines that are written for conversion to PMML. */
const classes: NameLists = {
  sklearn2pmml: 'PMMLPipeline EstimatorProxy SelectorProxy _Verification',
  'sklearn2pmml.pipeline': 'PMMLPipeline _Verification',
  'sklearn2pmml.h2o': 'H2OEstimatorProxy',
  'sklearn2pmml.cross_reference': 'Memory Memorizer Recaller',
  'sklearn2pmml.customization': 'Customization',
  'sklearn2pmml.decoration': `Alias MultiAlias FeatureAlias Domain DiscreteDomain CategoricalDomain OrdinalDomain ContinuousDomain
    TemporalDomain DateDomain DateTimeDomain MultiDomain DomainEraser ContinuousDomainEraser DiscreteDomainEraser`,
  'sklearn2pmml.ensemble': 'GBDTEstimator GBDTLMRegressor GBDTLRClassifier OrdinalClassifier',
  'sklearn2pmml.feature_extraction.text': 'Splitter Matcher',
  'sklearn2pmml.feature_selection': 'SelectUnique',
  'sklearn2pmml.neural_network': 'MLPTransformer',
  'sklearn2pmml.postprocessing': 'FeatureExporter',
  'sklearn2pmml.preprocessing': `AggregateTransformer Aggregator BSplineTransformer CastTransformer ConcatTransformer CutTransformer
    DataFrameConstructor DateTimeFormatter DaysSinceYearTransformer DurationTransformer FilterLookupTransformer
    IdentityTransformer LagTransformer LookupTransformer MatchesTransformer MultiCastTransformer
    MultiLookupTransformer NumberFormatter PMMLLabelBinarizer PMMLLabelEncoder PowerFunctionTransformer
    ReplaceTransformer RollingAggregateTransformer SecondsSinceMidnightTransformer
    SecondsSinceYearTransformer SeriesConstructor SplitTransformer
    StringLengthTransformer StringNormalizer SubstringTransformer WordCountTransformer`,
  'sklearn2pmml.preprocessing.h2o': 'H2OFrameConstructor H2OFrameCreator',
  'sklearn2pmml.preprocessing.optbinning': 'OptimalBinningWrapper',
  'sklearn2pmml.preprocessing.pandas': 'DataFrameConstructor SeriesConstructor',
  'sklearn2pmml.preprocessing.regex':
    'MatchesTransformer ReplaceTransformer SplitTransformer RegExTransformer',
  'sklearn2pmml.preprocessing.scipy': 'BSplineTransformer',
  'sklearn2pmml.statsmodels': 'StatsModelsClassifier StatsModelsOrdinalClassifier StatsModelsRegressor',
  'sklearn2pmml.tree.chaid': 'CHAIDEstimator CHAIDClassifier CHAIDRegressor',
  'sklearn2pmml.util': 'Reshaper Slicer',
  'sklearn2pmml.util.pmml': 'Reshaper Slicer',
  'sklearn2pmml.xgboost': 'FeatureMap',
  sklearn_pandas: 'DataFrameMapper CategoricalImputer',
  'sklearn_pandas.dataframe_mapper': 'DataFrameMapper',
  'sklearn_pandas.categorical_imputer': 'CategoricalImputer',
  'sklearn_pandas.transformers': 'CategoricalImputer NumericalTransformer',
  'sklearn_pandas.features_generator': 'FeaturesGenerator',
  'sklearn_pandas.pipeline': 'TransformerPipeline',
  'sklearn_pandas.cross_validation': 'DataWrapper',
  'CHAID.tree': 'Tree',
  'CHAID.node': 'Node',
  'CHAID.split': 'Split',
  'CHAID.column': 'Column NominalColumn OrdinalColumn ContinuousColumn',
  'CHAID.stats': 'Stats',
  'CHAID.invalid_split_reason': 'InvalidSplitReason',
  'treelib.tree': 'Tree',
  'treelib.node': 'Node',
}

/** They keep Python expressions over the columns, which `transform` and `predict` evaluate. */
const evaluating: NameLists = {
  'sklearn2pmml.ensemble': `EstimatorChain Link SelectFirstEstimator SelectFirstClassifier SelectFirstRegressor`,
  'sklearn2pmml.expression': 'ExpressionClassifier ExpressionRegressor',
  'sklearn2pmml.postprocessing': 'BusinessDecisionTransformer',
  'sklearn2pmml.preprocessing': 'ExpressionTransformer SelectFirstTransformer',
  'sklearn2pmml.ruleset': 'RuleSet RuleSetClassifier RuleSetRegressor',
  'sklearn2pmml.util': 'Evaluatable Expression Predicate',
}

/** What leads from arithmetic over columns to the interpreter, files or the network. */
const REACHES_OUT =
  /__|(?<!['"])\b(?:import|exec|eval|compile|open|getattr|setattr|delattr|globals|locals|vars|lambda|system|popen|subprocess|builtins|breakpoint|input)\b(?!['"])|\b(?:os|sys)\s*\.|\.\s*(?:os|sys|load\w*|read_\w+|save\w*|tofile|fromfile|memmap|genfromtxt|f2py|distutils|testing|io|ctypeslib|query|pipe|apply\w*|test\w*|tb_\w+|gi_\w+|cr_\w+|f_\w+)\b/
const MAX_DEPTH = 6
/** Longer texts are cut. */
const MAX_TEXT = 4096

function reachesOut(value: Value, depth: number): boolean {
  switch (value.kind) {
    case 'str':
      return value.value.length >= MAX_TEXT || REACHES_OUT.test(value.value)
    case 'tuple':
    case 'list':
      return (
        depth >= MAX_DEPTH ||
        value.items.length < value.length ||
        value.items.some((v) => reachesOut(v, depth + 1))
      )
    case 'dict':
      return (
        depth >= MAX_DEPTH ||
        value.items.length < value.length ||
        value.items.some(([, v]) => reachesOut(v, depth + 1))
      )
    default:
      return false
  }
}

function expressionState(state: Value): string | undefined {
  if (state.kind !== 'dict') return 'takes another state'
  return reachesOut(state, 0) ? 'keeps an expression that reaches beyond its columns' : anyState(state)
}

export const sklearn2pmml: readonly Contract[] = [
  ...listed('sklearn2pmml', evaluating, { call: bare, build: expressionState }),
  ...listed('sklearn2pmml', classes, { call: bare, build: anyState }),
  ...listed('sklearn2pmml', { 'sklearn_pandas.pipeline': '_call_fit' }, reference),
  ...listed('sklearn2pmml', { 'CHAID.graph': 'Graph' }, instance),
]
