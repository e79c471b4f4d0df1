import type { Contract } from '../contract.ts'
import { anyState, bare, listed, record, reference, takesAny, type NameLists } from './behaviour.ts'

/** `sktree` and its successor `treeple` carry a copy of scikit-learn's trees. */
const obliqueTrees: NameLists = Object.fromEntries(
  ['sktree', 'treeple'].flatMap((root): (readonly [string, string])[] => [
    [`${root}.ensemble._eiforest`, 'ExtendedIsolationForest'],
    [
      `${root}.ensemble._supervised_forest`,
      `ObliqueRandomForestClassifier ObliqueRandomForestRegressor PatchObliqueRandomForestClassifier
       PatchObliqueRandomForestRegressor ExtraObliqueRandomForestClassifier ExtraObliqueRandomForestRegressor`,
    ],
    [
      `${root}.ensemble._unsupervised_forest`,
      'UnsupervisedRandomForest UnsupervisedObliqueRandomForest ForestCluster',
    ],
    [`${root}.ensemble._honest_forest`, 'HonestForestClassifier'],
    [
      `${root}.tree._classes`,
      `ObliqueDecisionTreeClassifier ObliqueDecisionTreeRegressor ExtraObliqueDecisionTreeClassifier
       ExtraObliqueDecisionTreeRegressor PatchObliqueDecisionTreeClassifier PatchObliqueDecisionTreeRegressor
       UnsupervisedDecisionTree UnsupervisedObliqueDecisionTree`,
    ],
    [`${root}.tree._honest_tree`, 'HonestTreeClassifier'],
    [
      `${root}._lib.sklearn.tree._classes`,
      'DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor',
    ],
    [
      `${root}._lib.sklearn.ensemble._forest`,
      'RandomForestClassifier RandomForestRegressor ExtraTreesClassifier ExtraTreesRegressor',
    ],
  ]),
)

/** Compiled: made by a call with sizes and arrays. */
const obliqueExtensions: NameLists = Object.fromEntries(
  ['sktree', 'treeple'].flatMap((root): (readonly [string, string])[] => [
    [`${root}.tree._oblique_tree`, 'ObliqueTree'],
    [
      `${root}.tree._oblique_splitter`,
      'ObliqueSplitter BestObliqueSplitter RandomObliqueSplitter MultiViewObliqueSplitter',
    ],
    [`${root}.tree.manifold._morf_splitter`, 'PatchSplitter BestPatchSplitter'],
    [`${root}.tree.unsupervised._unsup_tree`, 'UnsupervisedTree'],
    [`${root}.tree.unsupervised._unsup_oblique_tree`, 'UnsupervisedObliqueTree'],
    [`${root}.tree.unsupervised._unsup_criterion`, 'TwoMeans FastBIC'],
    [
      `${root}._lib.sklearn.tree._criterion`,
      'Entropy Gini MSE MAE Poisson FriedmanMSE ClassificationCriterion RegressionCriterion',
    ],
    [`${root}._lib.sklearn.tree._tree`, 'Tree BaseTree DepthFirstTreeBuilder BestFirstTreeBuilder'],
    [`${root}._lib.sklearn.tree._splitter`, 'Splitter BestSplitter RandomSplitter'],
  ]),
)

