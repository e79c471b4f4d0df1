import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import { reachesOut } from './expression.ts'
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

function expressionState(state: Value): string | undefined {
  if (state.kind !== 'dict') return 'takes another state'
  return reachesOut(state) ? 'keeps an expression that reaches beyond its columns' : anyState(state)
}

export const sklearn2pmml: readonly Contract[] = [
  ...listed('sklearn2pmml', evaluating, { call: bare, build: expressionState, evaluates: true }),
  ...listed('sklearn2pmml', classes, { call: bare, build: anyState }),
  ...listed('sklearn2pmml', { 'sklearn_pandas.pipeline': '_call_fit' }, reference),
  ...listed('sklearn2pmml', { 'CHAID.graph': 'Graph' }, instance),
]
