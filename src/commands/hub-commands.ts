import { providerOfAddress } from '../names/api-provider.ts'
import { datasetOfValue } from '../names/dataset-value.ts'
import type { Use } from '../names/model-mention.ts'
import { hubDatasetUrl, hubUrl, modelOfValue, type NamedModel } from '../names/model-value.ts'
import { readArguments, optionValue, type Arguments } from './options.ts'

const DOWNLOAD_SWITCHES = new Set(['--quiet', '--force-download', '--resume-download', '--dry-run', '-q'])

/** `hf download NAME [FILE…] --revision R --repo-type dataset --local-dir D`. */
export function hubDownload(program: string, words: readonly string[]): Use[] {
  const at = words.indexOf('download')
  if (at < 0 || at > 1) return []
  const args = readArguments(words.slice(at + 1), DOWNLOAD_SWITCHES)
  const [name] = args.positional
  if (name === undefined) return []
  const revision = optionValue(args, 'revision')
  const place = optionValue(args, 'local_dir')
  const says = `is downloaded by ${program} download`
  const more = {
    says,
    status: 'declared' as const,
    ...(place && { place }),
  }
  const type = optionValue(args, 'repo_type', 'type')
  if (type === 'space') return []
  if (type === 'dataset') {
    const thing = datasetOfValue(name, true)
    return thing ? [{ thing: { ...thing, ...(revision && { revision }) }, ...more }] : []
  }
  const thing = modelOfValue(name, { provider: 'hugging-face' })
  return thing?.kind === 'hub' ? [{ thing: { ...thing, ...(revision && { revision }) }, ...more }] : []
}

/** `git clone [-b REVISION] https://huggingface.co/org/name [folder]`. */
export function gitClone(words: readonly string[]): Use[] {
  const at = words.findIndex((w) => w === 'clone' || (w === 'add' && words.includes('submodule')))
  if (at < 0) return []
  const args = readArguments(words.slice(at + 1))
  const branch = args.options.findLast((o) => o.name === '-b' || o.name === '--branch')?.value
  const all = words.slice(at + 1)
  const index = all.findIndex((w) => addressed(w) !== undefined)
  const found = index < 0 ? undefined : addressed(all[index]!)
  if (!found) return []
  const folder = all[index + 1]
  const place =
    folder !== undefined && !folder.startsWith('-') && !folder.includes('$') ? folder : defaultFolder(found)
  const revised = branch !== undefined && !branch.includes('$') ? { ...found, revision: branch } : found
  return [{ thing: revised, says: 'is cloned by git', status: 'declared', place }]
}

function defaultFolder(found: { readonly name: string }): string {
  return found.name.split('/').at(-1)!
}

