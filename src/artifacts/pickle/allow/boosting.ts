import type { Contract } from '../contract.ts'
import { anyState, bare, instance, listed, record, reference, takes, type NameLists } from './behaviour.ts'
import { oneOf, rawText } from './shape.ts'

/** Gradient boosting: their boosters hold the model as text or bytes, parsed by their own readers. */
const classes: NameLists = {
  lightgbm: 'Booster LGBMModel LGBMClassifier LGBMRegressor LGBMRanker',
  'lightgbm.basic': 'Booster Dataset _InnerPredictor',
  'lightgbm.sklearn':
    'LGBMModel LGBMClassifier LGBMRegressor LGBMRanker _ObjectiveFunctionWrapper _EvalFunctionWrapper _LGBMLabelEncoder',
  'lightgbm.compat': '_LGBMLabelEncoder',
  'lightgbm.engine': 'CVBooster _CVBooster',
  xgboost: 'Booster',
  'xgboost.core': 'Booster',
  'xgboost.sklearn': `XGBModel XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor XGBClassifierBase
    XGBRankerMixIn XGBModelBase`,
  'xgboost.compat': 'XGBoostLabelEncoder',
  'xgboost.callback': 'EarlyStopping EvaluationMonitor LearningRateScheduler TrainingCallback',
  catboost: 'CatBoost CatBoostClassifier CatBoostRegressor CatBoostRanker',
  'catboost.core': 'CatBoost CatBoostClassifier CatBoostRegressor CatBoostRanker Pool',
}

export const boosting: readonly Contract[] = [
  ...listed('boosting', classes, { call: bare, build: anyState }),
  ...listed('boosting', { _catboost: '_CatBoost' }, { call: takes([oneOf(rawText)], 0), build: anyState }),
  ...listed('boosting', { 'lightgbm.sklearn': 'LGBMNotFittedError' }, reference),
  ...listed('boosting', { 'xgboost.core': 'DataSplitMode' }, record),
  ...listed('boosting', { 'lightgbm.callback': '_EarlyStoppingCallback _LogEvaluationCallback' }, instance),
]