/** Learners of scikit-learn's manner: instances whose attributes are settings, arrays and further learners. */
const learners: NameLists = {
  'boruta.boruta_py': 'BorutaPy',
  'category_encoders.backward_difference': 'BackwardDifferenceEncoder',
  'category_encoders.basen': 'BaseNEncoder',
  'category_encoders.binary': 'BinaryEncoder',
  'category_encoders.cat_boost': 'CatBoostEncoder',
  'category_encoders.count': 'CountEncoder',
  'category_encoders.glmm': 'GLMMEncoder',
  'category_encoders.gray': 'GrayEncoder',
  'category_encoders.hashing': 'HashingEncoder',
  'category_encoders.helmert': 'HelmertEncoder',
  'category_encoders.james_stein': 'JamesSteinEncoder',
  'category_encoders.leave_one_out': 'LeaveOneOutEncoder',
  'category_encoders.m_estimate': 'MEstimateEncoder',
  'category_encoders.one_hot': 'OneHotEncoder',
  'category_encoders.ordinal': 'OrdinalEncoder',
  'category_encoders.polynomial': 'PolynomialEncoder',
  'category_encoders.quantile_encoder': 'QuantileEncoder SummaryEncoder',
  'category_encoders.rankhot': 'RankHotEncoder',
  'category_encoders.sum_coding': 'SumEncoder',
  'category_encoders.target_encoder': 'TargetEncoder',
  'category_encoders.woe': 'WOEEncoder',
  'category_encoders.wrapper': 'PolynomialWrapper NestedCVWrapper',
  'causalml.inference.meta.slearner': `BaseSLearner BaseSRegressor BaseSClassifier LRSRegressor StatsmodelsOLS`,
  'causalml.inference.meta.tlearner': `BaseTLearner BaseTRegressor BaseTClassifier XGBTRegressor MLPTRegressor`,
  'causalml.inference.meta.xlearner': 'BaseXLearner BaseXRegressor BaseXClassifier',
  'causalml.inference.meta.rlearner': 'BaseRLearner BaseRRegressor BaseRClassifier XGBRRegressor',
  'causalml.inference.meta.drlearner': 'BaseDRLearner BaseDRRegressor XGBDRRegressor',
  'causalml.propensity': `PropensityModel LogisticRegressionPropensityModel ElasticNetPropensityModel
    GradientBoostedPropensityModel`,
  'flaml.automl.automl': 'AutoML SearchState',
  'flaml.automl.state': 'AutoMLState SearchState',
  'flaml.automl.data': 'DataTransformer',
  'flaml.automl.contrib.histgb': 'HistGradientBoostingEstimator',
  'flaml.automl.model': `BaseEstimator SKLearnEstimator LGBMEstimator XGBoostEstimator XGBoostSklearnEstimator
    XGBoostLimitDepthEstimator RandomForestEstimator ExtraTreesEstimator LRL1Classifier LRL2Classifier
    CatBoostEstimator KNeighborsEstimator SGDEstimator SVCEstimator ElasticNetEstimator LassoLarsEstimator`,
  'flaml.model': `BaseEstimator SKLearnEstimator LGBMEstimator XGBoostEstimator XGBoostSklearnEstimator
    XGBoostLimitDepthEstimator RandomForestEstimator ExtraTreesEstimator LRL1Classifier LRL2Classifier
    CatBoostEstimator KNeighborsEstimator`,
  'hdbscan.hdbscan_': 'HDBSCAN',
  'hpsklearn.estimator.estimator': 'hyperopt_estimator',
  'hyperopt.base': 'Trials',
  'imblearn.base': 'FunctionSampler',
  'imblearn.combine._smote_enn': 'SMOTEENN',
  'imblearn.combine._smote_tomek': 'SMOTETomek',
  'imblearn.ensemble._bagging': 'BalancedBaggingClassifier',
  'imblearn.ensemble._easy_ensemble': 'EasyEnsembleClassifier',
  'imblearn.ensemble._forest': 'BalancedRandomForestClassifier',
  'imblearn.ensemble._weight_boosting': 'RUSBoostClassifier',
  'imblearn.over_sampling._adasyn': 'ADASYN',
  'imblearn.over_sampling._random_over_sampler': 'RandomOverSampler',
  'imblearn.over_sampling._smote': 'SMOTE SMOTENC SMOTEN BorderlineSMOTE KMeansSMOTE SVMSMOTE',
  'imblearn.over_sampling._smote.base': 'SMOTE SMOTENC SMOTEN',
  'imblearn.over_sampling._smote.cluster': 'KMeansSMOTE',
  'imblearn.over_sampling._smote.filter': 'BorderlineSMOTE SVMSMOTE',
  'imblearn.pipeline': 'Pipeline',
  'imblearn.under_sampling._prototype_generation._cluster_centroids': 'ClusterCentroids',
  'imblearn.under_sampling._prototype_selection._condensed_nearest_neighbour': 'CondensedNearestNeighbour',
  'imblearn.under_sampling._prototype_selection._edited_nearest_neighbours':
    'EditedNearestNeighbours RepeatedEditedNearestNeighbours AllKNN',
  'imblearn.under_sampling._prototype_selection._instance_hardness_threshold': 'InstanceHardnessThreshold',
  'imblearn.under_sampling._prototype_selection._nearmiss': 'NearMiss',
  'imblearn.under_sampling._prototype_selection._neighbourhood_cleaning_rule': 'NeighbourhoodCleaningRule',
  'imblearn.under_sampling._prototype_selection._one_sided_selection': 'OneSidedSelection',
  'imblearn.under_sampling._prototype_selection._random_under_sampler': 'RandomUnderSampler',
  'imblearn.under_sampling._prototype_selection._tomek_links': 'TomekLinks',
  'imblearn.utils._validation': 'ArraysTransformer',
  'interpret.glassbox._decisiontree': 'ClassificationTree RegressionTree',
  'interpret.glassbox.decisiontree': 'ClassificationTree RegressionTree',
  'interpret.glassbox._linear': 'LinearRegression LogisticRegression BaseLinear',
  'interpret.glassbox.linear': 'LinearRegression LogisticRegression BaseLinear',
  'interpret.glassbox._ebm._ebm': `ExplainableBoostingClassifier ExplainableBoostingRegressor
    DPExplainableBoostingClassifier DPExplainableBoostingRegressor`,
  'interpret.glassbox.ebm.ebm': `ExplainableBoostingClassifier ExplainableBoostingRegressor BaseCoreEBM
    EBMPreprocessor DPExplainableBoostingClassifier DPExplainableBoostingRegressor`,
  'interpret.glassbox.ebm.preprocessor': 'EBMPreprocessor',
  'interpret.utils._preprocessor': 'EBMPreprocessor',
  'interpret.api.templates': 'FeatureValueExplanation',
  'mlxtend.classifier.ensemble_vote': 'EnsembleVoteClassifier',
  'mlxtend.classifier.stacking_classification': 'StackingClassifier',
  'mlxtend.classifier.stacking_cv_classification': 'StackingCVClassifier',
  'mlxtend.feature_selection.column_selector': 'ColumnSelector',
  'mlxtend.feature_selection.exhaustive_feature_selector': 'ExhaustiveFeatureSelector',
  'mlxtend.feature_selection.sequential_feature_selector': 'SequentialFeatureSelector',
  'mlxtend.preprocessing.copy_transformer': 'CopyTransformer',
  'mlxtend.preprocessing.dense_transformer': 'DenseTransformer',
  'mlxtend.preprocessing.transactionencoder': 'TransactionEncoder',
  'mlxtend.regressor.stacking_cv_regression': 'StackingCVRegressor',
  'mlxtend.regressor.stacking_regression': 'StackingRegressor',
  'ngboost.ngboost': 'NGBoost',
  'ngboost.api': 'NGBClassifier NGBRegressor NGBSurvival',
  'optbinning.logging': 'Logger',
  'optbinning.binning.binning': 'OptimalBinning',
  'optbinning.binning.binning_process': 'BinningProcess',
  'optbinning.binning.binning_statistics': `BinningTable ContinuousBinningTable MulticlassBinningTable`,
  'optbinning.binning.continuous_binning': 'ContinuousOptimalBinning',
  'optbinning.binning.cp': 'BinningCP',
  'optbinning.binning.continuous_cp': 'ContinuousBinningCP',
  'optbinning.binning.ls': 'BinningLS',
  'optbinning.binning.mip': 'BinningMIP',
  'optbinning.binning.multiclass_binning': 'MulticlassOptimalBinning',
  'optbinning.binning.multiclass_cp': 'MulticlassBinningCP',
  'optbinning.binning.multiclass_mip': 'MulticlassBinningMIP',
  'optbinning.binning.prebinning': 'PreBinning',
  'optbinning.scorecard.scorecard': 'Scorecard',
  'pycaret.internal.pipeline': 'Pipeline TimeSeriesPipeline',
  'pycaret.internal.memory': 'FastMemory',
  'pycaret.internal.meta_estimators': 'PowerTransformedTargetRegressor CustomProbabilityThresholdClassifier',
  'pycaret.internal.preprocess.iterative_imputer': 'IterativeImputer',
  'pycaret.internal.preprocess.transformers': `CleanColumnNames DropImputer EmbedTextFeatures
    ExtractDateTimeFeatures FixImbalancer GroupFeatures RareCategoryGrouping RemoveMulticollinearity
    RemoveOutliers TargetTransformer TransformerWrapper TransfomerWrapper TransformerWrapperWithInverse`,
  'pygam.pygam': 'GAM LinearGAM LogisticGAM PoissonGAM GammaGAM InvGaussGAM ExpectileGAM',
  'pygam.terms': 'Term Intercept LinearTerm SplineTerm FactorTerm MetaTermMixin TensorTerm TermList',
  'pygam.distributions': `NormalDist BinomialDist PoissonDist GammaDist InvGaussDist`,
  'pygam.links': 'IdentityLink LogitLink LogLink InverseLink InvSquaredLink',
  'pygam.callbacks': 'Deviance Accuracy Diffs Coef',
  'sklego.common': 'TrainOnlyTransformerMixin',
  'sklego.linear_model': `LowessRegression ProbWeightRegression DeadZoneRegressor LADRegression
    QuantileRegression ImbalancedLinearRegression`,
  'sklego.meta.confusion_balancer': 'ConfusionBalancer',
  'sklego.meta.decay_estimator': 'DecayEstimator',
  'sklego.meta.estimator_transformer': 'EstimatorTransformer',
  'sklego.meta.grouped_predictor': 'GroupedPredictor GroupedRegressor GroupedClassifier',
  'sklego.meta.grouped_transformer': 'GroupedTransformer',
  'sklego.meta.ordinal_classification': 'OrdinalClassifier',
  'sklego.meta.subjective_classifier': 'SubjectiveClassifier',
  'sklego.meta.thresholder': 'Thresholder',
  'sklego.meta.zero_inflated_regressor': 'ZeroInflatedRegressor',
  'sklego.pipeline': 'DebugPipeline',
  'sklego.preprocessing.columncapper': 'ColumnCapper',
  'sklego.preprocessing.identitytransformer': 'IdentityTransformer',
  'sklego.preprocessing.pandastransformers': 'ColumnDropper ColumnSelector PandasTypeSelector TypeSelector',
  'sklego.preprocessing.repeatingbasis': 'RepeatingBasisFunction',
  'tpot.builtins.combine_dfs': 'CombineDFs',
  'tpot.builtins.feature_set_selector': 'FeatureSetSelector',
  'tpot.builtins.feature_transformers': 'CategoricalSelector ContinuousSelector',
  'tpot.builtins.one_hot_encoder': 'OneHotEncoder',
  'tpot.builtins.stacking_estimator': 'StackingEstimator',
  'tpot.builtins.zero_count': 'ZeroCount',
}

