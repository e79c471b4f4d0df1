/**
 * What an operator does to the world outside of its graph. `saver` operators are those that every stored model
 * holds in its own save and restore functions; `pipeline` ones read training data and are ordinary in graphs
 * that were stored for training.
 */
export type Family =
  | 'python'
  | 'read'
  | 'write'
  | 'saver'
  | 'pipeline'
  | 'table'
  | 'network'
  | 'debug'
  | 'process'
  | 'print'

export interface Effect {
  readonly family: Family
  /** Completes "… with this path". */
  readonly does: string
  /** Inputs that name files or addresses. */
  readonly inputs: readonly number[]
  /** Attributes that name files, addresses or targets. */
  readonly attributes: readonly string[]
  /** Harmless as long as none of its inputs or attributes names anything. */
  readonly optional: boolean
}

type Row = readonly [
  family: Family,
  does: string,
  ops: string,
  inputs?: readonly number[],
  attributes?: readonly string[],
  optional?: boolean,
]

/** From the whole registry of TensorFlow 2.21, op by op. */
const ROWS: readonly Row[] = [
  [
    'python',
    'calls a Python function of the loading process',
    'PyFunc PyFuncStateless EagerPyFunc NumpyFunction',
    [],
    ['token'],
  ],

  ['read', 'reads a file', 'ReadFile', [0]],
  ['read', 'lists files', 'MatchingFiles MatchingFilesDataset ExperimentalMatchingFilesDataset', [0]],
  ['read', 'maps a file into memory', 'ImmutableConst', [], ['memory_region_name']],
  ['read', 'reads files', 'RecordInput', [], ['file_pattern']],
  ['read', 'reads a file', 'Skipgram', [], ['filename']],
  ['read', 'reads a file', 'FixedUnigramCandidateSampler', [], ['vocab_file'], true],
  ['read', 'reads vocabulary files', 'GenerateVocabRemapping', [0, 1]],
  ['read', 'reads a checkpoint', 'LoadAndRemapMatrix', [0]],
  ['read', 'queries a database', 'SqlDataset ExperimentalSqlDataset', [1]],
  [
    'read',
    'loads a stored data set',
    'LoadDataset ListSnapshotChunksDataset SnapshotChunkDataset SnapshotDatasetReader',
    [0],
  ],
  ['read', 'builds a pipeline from a graph hidden in a string', 'DatasetFromGraph', [0]],
  [
    'read',
    'reads message descriptors from a file',
    'DecodeProtoV2 EncodeProto',
    [],
    ['descriptor_source'],
    true,
  ],

  [
    'pipeline',
    'reads files',
    'WholeFileReader WholeFileReaderV2 TextLineReader TextLineReaderV2 FixedLengthRecordReader FixedLengthRecordReaderV2 TFRecordReader TFRecordReaderV2 LMDBReader',
  ],
  [
    'pipeline',
    'reads files',
    'TFRecordDataset TFRecordDatasetV2 TextLineDataset FixedLengthRecordDataset FixedLengthRecordDatasetV2 CSVDataset CSVDatasetV2 ExperimentalCSVDataset LMDBDataset ExperimentalLMDBDataset',
    [0],
  ],
  ['pipeline', 'keeps data in files', 'CacheDataset CacheDatasetV2', [1], [], true],
  ['pipeline', 'runs a function on another device', 'RemoteCall', [0]],

  ['table', 'reads a file into a table', 'InitializeTableFromTextFile InitializeTableFromTextFileV2', [1]],

  ['write', 'writes a file', 'WriteFile', [0]],
  ['write', 'writes files', 'DatasetToTFRecord ExperimentalDatasetToTFRecord SaveDataset SaveDatasetV2', [1]],
  ['write', 'writes files', 'SnapshotDataset SnapshotDatasetV2', [1]],
  ['write', 'writes summary files', 'CreateSummaryFileWriter CreateSummaryDbWriter', [1]],
  ['write', 'writes what an attacker encoded as log events to a file', 'ImportEvent WriteRawProtoSummary'],
  ['write', 'writes tensors to a file', 'DumpTensor', [], ['log_dir_path', 'file_name']],
  ['write', 'writes a file', 'CalibrationStatisticsSaver', [], ['output_file_path']],

  ['saver', 'writes tensors to a file', 'Save SaveSlices SaveV2', [0]],
  ['saver', 'moves and deletes files', 'MergeV2Checkpoints', [0, 1]],
  ['saver', 'makes up file names', 'ShardedFilename ShardedFilespec', [0]],
  ['saver', 'reads tensors from a file', 'Restore RestoreSlice RestoreV2 DTensorRestoreV2', [0]],

  ['print', 'writes text', 'PrintV2', [], ['output_stream']],

  ['network', 'reads data from a server', 'DataServiceDataset DataServiceDatasetV2', [2]],
  ['network', 'reads data from a server', 'DataServiceDatasetV3 DataServiceDatasetV4', [2]],
  ['network', 'sends a data pipeline to a server', 'RegisterDataset RegisterDatasetV2', [1]],
  ['network', 'makes a server write files', 'DistributedSave', [1, 2]],
  ['network', 'connects to a server', 'RpcClient', [0]],
  ['network', 'opens a server', 'RpcServer', [0]],
  [
    'network',
    'serves or calls functions over the network',
    'RpcCall RpcServerStart RpcServerRegister RpcGetValue RpcCheckStatus DeleteRpcFutureResource',
  ],
  ['network', 'calls a server', 'Rpc TryRpc', [0]],
  ['network', 'changes how files are fetched', 'FileSystemSetConfiguration', [0, 1, 2]],

  [
    'debug',
    'sends what flows through the graph to files or servers',
    'DebugIdentity DebugIdentityV2 DebugIdentityV3 DebugNanCount DebugNumericSummary',
    [],
    ['debug_urls'],
  ],
  ['debug', 'measures every tensor for the debugger', 'DebugNumericSummaryV2'],
  ['debug', 'attaches the debugger', 'Copy CopyHost', [], ['debug_ops_spec'], true],

  ['process', 'kills the process', 'Abort', [], ['error_msg']],
  ['process', 'calls a native function by name', 'XlaCustomCall', [], ['target_name']],
  ['process', 'calls a native function by name', 'XlaCustomCallV2', [], ['call_target_name']],
  ['process', 'compiles and runs a program hidden in a string', 'MlirPassthroughOp', [], ['mlir_module']],
]

