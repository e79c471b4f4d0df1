import type { NameLists } from './behaviour.ts'

/** Cython types, named tuples and enumerations: made by a call with sizes, arrays and numbers. */
export const extensions: NameLists = {
  'sklearn._loss._loss': `
    CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss
    CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity CyHuberLoss
    CyLossFunction CyPinballLoss
  `,
  'sklearn.cluster._hdbscan._tree': 'TreeUnionFind',
  'sklearn.cluster._hierarchical_fast': 'UnionFind WeightedEdge',
  'sklearn.ensemble._hist_gradient_boosting.common': 'MonotonicConstraint',
  'sklearn.ensemble._hist_gradient_boosting.histogram': 'HistogramBuilder',
  'sklearn.ensemble._hist_gradient_boosting.splitting': 'Splitter',
  'sklearn.gaussian_process.kernels': 'Hyperparameter',
  'sklearn.impute._iterative': '_ImputerTriplet',
  'sklearn.linear_model._sgd_fast': `
    Classification EpsilonInsensitive Hinge ModifiedHuber Regression SquaredEpsilonInsensitive SquaredHinge
  `,
  'sklearn.metrics._dist_metrics': `
    BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance32 CanberraDistance64 ChebyshevDistance32
    ChebyshevDistance64 DiceDistance32 DiceDistance64 DistanceMetric DistanceMetric32 DistanceMetric64
    EuclideanDistance32 EuclideanDistance64 HammingDistance32 HammingDistance64 HaversineDistance32
    HaversineDistance64 JaccardDistance32 JaccardDistance64 KulsinskiDistance32 KulsinskiDistance64
    MahalanobisDistance32 MahalanobisDistance64 ManhattanDistance32 ManhattanDistance64 MatchingDistance32
    MatchingDistance64 MinkowskiDistance32 MinkowskiDistance64 PyFuncDistance32 PyFuncDistance64
    RogersTanimotoDistance32 RogersTanimotoDistance64 RussellRaoDistance32 RussellRaoDistance64
    SEuclideanDistance32 SEuclideanDistance64 SokalMichenerDistance32 SokalMichenerDistance64
    SokalSneathDistance32 SokalSneathDistance64
  `,
  'sklearn.neighbors._ball_tree': `
    BallTree BallTree32 BallTree64 BinaryTree32 BinaryTree64 NeighborsHeap32 NeighborsHeap64 NodeHeap
  `,
  'sklearn.neighbors._kd_tree': `
    BinaryTree32 BinaryTree64 KDTree KDTree32 KDTree64 NeighborsHeap32 NeighborsHeap64 NodeHeap
  `,
  'sklearn.neighbors._quad_tree': '_QuadTree',
  'sklearn.tree._criterion': 'ClassificationCriterion Entropy Gini MAE MSE Poisson RegressionCriterion',
  'sklearn.tree._partitioner': 'DensePartitioner SparsePartitioner',
  'sklearn.tree._splitter': 'BestSparseSplitter BestSplitter RandomSparseSplitter RandomSplitter Splitter',
  'sklearn.tree._tree': `
    BestFirstTreeBuilder DepthFirstTreeBuilder Tree TreeBuilder _AlphaPruner _CCPPruneController _PathFinder
  `,
  'sklearn.tree._utils': 'PytestWeightedFenwickTree WeightedFenwickTree',
  'sklearn.utils._encode': 'MissingValues',
  'sklearn.utils._fast_dict': 'IntFloatDict',
  'sklearn.utils._metadata_requests': 'MethodPair RouterMappingPair',
  'sklearn.utils._seq_dataset': `
    ArrayDataset32 ArrayDataset64 CSRDataset32 CSRDataset64 SequentialDataset32 SequentialDataset64
  `,
  'sklearn.utils._weight_vector': 'WeightVector32 WeightVector64',
}

