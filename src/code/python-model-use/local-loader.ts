import type { AttributeDraft } from '../../names/mention.ts'
import { says } from './hub-loader.ts'
import { referenceOf } from './reference.ts'
import { argument, argumentTexts, isTrue, note, onlyText, type Recogniser, type Seen } from './seen.ts'
import type { Text } from './value.ts'

interface FileLoader {
  readonly callee: RegExp
  readonly keywords: readonly string[]
  readonly library: string
}

/** Loaders whose first argument is a file or folder of weights. */
const FILE_LOADERS: readonly FileLoader[] = [
  {
    callee: /^(?:onnxruntime|ort|rt)\.InferenceSession$|^InferenceSession$/,
    keywords: ['path_or_bytes'],
    library: 'onnxruntime',
  },
  { callee: /^onnx\.load(?:_model)?$/, keywords: ['f'], library: 'onnx' },
  {
    callee: /^torch\.(?:load|jit\.load|export\.load|package\.PackageImporter)$/,
    keywords: ['f'],
    library: 'torch',
  },
  {
    callee: /^safetensors(?:\.\w+)*\.(?:load_file|safe_open)$|^(?:load_file|safe_open)$/,
    keywords: ['filename'],
    library: 'safetensors',
  },
  { callee: /^joblib\.load$/, keywords: ['filename'], library: 'joblib' },
  {
    callee: /^(?:tensorflow\.|tf\.)?(?:keras\.)(?:models\.|saving\.)?load_model$/,
    keywords: ['filepath'],
    library: 'keras',
  },
  { callee: /^(?:tensorflow|tf)\.saved_model\.load$/, keywords: ['export_dir'], library: 'tensorflow' },
  {
    callee: /(?:^|\.)(?:tflite|lite|interpreter)\.Interpreter$|(?:^|\.)tflite_runtime\..*Interpreter$/,
    keywords: ['model_path'],
    library: 'tflite',
  },
  { callee: /^llama_cpp\.(?:\w+\.)?Llama$|^Llama$/, keywords: ['model_path'], library: 'llama-cpp' },
  {
    callee: /(?:^|\.)(?:LlamaCpp|ChatLlamaCpp|LlamaCPP|LlamaCppEmbeddings|LlamaCppGenerator|LlamaCppModel)$/,
    keywords: ['model_path', 'model'],
    library: 'llama-cpp',
  },
  { callee: /^fasttext\.load_model$/, keywords: ['path'], library: 'fasttext' },
  {
    callee: /^xgboost\..*load_model$|^(?:catboost|lightgbm)\..*(?:load_model|Booster)$/,
    keywords: ['fname', 'model_file'],
    library: 'xgboost',
  },
  { callee: /^skops\.io\.load$/, keywords: ['file'], library: 'skops' },
  { callee: /^ctranslate2\.(?:Translator|Generator)$/, keywords: ['model_path'], library: 'ctranslate2' },
  { callee: /^coremltools\.models\.MLModel$/, keywords: ['model'], library: 'coremltools' },
  {
    callee: /^openvino(?:\.\w+)*\.Core\(\)\.(?:read_model|compile_model)$/,
    keywords: ['model'],
    library: 'openvino',
  },
  { callee: /\.load_from_checkpoint$/, keywords: ['checkpoint_path'], library: 'lightning' },
  { callee: /^mlflow\.(?:\w+\.)?load_model$/, keywords: ['model_uri'], library: 'mlflow' },
]

/** `torch.load("model.pt")`, `InferenceSession("model.onnx")`, `mlflow.pyfunc.load_model("models:/name/3")`. */
export const file: Recogniser = (seen) => {
  const loader = FILE_LOADERS.find(({ callee }) => callee.test(seen.call.name))
  if (!loader) return false
  const texts = argumentTexts(seen, loader.keywords, 0)
  const attributes: AttributeDraft[] = [{ name: 'library', value: loader.library, status: 'inferred' }]
  for (const text of texts) onDisk(seen, text, attributes)
  return true
}

