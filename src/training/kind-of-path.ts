const MODEL_FILE =
  /\.(?:safetensors|gguf|ggml|onnx|pt|pth|ckpt|keras|h5|hdf5|tflite|mlmodel|mlpackage|pmml|joblib|cbm|ubj|xgb|lgb|skops|nemo|engine|pb|bin|mar|model)$/i
const DATA_FILE =
  /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather|tfrecords?|txt|xml|zip|tar|tar\.gz|tgz|zst|gz|xlsx?|orc|avro|lmdb|db|sqlite|json|npz|npy|wav|mp3|mp4|jpe?g|png)$/i
const OBJECT_FILE = /\.(?:pkl|pickle)$/i
const NO_DATA =
  /(?:^|[/_.-])(?:metrics?|params?|results?|scores?|report|summary|config|plots?|prc|roc|confusion|eval(?:uation)?|logs?|history)(?:$|[/_.-])/i
const MODEL_WORD =
  /(?:^|[/_.-])(?:models?|checkpoints?|ckpts?|weights|adapter|estimator|classifier|regressor|lora)(?:$|[/_.-])/i
const DATA_WORD =
  /(?:^|[/_.-])(?:data|datasets?|corpus|corpora|raw|prepared|processed|features?|train|test|val|valid(?:ation)?|dev|splits?|images|labels|annotations|embeddings?)(?:$|[/_.-])/i
const CODE = /\.(?:py|ipynb|sh|r|jl|js|ts|ya?ml|toml|md|cfg|ini|sql|html|svg)$/i

/** What a pipeline keeps at a path, by its name alone; undefined for code, figures and what no name tells. */
export function kindOfPath(path: string): 'model' | 'dataset' | undefined {
  const plain = path.replace(/\/+$/, '')
  const name = plain.slice(plain.lastIndexOf('/') + 1)
  if (CODE.test(name)) return undefined
  if (MODEL_FILE.test(name)) return 'model'
  if (OBJECT_FILE.test(name)) return DATA_WORD.test(plain) && !MODEL_WORD.test(name) ? 'dataset' : 'model'
  if (NO_DATA.test(name)) return undefined
  if (DATA_FILE.test(name)) return MODEL_WORD.test(plain) && !DATA_WORD.test(plain) ? undefined : 'dataset'
  if (MODEL_WORD.test(name)) return 'model'
  return DATA_WORD.test(plain) ? 'dataset' : MODEL_WORD.test(plain) ? 'model' : undefined
}