/** Pure functions that estimators hold as parameters; never called by a stream. */
export const functions: NameLists = {
  'sklearn.cluster._agglomerative': `
    _average_linkage _complete_linkage _fix_connectivity _hc_cut _single_linkage _single_linkage_tree
    linkage_tree ward_tree
  `,
  'sklearn.cluster._dbscan': 'dbscan',
  'sklearn.cluster._kmeans': `
    _kmeans_plusplus _kmeans_single_elkan _kmeans_single_lloyd _labels_inertia _mini_batch_step _tolerance
    k_means kmeans_plusplus
  `,
  'sklearn.cluster._mean_shift': '_mean_shift_single_seed estimate_bandwidth get_bin_seeds mean_shift',
  'sklearn.covariance._empirical_covariance': 'empirical_covariance log_likelihood',
  'sklearn.covariance._graph_lasso': `
    _dual_gap _graphical_lasso _objective alpha_max graphical_lasso graphical_lasso_path
  `,
  'sklearn.covariance._robust_covariance': '_c_step _consistency_factor c_step fast_mcd select_candidates',
  'sklearn.covariance._shrunk_covariance': `
    _ledoit_wolf _oas ledoit_wolf ledoit_wolf_shrinkage oas shrunk_covariance
  `,
  'sklearn.decomposition._fastica': `
    _cube _exp _gs_decorrelation _ica_def _ica_par _logcosh _sym_decorrelation fastica
  `,
  'sklearn.ensemble._base': '_fit_single_estimator _partition_estimators _set_random_states',
  'sklearn.ensemble._forest': `
    _accumulate_prediction _generate_sample_indices _generate_unsampled_indices _parallel_build_trees
  `,
  'sklearn.ensemble._gb': '_init_raw_predictions _safe_divide _update_terminal_regions set_huber_delta',
  'sklearn.feature_extraction.text': `
    _analyze _check_stop_list _document_frequency _make_int_array _preprocess strip_accents_ascii
    strip_accents_unicode strip_tags
  `,
  'sklearn.feature_selection._from_model': '_calculate_threshold',
  'sklearn.feature_selection._mutual_info': `
    _compute_mi _compute_mi_cc _compute_mi_cd _estimate_mi _iterate_columns mutual_info_classif
    mutual_info_regression
  `,
  'sklearn.feature_selection._rfe': '_rfe_single_fit',
  'sklearn.feature_selection._univariate_selection': `
    _chisquare _clean_nans chi2 f_classif f_oneway f_regression r_regression
  `,
  'sklearn.gaussian_process.kernels': '_approx_fprime _check_length_scale',
  'sklearn.linear_model._coordinate_descent': '_alpha_grid _path_residuals _set_order enet_path lasso_path',
  'sklearn.linear_model._huber': '_huber_loss_and_gradient',
  'sklearn.linear_model._least_angle': '_lars_path_residues _lars_path_solver lars_path lars_path_gram',
  'sklearn.metrics._base': '_average_binary_score _average_multiclass_ovo_score',
  'sklearn.metrics._classification': `
    _check_set_wise_labels _check_targets _check_zero_division _log_loss _one_hot_encoding_binary_target
    _one_hot_encoding_multiclass_target _prf_divide _validate_binary_probabilistic_prediction
    _validate_multiclass_probabilistic_prediction _warn_prf accuracy_score balanced_accuracy_score
    brier_score_loss class_likelihood_ratios classification_report cohen_kappa_score confusion_matrix
    d2_brier_score d2_log_loss_score f1_score fbeta_score hamming_loss hinge_loss jaccard_score log_loss
    matthews_corrcoef multilabel_confusion_matrix precision_score zero_one_loss
  `,
  'sklearn.metrics._pairwise_distances_reduction._dispatcher': 'sqeuclidean_row_norms',
  'sklearn.metrics._ranking': `
    _binary_roc_auc_score _check_dcg_target_type _dcg_sample_scores _multiclass_roc_auc_score
    _ndcg_sample_scores _sort_inputs_and_compute_classification_thresholds _tie_averaged_dcg auc
    average_precision_score confusion_matrix_at_thresholds coverage_error dcg_score det_curve
    label_ranking_average_precision_score label_ranking_loss metric_at_thresholds ndcg_score roc_auc_score
    roc_curve top_k_accuracy_score
  `,
  'sklearn.metrics._regression': `
    _assemble_fraction_of_explained_deviance _check_reg_targets _check_reg_targets_with_floating_dtype
    _mean_tweedie_deviance d2_absolute_error_score d2_pinball_score d2_tweedie_score
    explained_variance_score max_error mean_absolute_error mean_absolute_percentage_error
    mean_gamma_deviance mean_pinball_loss mean_poisson_deviance mean_squared_error mean_squared_log_error
    mean_tweedie_deviance median_absolute_error r2_score root_mean_squared_error root_mean_squared_log_error
  `,
  'sklearn.metrics._scorer': `
    _check_multimetric_scoring _get_func_repr_or_name _get_response_method_name
    _threshold_scores_to_class_labels check_scoring get_scorer get_scorer_names make_scorer
    negative_likelihood_ratio positive_likelihood_ratio
  `,
  'sklearn.metrics.cluster._bicluster': `
    _check_rows_and_columns _jaccard _pairwise_similarity consensus_score
  `,
  'sklearn.metrics.cluster._supervised': `
    _entropy _generalized_average adjusted_mutual_info_score adjusted_rand_score check_clusterings
    completeness_score contingency_matrix entropy fowlkes_mallows_score homogeneity_completeness_v_measure
    homogeneity_score mutual_info_score normalized_mutual_info_score pair_confusion_matrix rand_score
    v_measure_score
  `,
  'sklearn.metrics.cluster._unsupervised': `
    _silhouette_reduce calinski_harabasz_score check_number_of_labels davies_bouldin_score
    silhouette_samples silhouette_score
  `,
  'sklearn.metrics.pairwise': `
    _argmin_min_reduce _argmin_reduce _check_chunk_size _euclidean_distances _euclidean_distances_upcast
    _find_floating_dtype_allow_sparse _parallel_pairwise _precompute_metric_params _return_float_dtype
    _transposed_dist_wrapper additive_chi2_kernel check_paired_arrays check_pairwise_arrays chi2_kernel
    cosine_distances cosine_similarity distance_metrics euclidean_distances haversine_distances
    kernel_metrics laplacian_kernel linear_kernel manhattan_distances nan_euclidean_distances
    paired_cosine_distances paired_distances paired_euclidean_distances paired_manhattan_distances
    pairwise_distances pairwise_distances_argmin pairwise_distances_argmin_min pairwise_distances_chunked
    pairwise_kernels polynomial_kernel rbf_kernel sigmoid_kernel
  `,
  'sklearn.neural_network._base': `
    binary_log_loss inplace_exp inplace_identity inplace_identity_derivative inplace_logistic
    inplace_logistic_derivative inplace_relu inplace_relu_derivative inplace_softmax inplace_tanh
    inplace_tanh_derivative log_loss poisson_loss squared_loss
  `,
  'sklearn.preprocessing._data': `
    _handle_zeros_in_scale _is_constant_feature add_dummy_feature binarize maxabs_scale minmax_scale
    normalize power_transform quantile_transform robust_scale scale
  `,
  'sklearn.preprocessing._function_transformer': '_identity',
  'sklearn.preprocessing._label': `
    _inverse_binarize_multiclass _inverse_binarize_thresholding label_binarize
  `,
  'sklearn.preprocessing._polynomial': '_create_expansion',
  'sklearn.utils.extmath': `
    _approximate_mode _deterministic_vector_sign_flip _incremental_mean_and_var _nanaverage
    _randomized_eigsh _randomized_range_finder _randomized_svd _safe_accumulator_op cartesian density
    fast_logdet make_nonnegative randomized_range_finder randomized_svd row_norms safe_sparse_dot safe_sqr
    softmax squared_norm stable_cumsum svd_flip weighted_mode
  `,
}
