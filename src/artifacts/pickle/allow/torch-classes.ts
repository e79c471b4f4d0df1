import type { NameLists } from './behaviour.ts'

/** Optimisers, schedulers, distributions and data sets: made by `__new__`, then given their attributes. */
export const torchClasses: NameLists = {
  'torch.amp.autocast_mode': '_UnmanagedAutocast autocast',
  'torch.amp.grad_scaler': 'GradScaler _MultiDeviceReplicator',
  'torch.ao.quantization.observer': `
    Granularity PerAxis PerBlock PerGroup PerRow PerTensor PerToken _PartialWrapper
  `,
  'torch.ao.quantization.qconfig_mapping': 'QConfigMapping',
  'torch.cuda.amp.grad_scaler': 'GradScaler',
  'torch.distributions.bernoulli': 'Bernoulli',
  'torch.distributions.beta': 'Beta',
  'torch.distributions.binomial': 'Binomial',
  'torch.distributions.categorical': 'Categorical',
  'torch.distributions.cauchy': 'Cauchy',
  'torch.distributions.chi2': 'Chi2',
  'torch.distributions.constraint_registry': 'ConstraintRegistry',
  'torch.distributions.constraints': `
    Constraint MixtureSameFamilyConstraint _Boolean _Cat _CorrCholesky _Dependent _DependentProperty
    _GreaterThan _GreaterThanEq _HalfOpenInterval _IndependentConstraint _IntegerGreaterThan
    _IntegerInterval _IntegerLessThan _Interval _LessThan _LowerCholesky _LowerTriangular _Multinomial
    _OneHot _PositiveDefinite _PositiveSemidefinite _Real _Simplex _Square _Stack _Symmetric
  `,
  'torch.distributions.continuous_bernoulli': 'ContinuousBernoulli',
  'torch.distributions.dirichlet': 'Dirichlet _Dirichlet',
  'torch.distributions.distribution': 'Distribution',
  'torch.distributions.exp_family': 'ExponentialFamily',
  'torch.distributions.exponential': 'Exponential',
  'torch.distributions.fishersnedecor': 'FisherSnedecor',
  'torch.distributions.gamma': 'Gamma',
  'torch.distributions.generalized_pareto': 'GeneralizedPareto',
  'torch.distributions.geometric': 'Geometric',
  'torch.distributions.gumbel': 'Gumbel',
  'torch.distributions.half_cauchy': 'HalfCauchy',
  'torch.distributions.half_normal': 'HalfNormal',
  'torch.distributions.independent': 'Independent',
  'torch.distributions.inverse_gamma': 'InverseGamma',
  'torch.distributions.kl': '_Match',
  'torch.distributions.kumaraswamy': 'Kumaraswamy',
  'torch.distributions.laplace': 'Laplace',
  'torch.distributions.lkj_cholesky': 'LKJCholesky',
  'torch.distributions.log_normal': 'LogNormal',
  'torch.distributions.logistic_normal': 'LogisticNormal',
  'torch.distributions.lowrank_multivariate_normal': 'LowRankMultivariateNormal',
  'torch.distributions.mixture_same_family': 'MixtureSameFamily',
  'torch.distributions.multinomial': 'Multinomial',
  'torch.distributions.multivariate_normal': 'MultivariateNormal',
  'torch.distributions.negative_binomial': 'NegativeBinomial',
  'torch.distributions.normal': 'Normal',
  'torch.distributions.one_hot_categorical': 'OneHotCategorical OneHotCategoricalStraightThrough',
  'torch.distributions.pareto': 'Pareto',
  'torch.distributions.poisson': 'Poisson',
  'torch.distributions.relaxed_bernoulli': 'LogitRelaxedBernoulli RelaxedBernoulli',
  'torch.distributions.relaxed_categorical': 'ExpRelaxedCategorical RelaxedOneHotCategorical',
  'torch.distributions.studentT': 'StudentT',
  'torch.distributions.transformed_distribution': 'TransformedDistribution',
  'torch.distributions.transforms': `
    AbsTransform AffineTransform CatTransform ComposeTransform CorrCholeskyTransform
    CumulativeDistributionTransform ExpTransform IndependentTransform LowerCholeskyTransform
    PositiveDefiniteTransform PowerTransform ReshapeTransform SigmoidTransform SoftmaxTransform
    SoftplusTransform StackTransform StickBreakingTransform TanhTransform Transform _InverseTransform
  `,
  'torch.distributions.uniform': 'Uniform',
  'torch.distributions.utils': '_lazy_property_and_property lazy_property',
  'torch.distributions.von_mises': 'VonMises',
  'torch.distributions.weibull': 'Weibull',
  'torch.distributions.wishart': 'Wishart',
  'torch.nn.modules.linear_cross_entropy_options': 'LinearCrossEntropyOptions',
  'torch.nn.utils.prune': `
    BasePruningMethod CustomFromMask Identity L1Unstructured LnStructured PruningContainer RandomStructured
    RandomUnstructured
  `,
  'torch.nn.utils.spectral_norm': 'SpectralNorm SpectralNormLoadStateDictPreHook SpectralNormStateDictHook',
  'torch.nn.utils.weight_norm': 'WeightNorm',
  'torch.optim._adafactor': 'Adafactor',
  'torch.optim._multi_tensor.adam': 'Adam',
  'torch.optim._muon': 'Muon',
  'torch.optim.adadelta': 'Adadelta',
  'torch.optim.adagrad': 'Adagrad',
  'torch.optim.adam': 'Adam',
  'torch.optim.adamax': 'Adamax',
  'torch.optim.adamw': 'AdamW',
  'torch.optim.asgd': 'ASGD',
  'torch.optim.lbfgs': 'LBFGS',
  'torch.optim.lr_scheduler': `
    ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR
    LRScheduler LambdaLR LinearLR MultiStepLR MultiplicativeLR OneCycleLR PolynomialLR ReduceLROnPlateau
    SequentialLR StepLR _LRScheduler _enable_get_lr_call _initial_mode
  `,
  'torch.optim.nadam': 'NAdam',
  'torch.optim.optimizer': 'Optimizer _RequiredParameter',
  'torch.optim.radam': 'RAdam',
  'torch.optim.rmsprop': 'RMSprop',
  'torch.optim.rprop': 'Rprop',
  'torch.optim.sgd': 'SGD',
  'torch.optim.sparse_adam': 'SparseAdam',
  'torch.optim.swa_utils': 'SWALR',
  'torch.utils.data.dataset': `
    ChainDataset ConcatDataset Dataset IterableDataset StackDataset Subset TensorDataset
  `,
  'torch.utils.data.sampler': `
    BatchSampler RandomSampler Sampler SequentialSampler SubsetRandomSampler WeightedRandomSampler
  `,
}

