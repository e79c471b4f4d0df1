const EXTENSIONS =
  '7z aar ann apk appimage arrow bin bz2 cab caffemodel cfg ckpt conda csv dat data deb dll dmg dylib engine exe feather ggml gguf gz h5 hdf5 img index iso jar jinja joblib json jsonl keras llamafile lz4 lzma md mlmodel mlpackage model msgpack msi msix npy npz nemo onnx ort pb pbtxt pdiparams pdmodel pdparams pdf pickle pkg pkl plan pmml proto pt pte pth ptl py pyc pyd q4_0 rpm safetensors so spm tar task tbz tbz2 tflite tgz tiktoken tim torchscript tokenizer tsv txt txz vocab wasm whl xml xpi xz yaml yml zip zst'
const KNOWN: ReadonlySet<string> = new Set(EXTENSIONS.split(' '))
const MAX_NAME = 1024

/** Whether a word in running text can only be the name of a file. Versions, hosts and `llama.cpp` are not. */
export function looksLikeFile(word: string): boolean {
  if (word.length > MAX_NAME || word.length < 3) return false
  const dot = word.lastIndexOf('.')
  if (dot <= 0 || /[<>|"?*\p{Cc}]/u.test(word)) return false
  const extension = word.slice(dot + 1).toLowerCase()
  // `libfoo.so.1` and `model.tar.gz.part-aa`.
  return (
    KNOWN.has(extension) ||
    /\.(?:so\.\d[\d.]*|(?:zip|gguf|gz|bin|safetensors)\.?part[\w-]*|7z\.\d+|z\d\d)$/i.test(word)
  )
}

const SIDECAR =
  /\.(?:asc|sig|sign|minisig|sigstore|sigstore\.json|pem|crt|cert|torrent|intoto\.jsonl|metadata|zsync)$/i
const CHECKSUM_NAME =
  /\.(?:sha-?(?:1|224|256|384|512)|md5|b2|b3|blake2b|blake3|digest|checksum|hash)(?:sums?)?(?:\.txt)?$/i

/** Whether it is a signature or a checksum of another file. */
export function isSidecar(name: string): boolean {
  return (
    SIDECAR.test(name) || CHECKSUM_NAME.test(name) || /(?:^|\/)(?:sha\d+|md5|b2)sums?(?:\.txt)?$/i.test(name)
  )
}

/** `model.gguf` of `dist/model.gguf.sha256`: the file that a checksum file beside it is about. */
export function checkedName(source: string): string | undefined {
  const name = baseName(source)
  const rest = name.replace(CHECKSUM_NAME, '')
  return rest === name || rest === '' ? undefined : rest
}

export function baseName(path: string): string {
  const plain = /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? path.split(/[?#]/, 1)[0]! : path
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1)
}
