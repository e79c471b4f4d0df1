import type { OnnxFacts, OperatorFact } from './facts.ts'

/** Where an operator's code comes from. */
export type OperatorOrigin = 'standard' | 'unknown-standard' | 'runtime' | 'function' | 'foreign'

/** All operators that ai.onnx ever had, and those that old exporters wrote into its domain. */
const STANDARD = new Set(
  (
    'Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization ' +
    'Bernoulli BitCast BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow Cast CastLike CausalConvWithState ' +
    'Ceil Celu CenterCropPad Clip Col2Im Compress Concat ConcatFromSequence Constant ConstantOfShape Conv ConvInteger ' +
    'ConvTranspose Cos Cosh CumProd CumSum DFT DeformConv DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear ' +
    'Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool ' +
    'GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample GroupNormalization HammingWindow HannWindow HardSigmoid ' +
    'HardSwish Hardmax Identity If ImageDecoder InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less ' +
    'LessOrEqual LinearAttention Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool MaxRoiPool ' +
    'MaxUnpool Mean MeanVarianceNormalization MelWeightMatrix Min Mish Mod Mul Multinomial Neg NegativeLogLikelihoodLoss ' +
    'NonMaxSuppression NonZero Not OneHot Optional OptionalGetElement OptionalHasElement Or PRelu Pad Pow QLinearConv ' +
    'QLinearMatMul QuantizeLinear RMSNormalization RNN RandomNormal RandomNormalLike RandomUniform RandomUniformLike Range ' +
    'Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ' +
    'ReduceSumSquare RegexFullMatch Relu Reshape Resize ReverseSequence RoiAlign RotaryEmbedding Round STFT Scan Scatter ' +
    'ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert SequenceLength ' +
    'SequenceMap Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyLoss Softplus Softsign SpaceToDepth ' +
    'Split SplitToSequence Sqrt Squeeze StringConcat StringNormalizer StringSplit Sub Sum SwiGLU Swish Tan Tanh TensorScatter ' +
    'TfIdfVectorizer ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Upsample Where Xor ' +
    // Experimental operators of the first releases and what ONNX Runtime itself reads and writes in this domain.
    'ATen Affine ConstantFill Crop DynamicSlice GRUUnit GivenTensorFill ImageScaler ParametricSoftplus Scale ScaledTanh ' +
    'SpaceToBatch LoopIndexTensor SimplifiedLayerNormalization MemcpyFromHost MemcpyToHost FunctionCall'
  ).split(' '),
)
const STANDARD_DOMAINS = new Set(['', 'ai.onnx'])

/** Domains whose operators come with ONNX, a common runtime, or its vendor's own packages. */
const RUNTIME_DOMAIN =
  /^(ai\.onnx\.(ml|training|preview|preview\.training|contrib)|com\.microsoft(\..+)?|com\.ms\..+|org\.pytorch\..+|pkg\..+|com\.nvidia(\..+)?|trt(\.plugins)?|org\.openvinotoolkit|ai\.intel|com\.intel\..+|com\.qti\..+|com\.qualcomm(\..+)?|com\.amd(\..+)?|com\.xilinx(\..+)?|mmdeploy|mmcv|onnx_extended\..+)$/i

export function originOf(operator: OperatorFact, functions: ReadonlySet<string>): OperatorOrigin {
  if (functions.has(`${operator.domain}\0${operator.type}`)) return 'function'
  if (STANDARD_DOMAINS.has(operator.domain))
    return STANDARD.has(operator.type) ? 'standard' : 'unknown-standard'
  return RUNTIME_DOMAIN.test(operator.domain) ? 'runtime' : 'foreign'
}

export function functionNames(facts: OnnxFacts): Set<string> {
  return new Set(facts.functions.map((f) => `${f.domain}\0${f.name}`))
}

/** Words that say that an operator leaves the world of tensors. */
const LEAVES_TENSORS =
  /python|pyfunc|pyop|pycall|shell|exec(?!utor)|eval(?!uat)|system|command|subprocess|spawn|script|dlopen|loadlib|ctypes|socket|http|download|readfile|writefile|openfile|pickle|syscall/i

export function leavesTensors({ domain, type }: OperatorFact): boolean {
  return (
    LEAVES_TENSORS.test(type.replaceAll('_', '')) || /(^|[._])(python|shell|exec|system|pyop)/i.test(domain)
  )
}
