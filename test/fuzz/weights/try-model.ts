import { identify, parseBaseIndex } from '../../../src/lineage/bases/base-index.ts'
import { derive } from '../../../src/lineage/derive.ts'
import { weightFiles } from '../../../src/lineage/files/choose-files.ts'
import type { ModelFiles } from '../../../src/lineage/files/model-files.ts'
import { readImportance } from '../../../src/lineage/requantise/importance/read.ts'
import { LEVELS, type Derivation } from '../../../src/lineage/verdict/derivation.ts'
import { expected } from '../expected.ts'
import type { Seed } from '../seeds.ts'
import { CONFIG } from './described.ts'
import { fuzzContext, openInMemory, sourceOf, type FileInMemory } from './memory-model.ts'
import { ownFailures } from './own-failures.ts'
import { DESCRIBED, TOKENIZER } from './seeds.ts'
import { unseenChange } from './unseen-change.ts'
import { written } from './write.ts'

const SIDE = { 'config.json': Buffer.from(JSON.stringify(CONFIG)), 'tokenizer.json': Buffer.from(TOKENIZER) }

/** A comparison of which one file was changed: the candidate, the reference, or what lies beside them. */
export async function tryModel({ path, bytes }: Seed): Promise<string | undefined> {
  const [role, name = ''] = path.split('/')
  const file = { name, bytes }
  switch (role) {
    case 'candidate':
      return compared([file], clean('reference/model.safetensors'), path)
    case 'reference':
      return compared(clean('candidate/zeros.gguf'), [file])
    case 'side':
      return compared(clean('candidate/zeros.gguf'), clean('reference/model.safetensors'), undefined, {
        [name]: bytes,
      })
    case 'declared':
      return compared(
        clean('candidate/gptq.safetensors'),
        clean('reference/model.safetensors'),
        undefined,
        {},
        { [name]: bytes },
      )
    case 'importance':
      return weighed(file)
    case 'bases':
      return identified(bytes)
    case 'index':
      await expected(() =>
        weightFiles(
          'folder',
          [name, 'model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'],
          Buffer.from(bytes),
        ),
      )
      return undefined
    default:
      return `there is no part ${role} of a comparison`
  }
}

const files = new Map<string, FileInMemory>()

function clean(path: string): readonly FileInMemory[] {
  const file = files.get(path) ?? { name: path.split('/')[1]!, bytes: written(DESCRIBED.get(path)!) }
  files.set(path, file)
  return [file]
}

type Side = Readonly<Record<string, Uint8Array>>

async function compared(
  ours: readonly FileInMemory[],
  theirs: readonly FileInMemory[],
  seed?: string,
  side: Side = {},
  declared: Side = {},
): Promise<string | undefined> {
  const candidate = await expected(() => openInMemory(ours, declared))
  const reference = await expected(() => openInMemory(theirs, { ...SIDE, ...side }))
  if (!candidate || !reference) return undefined
  await expected(() => identify(candidate, { schema: 'assay/base-index/1', bases: [] }))
  const result = await expected(() => derived(candidate, reference))
  if (!result) return undefined
  if (!LEVELS.includes(result.level)) return `ends in the level ${result.level}`
  const failure = await ownFailures(candidate, reference)
  if (failure !== undefined) return failure
  return seed === undefined ? undefined : unseenChange(result, candidate, await openInMemory(clean(seed)))
}

function derived(candidate: ModelFiles, reference: ModelFiles): Promise<Derivation> {
  return derive({
    candidate,
    reference,
    chain: 'auto',
    workers: 1,
    signal: new AbortController().signal,
  })
}

/** Tensors that overlap could make a small file a large one. */
async function weighed(file: FileInMemory): Promise<string | undefined> {
  const source = sourceOf(file)
  let asked = 0
  const read: typeof source.read = (offset, length) => {
    asked += length
    return source.read(offset, length)
  }
  const matrix = await expected(() => readImportance({ ...source, read }, fuzzContext()))
  matrix?.of('blk.0.attn_q.weight', 256, 1)
  matrix?.of('blk.0.ffn_down.weight', 32, 1)
  const most = 4 * file.bytes.length + 1024
  return asked > most ? `asks for ${asked} bytes of a file of ${file.bytes.length}` : undefined
}

async function identified(bytes: Uint8Array): Promise<string | undefined> {
  let index: ReturnType<typeof parseBaseIndex>
  try {
    index = parseBaseIndex(Buffer.from(bytes).toString())
  } catch {
    // It is a file of the user's own, and whatever is wrong with it is said so.
    return undefined
  }
  await identify(await openInMemory(clean('candidate/zeros.gguf')), index)
  return undefined
}
