/** Run by Python or mapped into its process when it is imported, also out of an archive. */
const CODE = new Set(
  (
    'py pyc pyo pyw pyd so dll dylib egg whl pyz pyzw mar llamafile ' +
    // Run by other hosts of models, or compiled on load.
    'wasm lua js mjs cjs node sh bash cu ptx cubin hsaco'
  ).split(' '),
)

/** Parameters of a model, also as a pickle, which runs what it holds. */
const WEIGHTS = new Set(
  (
    'safetensors gguf ggml ggjt ggmf bin pt pt2 pth ptl pte ckpt th jit torchscript t7 distcp nemo ' +
    'pkl pickle p dill cloudpickle joblib skops npy npz h5 hdf5 he5 keras pb pbtxt tflite lite litertlm task ' +
    'onnx onnx_data ort data engine plan trt mlmodel weights caffemodel prototxt params pdmodel pdparams pdiparams ' +
    'pdopt ubj cbm pmml msgpack flax orbax ot rten mar llamafile safetensor ftz vec rknn dlc hef nnef mnn ncnn ' +
    'param lora adapter'
  ).split(' '),
)

/** Read by loaders to decide what is loaded and how: configuration, tokenizers, templates, indexes. */
const SETTINGS = new Set(
  (
    'json jsonc json5 jinja jinja2 j2 ini cfg conf yaml yml toml xml model spm tiktoken vocab bpe ' +
    'modelfile gin fst far proto tmpl gotmpl gbnf index mf'
  ).split(' '),
)
/** Read as training or retrieval data, or unpacked. */
const DATA = new Set(
  'parquet arrow feather tfrecord tfrecords lance avro orc jsonl ndjson csv tsv mds tar tgz tbz2 txz zip'.split(
    ' ',
  ),
)
const SETTINGS_NAMES = new Set(['modelfile', 'mlmodel', 'kitfile', 'params', 'template', 'checkpoint'])
const VOCABULARY =
  /^(?:.*[-_.])?(?:vocab|vocabulary|merges|tokens|labels|classes|dict|bpe|spm|modules|codes|lexicon)(?:[-_.].*)?\.txt$/

/** `libcuda.so.12.1`. */
const VERSIONED_LIBRARY = /\.so(?:\.\d{1,9}){1,4}$/
/** A TensorFlow checkpoint: `variables.data-00000-of-00001`. */
const CHECKPOINT_PART = /\.data-\d{1,9}-of-\d{1,9}$/
/** Stores that name a file by its digest: Ollama, OCI. */
const STORED_BLOB = /(?:^|\/)blobs\/sha256[-:/][0-9a-f]{64}$/
/** Names a commit or blobs: decides which files a hub or Ollama client loads. */
const STORE_NAME =
  /(?:^|\/)(?:(?:models|datasets|spaces|kernels)--[^/]+\/refs\/.|manifests\/[^/]+\/[^/]+\/[^/]+\/[^/]+$)/
/** What clients note for themselves. */
const NOTES =
  /(?:^|\/)(?:\.cache\/huggingface|\.locks|(?:models|datasets|spaces|kernels)--[^/]+\/(?:trees|\.no_exist))\//
/** A file that its owner split by size: `model.gguf.part2of3`, `model.gguf-split-b`. */
const PIECE = /\.(?:part\d{1,6}(?:of\d{1,6})?|\d{3})$|-split-[a-z0-9]{1,6}$/

/** Loaders unpack these on the way: `model.pkl.gz`, `model.tar.gz`. */
const COMPRESSED = /\.(?:gz|bz2|xz|lzma|lz4|zst|z)$/

/** Code that a loader runs: Python in any form, native libraries, archives that are imported from. */
export function isCode(path: string): boolean {
  const name = nameOf(path)
  return CODE.has(extensionOf(name)) || VERSIONED_LIBRARY.test(name)
}

/** Weights, or a pickle that a loader reads like weights. By name alone: what it holds is for `scan` to say. */
export function isWeights(path: string): boolean {
  const name = nameOf(path).replace(COMPRESSED, '')
  if (WEIGHTS.has(extensionOf(name)) || CHECKPOINT_PART.test(name) || STORED_BLOB.test(path)) return true
  const whole = name.replace(PIECE, '')
  return (whole !== name || name.endsWith('.tar')) && WEIGHTS.has(extensionOf(whole.replace(/\.tar$/, '')))
}

/** Code, weights, data, or what tells a loader what to load: configuration, tokenizer, template, index. */
export function isLoadable(path: string): boolean {
  if (isCode(path)) return true
  const name = nameOf(path).replace(COMPRESSED, '')
  const extension = extensionOf(name)
  const isRead =
    isWeights(path) ||
    SETTINGS.has(extension) ||
    DATA.has(extension) ||
    SETTINGS_NAMES.has(name) ||
    (name.length < 256 && VOCABULARY.test(name)) ||
    STORE_NAME.test(path)
  return isRead && !NOTES.test(path)
}

/** Which part of which set of files a file is. */
export interface Shard {
  /** The same for all files of the set: the path with a `*` for the number. */
  readonly set: string
  readonly number: number
  /** Where the name says it. */
  readonly total?: number
}

const SHARDS: readonly RegExp[] = [
  // model-00001-of-00002.safetensors, variables.data-00000-of-00001, model.gguf.part1of2
  /^(?<before>.*(?:[-_.]|\.part))(?<number>\d{1,9})(?<between>[-_]?of[-_]?)(?<total>\d{1,9})(?<after>(?:\.[a-z0-9_.]{1,40})?)$/i,
  // consolidated.00.pth, mp_rank_00_model_states.pt, model_part-1.safetensors
  /^(?<before>.*(?:consolidated\.|mp_rank_|shard[-_]|part[-_]?))(?<number>\d{1,9})(?<after>(?:[-_.].{1,80})?)$/i,
  // __0_1.distcp
  /^(?<before>__)(?<number>\d{1,9})(?<after>_\d{1,9}\.distcp)$/i,
]

/** The set of a file that is one of several, by its name. */
export function shardOf(path: string): Shard | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.length > 255 || !/\d/.test(name) || !isWeights(path)) return undefined
  const folder = path.slice(0, path.length - name.length)
  for (const pattern of SHARDS) {
    const { before = '', number, total, between = '', after = '' } = pattern.exec(name)?.groups ?? {}
    if (number === undefined) continue
    const set = `${folder}${before}*${total === undefined ? '' : between + total}${after}`
    return { set, number: Number(number), ...(total !== undefined && { total: Number(total) }) }
  }
  return undefined
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase()
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1 || name.length)
}