/** `wget`, `curl` and their kin with an address of the hub, or of an API and the model that it is asked for. */
export function fetched(program: string, words: readonly string[]): Use[] {
  const uses: Use[] = asked(words)
  for (const word of words) {
    const text = word.replace(/^--?[A-Za-z-]+=/, '')
    if (!/^https?:/.test(text) || text.includes('$') || !/\/(?:resolve|raw)\//.test(text)) continue
    const thing = addressed(text)
    if (!thing) continue
    const address = text.replace(/^(https?:\/\/)[^/@]*@/, '$1').replace(/[?#].*$/, '')
    uses.push({
      thing,
      says: `is fetched by ${program}`,
      status: 'declared',
      attributes: [{ name: 'download-url', value: address }],
    })
  }
  return uses
}

const OLLAMA_API = /\/api\/(?:pull|chat|generate|embed|embeddings)$/

/** `curl https://api.openai.com/… -d '{"model": "gpt-4o"}'`. */
function asked(words: readonly string[]): Use[] {
  const address = words.find((w) => /^https?:\/\/[\w.-]/.test(w))
  const body = words.find((w) => /"(?:model|name)"\s*:/.test(w))
  if (address === undefined || body === undefined || address.includes('$')) return []
  const name =
    /"model"\s*:\s*"([^"]{1,200})"/.exec(body)?.[1] ?? /"name"\s*:\s*"([^"]{1,200})"/.exec(body)?.[1]
  if (name === undefined) return []
  if (OLLAMA_API.test(address.replace(/[?#].*$/, ''))) {
    const use = ollamaUse(name, `is asked for by a request`)
    return use ? [use] : []
  }
  const provider = providerOfAddress(address)?.id
  const thing = provider === undefined ? undefined : modelOfValue(name, { provider })
  return thing?.kind === 'api' ? [{ thing, says: 'is called by a request', status: 'declared' }] : []
}

/** `python -m spacy download en_core_web_sm`. */
export function spacy(words: readonly string[]): Use[] {
  const name = words[0] === 'download' ? words.slice(1).find((w) => !w.startsWith('-')) : undefined
  if (name === undefined || !/^[a-z]{2,3}_[a-z]\w{3,60}$/.test(name)) return []
  return [
    {
      thing: { kind: 'registered', registry: 'spacy', name },
      says: 'is downloaded by spacy',
      status: 'declared',
    },
  ]
}

function addressed(
  text: string,
): Exclude<Use['thing'], { kind: 'api' | 'path' | 'registered' | 'package' }> | undefined {
  const model = hubUrl(text)
  if (model) return model
  const dataset = hubDatasetUrl(text)
  return dataset && { kind: 'dataset', registry: 'hugging-face', ...dataset }
}

const OLLAMA_COMMANDS = new Set(['pull', 'run', 'show'])
const OLLAMA_SWITCHES = new Set([
  '--insecure',
  '--verbose',
  '--nowordwrap',
  '--hidethinking',
  '--modelfile',
  '--license',
])

/** `ollama pull NAME[:TAG]`, the hub's repositories as `hf.co/org/name:QUANTISATION`. */
export function ollama(words: readonly string[]): Use[] {
  const [command = '', ...rest] = words
  if (!OLLAMA_COMMANDS.has(command)) return []
  const args: Arguments = readArguments(rest, OLLAMA_SWITCHES)
  const name = args.positional[0]
  const use =
    name === undefined
      ? undefined
      : ollamaUse(name, `is ${command === 'pull' ? 'pulled' : command === 'run' ? 'run' : 'shown'} by ollama`)
  return use ? [use] : []
}

/** A model as Ollama names it. */
export function ollamaUse(name: string, says: string): Use | undefined {
  const hub = /^(?:hf\.co|huggingface\.co)\/([^/:]+\/[^/:]+)(?::([\w.-]+))?$/.exec(name)
  if (hub) {
    const thing = modelOfValue(hub[1]!, { provider: 'hugging-face' })
    if (thing?.kind !== 'hub') return undefined
    return {
      thing,
      says,
      status: 'declared',
      ...(hub[2] && { attributes: [{ name: 'quantization', value: hub[2], status: 'inferred' }] }),
    }
  }
  if (!/^[a-z0-9][\w.-]*(?:\/[\w.-]+){0,2}(?::[\w.-]+)?$/i.test(name)) return undefined
  const thing: NamedModel | undefined = modelOfValue(name, { provider: 'ollama' })
  return thing?.kind === 'api' ? { thing, says, status: 'declared' } : undefined
}

/** `kaggle datasets download -d owner/name`. */
export function kaggle(words: readonly string[]): Use[] {
  if (words[0] !== 'datasets' || words[1] !== 'download') return []
  const args = readArguments(words.slice(2), new Set(['--unzip', '-q', '--quiet', '-o', '--force']))
  const name =
    args.options.findLast((o) => o.name === '-d' || o.name === '--dataset')?.value ?? args.positional[0]
  if (name === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name)) return []
  return [
    {
      thing: { kind: 'dataset', registry: 'kaggle', name },
      says: 'is downloaded by kaggle',
      status: 'declared',
    },
  ]
}