/** Classes and functions that learners name as settings. */
const settings: NameLists = {
  'ngboost.distns': 'Normal LogNormal Exponential Bernoulli Poisson Laplace Gamma MultivariateNormal',
  'ngboost.distns.normal': 'Normal NormalFixedVar NormalFixedMean NormalLogScore NormalCRPScore',
  'ngboost.distns.lognormal': 'LogNormal',
  'ngboost.distns.exponential': 'Exponential',
  'ngboost.distns.categorical': 'Bernoulli Categorical',
  'ngboost.distns.poisson': 'Poisson',
  'ngboost.distns.laplace': 'Laplace',
  'ngboost.distns.gamma': 'Gamma',
  'ngboost.distns.t': 'T TFixedDf TFixedDfFixedVar',
  'ngboost.scores': 'LogScore CRPScore Score MLE CRPS',
  'hyperopt.tpe': 'suggest',
  'hyperopt.rand': 'suggest',
  'category_encoders.utils': 'TransformerWithTargetMixin SupervisedTransformerMixin',
}

const estimator = { call: bare, build: anyState }

export const sklearnCompanions: readonly Contract[] = [
  ...listed('sklearn-companions', learners, estimator),
  ...listed('sklearn-companions', obliqueTrees, estimator),
  ...listed('sklearn-companions', obliqueExtensions, { call: takesAny(), build: anyState }),
  ...listed('sklearn-companions', settings, reference),
  ...listed('sklearn-companions', { 'interpret.utils._seed': 'normalize_seed' }, reference),
  ...listed('sklearn-companions', { 'flaml.automl.task.task': 'Task' }, record),
]