/** A file of weights; `a/b` is no name of a hub here. */
function onDisk(seen: Seen, given: Text, attributes: readonly AttributeDraft[]): void {
  const { text } = given
  if (/\.(?:json|ya?ml|txt|csv|tsv|npz?|py|png|jpe?g|vocab|config)$/i.test(text)) return
  // Scalers, encoders and feature lists are dumped the same way, and are no models.
  if (
    /(?:scaler|encoder|vectori[sz]er|tokeni[sz]er|vocab|features?|columns|label|optimizer|scheduler|dataset|data|embeddings?|cache|labels|mapping)s?\.(?:pkl|pickle|joblib|pt|bin|pth)$/i.test(
      text,
    )
  )
    return
  const bare = /^[A-Za-z]/.test(text) && !text.includes(':')
  const reference = referenceOf(bare ? { ...given, text: `./${text}` } : given, {
    kind: 'model',
    path: seen.path,
  })
  if (reference) note(seen, reference.subject, says(seen), [...attributes, ...reference.attributes])
}

interface Catalogue {
  readonly registry: string
  readonly callee: RegExp
  readonly keywords: readonly string[]
  /** The names of the catalogue; others are files or repositories. */
  readonly names?: RegExp
  readonly role?: string
}

/** Libraries with a list of models of their own. */
const CATALOGUES: readonly Catalogue[] = [
  {
    registry: 'openai-whisper',
    callee: /^whisper\.load_model$/,
    keywords: ['name'],
    names: /^(?:tiny|base|small|medium|large|turbo)(?:\.en|-v[123](?:-turbo)?)?$/,
  },
  { registry: 'spacy', callee: /^spacy\.load$/, keywords: ['name'], names: /^[a-z]{2,3}_\w+$/ },
  {
    registry: 'flair',
    callee: /(?:^|\.)(?:SequenceTagger|TextClassifier|Classifier|TARSClassifier)\.load$/,
    keywords: ['model_name'],
  },
  { registry: 'gensim', callee: /^gensim\.downloader\.load$/, keywords: ['name'] },
  {
    registry: 'ultralytics',
    callee: /^(?:ultralytics\.)?(?:YOLO|RTDETR|SAM|FastSAM|YOLOWorld)$/,
    keywords: ['model'],
    names: /^(?:yolo(?:v?\d+|_nas|e)|rtdetr|sam2?|mobile_sam|FastSAM)[\w.-]*\.pt$/,
  },
  { registry: 'kaggle', callee: /^kagglehub\.model_download$/, keywords: ['handle'] },
  { registry: 'clip', callee: /^clip\.load$/, keywords: ['name'] },
  { registry: 'insightface', callee: /(?:^|\.)FaceAnalysis$/, keywords: ['name'] },
]

export const catalogue: Recogniser = (seen) => {
  const found = CATALOGUES.find(({ callee }) => callee.test(seen.call.name))
  if (!found) return image(seen)
  for (const given of argumentTexts(seen, found.keywords, 0)) {
    const { text } = given
    if (!/^[\w./@:-]{1,120}$/.test(text)) continue
    if (found.names ? found.names.test(text) : !/^[./~]/.test(text) && !/\.(?:pt|bin)$/.test(text))
      note(seen, { by: 'name', kind: 'model', registry: found.registry, name: text }, says(seen))
    else onDisk(seen, given, [])
  }
  return true
}

