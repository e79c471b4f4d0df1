import { posix } from 'node:path'
import type { Subject } from '../model/sighting.ts'
import { hubSubject, isHubName } from './hub.ts'

export interface ReferenceOptions {
  readonly kind: 'model' | 'dataset'
  /** Branch, tag or commit that stands beside the name. */
  readonly revision?: string
  /** Folder that relative paths start from; the scanned root unless told. */
  readonly folder?: string
  /** Single words are datasets of the hub here, never folders: the front matter of cards. */
  readonly hub?: true
}

/** Models without an organisation, from the time before the hub had them. The list is closed. */
const LEGACY_MODEL =
  /^(?:ctrl|distilgpt2|gpt2(?:-medium|-large|-xl)?|openai-gpt|distilroberta-base|camembert-base|transfo-xl-wt103|(?:albert|bert|distilbert)-(?:base|large|xlarge|xxlarge)-[a-z0-9-]{1,60}|xlm-(?:mlm|clm|roberta)-[a-z0-9-]{1,60}|roberta-(?:base|large)[a-z0-9-]{0,60}|t5-(?:small|base|large|3b|11b)|xlnet-(?:base|large)-cased)$/
/** What folders of training scripts are called, not organisations. */
const FOLDER_WORD =
  /^(?:models?|outputs?|out|results?|checkpoints?|ckpts?|checkpoint-\d+|saved?(?:[_-]models?)?|runs?|logs?|weights?|pretrained(?:[_-]models?)?|data|datasets?|tmp|temp|artifacts?|exp(?:eriments?)?|cache|src|configs?|scripts?|local|mnt|home|root|workspace|opt|srv|content|drive|adapters?|loras?|base[_-]?models?|final|merged|trained|train|assets|files|examples?)$/i
const DATA_FILE =
  /\.(?:jsonl?|csv|tsv|parquet|arrow|txt|gguf|bin|pt|pth|ckpt|safetensors|zip|tar|gz|zst|ya?ml|npz|npy|h5|onnx|tfrecord|db|sqlite)$/i
const HUB_ADDRESS =
  /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/|hf:\/\/)(?<type>datasets\/|models\/|spaces\/)?(?<name>[^/?#@\s]+(?:\/[^/?#@\s]+)?)(?:@(?<at>[^/?#\s]+)|\/(?:tree|resolve|blob|commit)\/(?<revision>[^/?#\s]+))?/
const PLACEHOLDER =
  /[<>${}[\]|*"'`\n\r\t]|\.\.\.|^(?:none|null|nan|n\/a|unknown|todo|tbd|path\/to(?:\/.*)?|\/?path\/to\/.*|your[-_ /].*|.*\/your[-_].*|xxx+)$/i

/**
 * What a text names that a loader takes as `name or path`. Undefined where it names nothing: empty, a template,
 * a placeholder, a path that leaves the scanned tree upwards.
 */
export function modelReference(text: string, options: ReferenceOptions): Subject | undefined {
  const name = text.trim()
  if (name === '' || name.length > 500 || PLACEHOLDER.test(name)) return undefined
  const { kind, revision } = options
  const address = HUB_ADDRESS.exec(name)?.groups
  if (address) {
    const { type = '', name: repository = '', at, revision: tree } = address
    if (!isHubName(repository) || PLACEHOLDER.test(repository) || type === 'spaces/') return undefined
    return hubSubject(type === 'datasets/' ? 'dataset' : kind, repository, at ?? tree ?? revision)
  }
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(name)) return undefined
  if (/^(?:\/|[a-z]:[\\/]|~|file:)/i.test(name)) return absolutePath(name, kind)
  if (isHubReference(name, options)) return hubSubject(kind, name, revision)
  return treePath(name, kind, options.folder)
}

function isHubReference(name: string, { kind, hub }: ReferenceOptions): boolean {
  if (!isHubName(name) || name.startsWith('.') || DATA_FILE.test(name)) return false
  const [first = '', second] = name.split('/')
  if (second !== undefined) return !FOLDER_WORD.test(first) && !/^checkpoint-\d+$/.test(second)
  if (kind === 'model') return LEGACY_MODEL.test(first)
  return hub === true || !FOLDER_WORD.test(first)
}

/** Only its last part is the model's: what is above it is somebody's machine. */
function absolutePath(text: string, kind: 'model' | 'dataset'): Subject | undefined {
  const cached = /(?:^|\/)(models|datasets)--([^/]+)(?:\/snapshots\/([0-9a-f]{40}))?/.exec(text)
  if (cached?.[2] !== undefined) {
    const repository = cached[2].replaceAll('--', '/')
    if (isHubName(repository))
      return hubSubject(cached[1] === 'datasets' ? 'dataset' : 'model', repository, cached[3])
  }
  const segments = text
    .replace(/^file:\/*/i, '/')
    .split(/[\\/]+/)
    .filter(Boolean)
  const name = segments.at(-1)
  if (name === undefined || name === '~' || segments.includes('..')) return undefined
  return { by: 'name', kind, registry: 'path', name }
}

/** A path of the scanned tree; undefined for what is absolute, an address, or leaves the tree. */
export function treePath(
  text: string,
  kind: 'model' | 'dataset' | 'training',
  folder = '',
): Subject | undefined {
  // oxlint-disable-next-line no-control-regex
  if (/^(?:[\\/~]|[a-z]:)|[\u0000-\u001f]|^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined
  const path = posix.normalize(posix.join(folder, text.replaceAll('\\', '/'))).replace(/\/+$/, '')
  if (path === '..' || path.startsWith('../') || path.startsWith('/') || path === '') return undefined
  return { by: 'path', kind, path }
}