export const EFFECTS: ReadonlyMap<string, Effect> = new Map(
  ROWS.flatMap(([family, does, ops, inputs = [], attributes = [], optional = false]) =>
    ops.split(' ').map((op): [string, Effect] => [op, { family, does, inputs, attributes, optional }]),
  ),
)

/** Libraries on public indexes whose operators stored graphs use; each has to be imported before the model loads. */
const LIBRARIES: readonly (readonly [RegExp, string])[] = [
  [/^Addons>/, 'tensorflow-addons'],
  [/^SimpleML/, 'tensorflow-decision-forests'],
  [
    /^(Sentencepiece\w*|TFText\w*|\w*WordpieceTokenize\w*|\w*Wordpiece\w*Detokenize\w*|WhitespaceTokenize\w*|UnicodeScriptTokenize\w*|RegexSplit\w*|CaseFoldUTF8|NormalizeUTF8\w*|FindSourceOffsets|ConstrainedSequence|MaxSpanningTree|NgramsStringJoin|\w*SentenceFragments\w*|SplitMergeTokenize\w*|SplitMergeFromLogits\w*|RougeL|MstDecode|RoundRobin\w*|TrimmerOp|PhraseTokenize\w*|ByteSplit\w*|Utf8Binarize|BoiseOffsets\w*|OffsetsToBoiseTags|BoiseTagsToOffsets|EmptyTagsToOffsets|\w*BertTokenize\w*|TokenizerFromLogits|CoerceToStructurallyValid|CoerceToValidUTF8\w*|TfText\w*|DenseToRaggedTrimmer|RaggedTensorToSparse)$/,
    'tensorflow-text',
  ],
  [/^TFL_|^TFLite_Detection_PostProcess$|^TfLite/, 'tensorflow-lite'],
  [/^Horovod/, 'horovod'],
  [/^(TfqS|Tfq)/, 'tensorflow-quantum'],
  [
    /^(StructuredTensor|StructToTensor|EquiJoin|RunLengthBefore|DecodeProtoSparse|V2DecodeProto|CreatePath)/,
    'struct2tensor',
  ],
  [
    /^(TRTEngineOp|CreateTRTResourceHandle|InitializeTRTResource|SerializeTRTResource|GetCalibrationDataOp)$/,
    'TensorFlow-TensorRT',
  ],
  [/^_Mkl/, 'oneDNN'],
]

export function libraryOf(op: string): string | undefined {
  // Names of operators are short, and patterns with open ends take their time on long ones.
  if (op.length > 200) return undefined
  return LIBRARIES.find(([pattern]) => pattern.test(op))?.[1]
}
