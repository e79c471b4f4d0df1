import { isBareExecuting, pythonReach } from '../../text/python-name.ts'
import type { KerasObject } from './facts.ts'
import { CLASSES, COMPANIONS, KERAS_ROOT, MARKERS, MODEL_AREAS } from './names.ts'

/**
 * `known`: part of Keras, harmless. `code`: reaches a function that runs code, or a function of Keras that loads,
 * downloads or writes. `foreign`: an import that no saved model needs. `custom`: the author's own class, which loads
 * only where the author's package is installed.
 */
export type Tier = 'known' | 'code' | 'foreign' | 'custom'

/** Of Keras, but not of models: loads, downloads, writes, or turns the checks off. */
const ACTING =
  /^(?:get_file|load_\w+|save_\w+|\w*unsafe\w*|model_from_\w+|from_\w+|deserialize\w*|func_load|func_dump|\w+_from_directory|register_keras_serializable|get_custom_objects|get_registered_object|plot_model|model_to_dot|KerasFileEditor|ExportArchive|LambdaCallback|CSVLogger|ModelCheckpoint|BackupAndRestore|RemoteMonitor|TensorBoard|OrbaxCheckpoint|load_data|\w*extract_archive|download\w*|text_to_word_sequence_from_file|print_tensor|map_fn|foldl|foldr|py_function|numpy_function|custom_gradient)$/

/** Layers that carry code or files: their own rules speak about what they carry. */
const SPECIAL = new Set(['Lambda', 'TFSMLayer', 'TorchModuleWrapper', 'JaxLayer', 'FlaxLayer'])

/** Where functions of Keras compute on tensors. */
const FUNCTION_AREAS = new Set([
  'activations',
  'losses',
  'metrics',
  'ops',
  'initializers',
  'regularizers',
  'constraints',
  'random',
  'backend',
  'quantizers',
])

/** Widely installed packages that have no layers: a class of theirs is no custom layer. */
const GENERAL = new Set(
  'PIL boto3 botocore matplotlib requests urllib3 flask django sqlalchemy numba numpy pandas scipy sklearn torch jinja2 click yaml lxml cryptography paramiko setuptools pip pkg_resources aiohttp httpx tornado twisted celery pytest'.split(
    ' ',
  ),
)

export function judgeObject({ kind, name, module }: KerasObject): Tier {
  const bare = name.replace(/^.*>/, '')
  if (module === undefined) {
    if (CLASSES.has(name) || SPECIAL.has(name) || MARKERS.has(name)) return 'known'
    if (isBareExecuting(bare) || pythonReach(bare) === 'code') return 'code'
    return 'custom'
  }
  if (/[^\w.]/.test(module)) return pythonReach(`${module}.${bare}`) === 'code' ? 'code' : 'foreign'
  if (KERAS_ROOT.test(module)) return judgeKeras(kind, bare, module)
  const reach = pythonReach(`${module}.${bare}`)
  if (module === 'builtins' && kind === 'function') return isBareExecuting(bare) ? 'code' : 'custom'
  if (reach === 'code' || reach === 'system') return 'code'
  if (reach === 'harmless') return 'foreign'
  const root = module.split('.', 1)[0]!
  if (root === '__main__') return 'custom'
  if (GENERAL.has(root)) return 'foreign'
  if (COMPANIONS.has(root)) return /^[A-Z_]/.test(bare) ? 'known' : 'custom'
  // A registered name in the name itself cannot be imported; one beside it is the author's word.
  if (/^_*[A-Z]/.test(bare) || name.includes('>')) return 'custom'
  return 'foreign'
}

function judgeKeras(kind: KerasObject['kind'], name: string, module: string): Tier {
  if (ACTING.test(name)) return 'code'
  if (kind === 'class' && (CLASSES.has(name) || SPECIAL.has(name))) return 'known'
  const area = module.replace(KERAS_ROOT, '').split('.', 1)[0]!
  if (!FUNCTION_AREAS.has(area) && pythonReach(`${module}.${name}`) === 'code') return 'code'
  if (kind === 'function' || /^[a-z]/.test(name)) return FUNCTION_AREAS.has(area) ? 'known' : 'foreign'
  if (area === 'ops' || area === 'applications') return 'known'
  return area === '' || MODEL_AREAS.has(area) ? 'custom' : 'foreign'
}
