const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Classes of Keras 1 to 3 and tf.keras that a saved model consists of. None opens a file or takes code. */
export const CLASSES: ReadonlySet<string> = words(`
  Model Sequential Functional Layer Operation Function InputSpec KerasTensor Variable SeedGenerator Policy PolicyV1
  DTypePolicy FloatDTypePolicy QuantizedDTypePolicy QuantizedFloat8DTypePolicy DTypePolicyMap Int4DTypePolicy
  AWQDTypePolicy GPTQDTypePolicy Container Graph Merge Network TensorShape ListWrapper _DictWrapper TrackableDict
  WideDeepModel LinearModel AutoEncoder Highway MaxoutDense TimeDistributedDense
  Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
  AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention AugMix
  AutoContrast Average AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D
  BatchNormalization BatchNormalizationV1 BatchNormalizationV2 SyncBatchNormalization Bidirectional CategoryEncoding
  CenterCrop Concatenate ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D Conv2DTranspose
  Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution2D Convolution3D Convolution2DTranspose
  AtrousConvolution1D AtrousConvolution2D Deconvolution2D Deconvolution3D SeparableConvolution1D SeparableConvolution2D
  ConvRecurrent2D ConvLSTM2DCell ConvRNN2D Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM CutMix Dense DenseFeatures
  SequenceFeatures DepthwiseConv1D DepthwiseConv2D DepthwiseConv3D Discretization Dot Dropout ELU EinsumDense Embedding
  Equalization Flatten GRU GRUV1 GRUV2 GRUCell GRUCellV1 GRUCellV2 GaussianDropout GaussianNoise GlobalAveragePooling1D
  GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPooling1D
  GlobalMaxPooling2D GlobalMaxPooling3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D GroupNormalization
  GroupQueryAttention GroupedQueryAttention HashedCrossing Hashing Identity InputLayer LSTM LSTMV1 LSTMV2 LSTMCell
  LSTMCellV1 LSTMCellV2 LayerNormalization LeakyReLU LinearWrapper LocallyConnected1D LocallyConnected2D Masking
  MaxNumBoundingBoxes MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum MelSpectrogram
  Minimum MixUp MultiHeadAttention Multiply Normalization PReLU ParametricSoftplus PeepholeLSTMCell Permute Pipeline
  PreprocessingLayer RMSNormalization RNN RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter
  RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomFourierFeatures RandomGaussianBlur
  RandomGrayscale RandomHeight RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation
  RandomSaturation RandomSharpness RandomShear RandomTranslation RandomWidth RandomZoom ReLU Recurrent RepeatVector
  Rescaling Reshape Resizing ReversibleEmbedding STFTSpectrogram SReLU SeparableConv1D SeparableConv2D SimpleRNN
  SimpleRNNCell Softmax Solarization SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization
  StackedRNNCells AbstractRNNCell Subtract ThresholdedReLU TimeDistributed UnitNormalization UpSampling1D UpSampling2D
  UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D AddLoss AddMetric TensorFlowOpLayer SlicingOpLambda
  InstanceProperty InstanceMethod ClassMethod TFClassMethodDispatcher DelegatingTrainingModel BaseRandomLayer
  Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity LecunNormal LecunUniform Ones Orthogonal RandomNormal
  RandomUniform STFT TruncatedNormal VarianceScaling Zeros Initializer IdentityInitializer
  Constraint MaxNorm MinMaxNorm NonNeg UnitNorm RadialConstraint MaxNormConstraint
  Regularizer L1 L1L2 L2 OrthogonalRegularizer WeightRegularizer ActivityRegularizer
  Optimizer Adadelta Adafactor Adagrad Adam AdamW Adamax CosineDecay CosineDecayRestarts ExponentialDecay Ftrl
  InverseTimeDecay Lamb LearningRateSchedule Lion LossScaleOptimizer LossScaleOptimizerV3 MultiOptimizer Muon Nadam
  OptimizerMap PiecewiseConstantDecay PolynomialDecay RMSprop SGD ScheduleFreeAdamW TFOptimizer WarmUp LinearCosineDecay
  NoisyLinearCosineDecay DynamicLossScale FixedLossScale
  Loss BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy
  CategoricalGeneralizedCrossEntropy CategoricalHinge Circle CosineSimilarity Dice Hinge Huber KLDivergence LogCosh
  MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson
  SparseCategoricalCrossentropy SquaredHinge Tversky LossFunctionWrapper DistillationLoss Distiller
  FeatureDistillation LogitsDistillation
  Metric AUC Accuracy BinaryAccuracy BinaryIoU CategoricalAccuracy ConcordanceCorrelation CosineProximity F1Score
  FBetaScore FalseNegatives FalsePositives IoU LogCoshError Mean MeanIoU MeanMetricWrapper MeanRelativeError MeanTensor
  OneHotIoU OneHotMeanIoU PearsonCorrelation Precision PrecisionAtRecall R2Score Recall RecallAtPrecision Reduce
  RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy SparseTopKCategoricalAccuracy
  SpecificityAtSensitivity Sum SumOverBatchSize SumOverBatchSizeMetricWrapper TopKCategoricalAccuracy TrueNegatives
  TruePositives CompileMetrics
  Quantizer AbsMaxQuantizer AWQConfig GPTQConfig QuantizationConfig Int4QuantizationConfig Int8QuantizationConfig
  Float8QuantizationConfig FeatureSpace Cross Feature
  StringLookup IntegerLookup IndexLookup TextVectorization TFOpLambda Tokenizer`)

/** Values that Keras writes as objects. */
export const MARKERS: ReadonlySet<string> = words(
  '__keras_tensor__ __tensor__ __numpy__ __bytes__ __ellipsis__ __slice__ __tuple__ __typespec__ __complex__ TensorShape CompositeTensor TypeSpec',
)

/** Where in Keras parts of models live: `keras.src.layers.core.dense`, `keras.engine.training`. */
export const MODEL_AREAS: ReadonlySet<string> = words(`
  layers models model initializers regularizers constraints optimizers optimizer_v1 optimizer_v2 optimizer_experimental losses metrics activations
  dtype_policies mixed_precision quantizers random ops engine distillation premade premade_models legacy _legacy
  legacy_tf_layers feature_column applications backend legacy_tf_optimizers optimizer_experimental initializers_v2 integration_test`)

/** Roots under which Keras was ever imported. */
export const KERAS_ROOT: RegExp =
  /^(?:tensorflow\.(?:python\.|_api\.v[12]\.|compat\.v[12]\.)?keras|tf\.keras|tf_keras|keras)(?:\.(?:src|api|_v[12]|_tf_keras|tf_keras|keras|python))*(?:\.|$)/

/** Companion packages of the Keras team and extensions that saved models commonly name. */
export const COMPANIONS: ReadonlySet<string> = words(`
  keras_hub keras_nlp keras_cv keras_core keras_tuner keras_rs keras_retinanet keras_contrib keras_bert
  keras_transformer keras_self_attention keras_pos_embd keras_layer_normalization keras_multi_head keras_radam
  efficientnet segmentation_models tensorflow_addons tensorflow_hub tensorflow_text tensorflow_probability
  tensorflow_model_optimization tensorflow_recommenders tensorflow_decision_forests tensorflow_similarity official tfimm keras_efficientnet_v2
  keras_cv_attention_models vit_keras qkeras larq autokeras spektral stellargraph deepchem tcn attention kerastuner`)