/** Named tuples and enumerations. */
export const torchRecords: NameLists = {
  'torch.amp.grad_scaler': 'OptState',
  'torch.ao.quantization.observer': 'MappingType ZeroPointDomain TorchAODType',
  'torch.ao.quantization.qconfig': 'QConfig QConfigDynamic',
  'torch.ao.quantization.quant_type': 'QuantType',
  'torch.cuda.amp.grad_scaler': 'OptState',
  'torch.distributed.fsdp.api': 'StateDictType ShardingStrategy BackwardPrefetch',
  'torch.nn.modules.module': '_IncompatibleKeys',
  'torch.nn.utils.rnn': 'PackedSequence',
  'torch.quantization.qconfig': 'QConfig QConfigDynamic',
}

/** Pure functions that modules keep as attributes. */
export const torchFunctions: NameLists = {
  torch: `
    relu sigmoid tanh softmax log_softmax selu celu relu_ rrelu prelu mean sum add mul cat stack exp log
    sqrt abs sin cos square erf ones zeros randn norm clamp dropout alpha_dropout layer_norm sort argsort
    argmax argmin max min median flatten squeeze unsqueeze nan_to_num logsumexp mm matmul bmm
  `,
  'torch._C': '_nn _VariableFunctions',
  'torch._C._nn': `
    gelu silu relu6 elu hardtanh hardsigmoid hardswish leaky_relu softplus softshrink mish logsigmoid glu
    linear pad one_hot scaled_dot_product_attention
  `,
  'torch.nn.functional': `
    _adaptive_max_pool1d _adaptive_max_pool2d _adaptive_max_pool3d _canonical_mask _check_key_padding_mask
    _check_unpool_output_size _enum_list_as_int_list _expand_single_value _fractional_max_pool2d
    _fractional_max_pool3d _get_softmax_dim _in_projection _in_projection_packed _is_integer _list_or_empty
    _max_pool1d _max_pool2d _max_pool3d _mha_shape_check _no_grad_embedding_renorm_ _none_or_dtype
    _threshold _unpool_output_size _verify_batch_size _verify_spatial_size adaptive_avg_pool2d
    adaptive_avg_pool3d adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices
    adaptive_max_pool3d_with_indices affine_grid alpha_dropout assert_int_or_pair batch_norm
    binary_cross_entropy binary_cross_entropy_with_logits celu cosine_embedding_loss cross_entropy ctc_loss
    dropout dropout1d dropout2d dropout3d elu embedding embedding_bag feature_alpha_dropout fold
    fractional_max_pool2d_with_indices fractional_max_pool3d_with_indices gaussian_nll_loss glu grid_sample
    group_norm grouped_mm gumbel_softmax hardsigmoid hardswish hardtanh hinge_embedding_loss huber_loss
    instance_norm interpolate kl_div l1_loss layer_norm leaky_relu linear_cross_entropy local_response_norm
    log_softmax lp_pool1d lp_pool2d lp_pool3d margin_ranking_loss max_pool1d_with_indices
    max_pool2d_with_indices max_pool3d_with_indices max_unpool1d max_unpool2d max_unpool3d mish mse_loss
    multi_head_attention_forward multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss
    nll_loss normalize pad poisson_nll_loss relu relu6 rms_norm rrelu scaled_grouped_mm scaled_mm selu
    sigmoid silu smooth_l1_loss soft_margin_loss softmax softmin softsign tanh tanhshrink
    triplet_margin_loss triplet_margin_with_distance_loss unfold upsample upsample_bilinear upsample_nearest
  `,
  'torch.nn.init': `
    _calculate_correct_fan _calculate_fan_in_and_fan_out _make_deprecate _no_grad_fill_ _no_grad_normal_
    _no_grad_trunc_normal_ _no_grad_uniform_ _no_grad_zero_ calculate_gain constant_ dirac_ eye_
    kaiming_normal_ kaiming_uniform_ normal_ ones_ orthogonal_ sparse_ trunc_normal_ uniform_ xavier_normal_
    xavier_uniform_ zeros_
  `,
  'torch.nn.utils.rnn': `
    _packed_sequence_init _packed_sequence_init_args bind invert_permutation pack_padded_sequence
    pack_sequence pad_packed_sequence pad_sequence unpack_sequence unpad_sequence
  `,
  'torch.utils.data._utils.collate': `
    collate collate_float_fn collate_int_fn collate_numpy_array_fn collate_numpy_scalar_fn collate_str_fn
    collate_tensor_fn default_collate default_convert
  `,
}