/** timm, OpenCLIP, torchvision, Keras applications, torch.hub. */
function image(seen: Seen): boolean {
  const { name } = seen.call
  if (
    /^timm\.(?:models\.)?create_model$/.test(name) ||
    (name === 'create_model' && seen.evaluator.program.imports.has('timm'))
  ) {
    for (const given of argumentTexts(seen, ['model_name'], 0)) timm(seen, given)
    return true
  }
  if (/^open_clip\.(?:create_model\w*|get_tokenizer)$/.test(name)) {
    for (const given of argumentTexts(seen, ['model_name'], 0)) openClip(seen, given)
    return true
  }
  const vision = /^torchvision\.models\.(?:\w+\.)?([a-z]\w+)$/.exec(name)?.[1]
  if (vision && vision !== 'get_model_weights') {
    const weights = argument(seen, ['weights', 'pretrained'], 0)
    const trained = isTrue(weights) || weights.kind === 'text' || weights.kind === 'ref'
    const entry = vision === 'get_model' ? onlyText(seen, ['name'], 0) : vision
    if (trained && entry)
      note(seen, { by: 'name', kind: 'model', registry: 'torchvision', name: entry }, says(seen))
    return true
  }
  const application = /(?:^|\.)keras\.applications\.(?:\w+\.)?([A-Z]\w+)$/.exec(name)?.[1]
  if (application) {
    const weights = argument(seen, ['weights'])
    const none = weights.kind === 'plain' && weights.text === 'None'
    if (!none)
      note(seen, { by: 'name', kind: 'model', registry: 'keras-applications', name: application }, says(seen))
    return true
  }
  if (/^torch\.hub\.load$/.test(name)) return torchHub(seen)
  if (/(?:^|\.)load_state_dict_from_url$|^(?:tensorflow_hub|hub)\.(?:load|KerasLayer)$/.test(name)) {
    for (const given of argumentTexts(seen, ['url', 'handle'], 0)) {
      const reference = given.text.includes('://')
        ? referenceOf(given, { kind: 'model', path: seen.path })
        : undefined
      if (reference) note(seen, reference.subject, says(seen), reference.attributes)
    }
    return true
  }
  return false
}

function timm(seen: Seen, given: Text): void {
  const hub = /^hf[-_]hub:(.+)$/.exec(given.text)?.[1]
  if (hub) {
    const reference = referenceOf({ ...given, text: hub }, { kind: 'model', path: seen.path })
    if (reference)
      note(seen, reference.subject, says(seen), [
        { name: 'library', value: 'timm', status: 'inferred' },
        ...reference.attributes,
      ])
    return
  }
  // Without its weights it is an architecture, not a model.
  if (!isTrue(argument(seen, ['pretrained'], 1)) || !/^[a-z][\w.]+$/.test(given.text)) return
  note(seen, { by: 'name', kind: 'model', registry: 'timm', name: given.text }, says(seen))
}

function openClip(seen: Seen, given: Text): void {
  const hub = /^hf-hub:(.+)$/.exec(given.text)?.[1]
  const library: AttributeDraft = { name: 'library', value: 'open-clip', status: 'inferred' }
  if (hub) {
    const reference = referenceOf({ ...given, text: hub }, { kind: 'model', path: seen.path })
    if (reference) note(seen, reference.subject, says(seen), [library, ...reference.attributes])
    return
  }
  for (const { text } of argumentTexts(seen, ['pretrained'], 1))
    if (/^[\w-]+$/.test(text) && seen.last !== 'get_tokenizer')
      note(
        seen,
        { by: 'name', kind: 'model', registry: 'open-clip', name: `${given.text}/${text}` },
        says(seen),
        [library],
      )
}

/** `torch.hub.load("owner/repository:ref", "entry")` runs code of that repository. */
function torchHub(seen: Seen): boolean {
  const local = onlyText(seen, ['source']) === 'local'
  const entries = argumentTexts(seen, ['model'], 1)
  for (const given of argumentTexts(seen, ['repo_or_dir', 'github'], 0)) {
    if (local) {
      onDisk(seen, given, [])
      continue
    }
    const match = /^([\w.-]+\/[\w.-]+)(?::([\w./-]+))?$/.exec(given.text)
    if (!match) continue
    const [, repository = '', ref] = match
    const commit = ref !== undefined && /^[0-9a-f]{40}$/.test(ref) ? ref : undefined
    const attributes: AttributeDraft[] = [
      { name: 'source', value: 'git' },
      { name: 'source-url', value: `https://github.com/${repository}`, status: 'inferred' },
      { name: 'library', value: 'torch', status: 'inferred' },
      ...(ref && !commit ? [{ name: 'revision-requested', value: ref } as const] : []),
    ]
    for (const entry of entries.length > 0 ? entries : [undefined]) {
      const name = entry ? `${repository}/${entry.text}` : repository
      note(
        seen,
        { by: 'name', kind: 'model', registry: 'torch-hub', name, ...(commit && { version: commit }) },
        says(seen),
        attributes,
      )
    }
  }
  return true
}
