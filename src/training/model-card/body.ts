import type { JsonValue } from '../../bytes/json.ts'
import { parseYaml } from '../../bytes/yaml.ts'
import type { Attribute } from '../../model/attribute.ts'
import { ReadError } from '../../model/read-error.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, evidenceAt, inDecimal, isSecretKey } from '../../syntax/stated.ts'
import { axolotlRecipe } from '../axolotl/recipe.ts'
import type { CardLine } from './facts.ts'
import { prose, type ProseLine } from './prose.ts'

/** What the text of a card tells, as far as tools generate it. */
export interface CardBody {
  /** Where it first tells of the training. */
  readonly line: number | undefined
  readonly bases: readonly { readonly subject: Subject; readonly line: number }[]
  readonly data: readonly SightedRelation[]
  /** Datasets with more than their name. */
  readonly datasets: readonly Sighting[]
  /** Of the model itself. */
  readonly model: readonly Attribute[]
  /** Of the run that made it. */
  readonly training: readonly Attribute[]
}

const LINK = String.raw`\[([^\]\n]{1,200})\]\(([^)\s]{1,300})\)`
const FINE_TUNED = new RegExp(
  String.raw`(?:fine-?tuned (?:version of|from)|merged version of) (?:the )?${LINK}(?: (?:using|on) (?:the |an? )?(.{1,200}?) datasets?\b)?`,
  'i',
)
const BULLET = /^\s*[-*]\s+(?:\*\*(.{1,60}?):?\*\*\s*:?|([\w .()/-]{1,60}):)\s*(.*)$/
const NOTHING = /^\s*$|more information needed|^\s*(?:unknown|none|n\/a)\s*$/i
const FRAMEWORKS =
  /^[-*]\s+(PEFT|Transformers|TRL|Pytorch|PyTorch|Datasets|Tokenizers|Sentence[- ]Transformers|Accelerate|Unsloth|Axolotl|Python|SetFit|Optimum|Adapters|Keras|TensorFlow|Diffusers)\s*:?\s*v?(\d[\w.+-]{0,40})\s*$/i
/** What trains; the rest of the list is what it builds on. */
const TRAINERS = /^(?:peft|transformers|trl|sentence[- ]transformers|unsloth|axolotl|setfit|adapters)$/i
const WANDB = /https:\/\/wandb\.ai\/[\w.-]{1,100}\/[\w.-]{1,200}\/runs\/(\w{1,64})\b/
const METHOD =
  /\bmodel was trained with (SFT|DPO|KTO|ORPO|GRPO|PPO|CPO|RLOO|Reward|XPO|GKD|Nash-MD|Online DPO|BCO|PRM|TR-DPO)\b/

interface Gathered {
  line: number | undefined
  readonly bases: { subject: Subject; line: number }[]
  readonly data: SightedRelation[]
  readonly datasets: Sighting[]
  readonly model: Attribute[]
  readonly training: Attribute[]
}

export function readBody(lines: readonly CardLine[], path: string): CardBody {
  const out: Gathered = { line: undefined, bases: [], data: [], datasets: [], model: [], training: [] }
  const { text, code } = prose(lines)
  for (const line of text) readLine(line, path, out)
  for (const block of code.filter((b) => b.language === 'yaml')) readRecipe(block.lines, path, out)
  return out
}

function readLine(line: ProseLine, path: string, out: Gathered): void {
  const { section, text } = line
  sentence(line, path, out)
  if (/^(?:(?:training|non-default) )?hyperparameters$/.test(section)) hyperparameter(line, path, out)
  else if (/^framework versions$/.test(section)) framework(line, path, out)
  else if (
    /^(?:training|evaluation) datasets?\b|^(?:[\w-]+\/)?[\w.-]+$/.test(section) ||
    /^\s*[-*] Dataset:/.test(text)
  )
    dataset(line, path, out)
  described(line, path, out)
}

function sentence({ text, line }: ProseLine, path: string, out: Gathered): void {
  const made = FINE_TUNED.exec(text)
  if (made) {
    addBase(made[1] ?? '', made[2] ?? '', undefined, line, out)
    for (const name of (made[3] ?? '').split(/\s*,\s*|\s+and\s+(?:the\s+)?/)) addData(name, path, out)
  }
  const method = METHOD.exec(text)?.[1]
  const run = WANDB.exec(text)?.[1]
  const evidence = evidenceAt(path, line, 'tells how it was trained')
  if (method) tell(out, line, attribute('tuning-method', method.toLowerCase(), evidence))
  if (run) tell(out, line, attribute('run-id', run, evidenceAt(path, line, 'links to the run')))
}

function tell(out: Gathered, line: number, attributes: readonly Attribute[]): void {
  if (attributes.length > 0) out.line ??= line
  out.training.push(...attributes)
}

/** The link's text is the name; its address repeats it, where it leads to the hub. */
function addBase(
  name: string,
  address: string,
  revision: string | undefined,
  line: number,
  out: Gathered,
): void {
  const more = { kind: 'model' as const, ...(revision && { revision }) }
  const subject =
    modelReference(address, { ...more, hub: true }) ?? modelReference(name.replaceAll('`', ''), { ...more })
  if (!subject) return
  if (subject.by === 'path') return
  out.bases.push({ subject, line })
}

function addData(text: string, path: string, out: Gathered): void {
  const name = new RegExp(`^${LINK}$`).exec(text.trim())
  const words = (name?.[1] ?? text).replaceAll(/[`*]/g, '').trim()
  if (
    words === '' ||
    /^(?:unknown|none|custom|own|following|generator|private|a|an|the|this|json|csv|parquet|text)$/i.test(
      words,
    )
  )
    return
  if (/\b(?:unknown|following|custom|private|own)\b/i.test(words)) return
  const subject =
    modelReference(name?.[2] ?? '', { kind: 'dataset', hub: true }) ??
    modelReference(words, { kind: 'dataset', hub: true })
  const to =
    subject?.by === 'name' ? subject : ({ by: 'name', kind: 'dataset', registry: path, name: words } as const)
  if (words.length <= 120) out.data.push({ kind: 'trained-on', to })
}

function hyperparameter({ text, line }: ProseLine, path: string, out: Gathered): void {
  const match = /^\s*[-*]\s+[`*]{0,2}([A-Za-z_][\w .()-]{0,80}?)[`*]{0,2}:[`*]{0,2}\s*(.{1,500})$/.exec(text)
  const [, key = '', value = ''] = match ?? []
  if (!match || NOTHING.test(value) || isSecretKey(key) || /^token$/i.test(key)) return
  const evidence = evidenceAt(path, line, 'is a hyperparameter of the card')
  tell(out, line, attribute('hyperparameter', plain(value.replaceAll('`', '').trim()), evidence, { key }))
}

/** Python's spelling of what is true. */
function plain(value: string): string {
  return value === 'True' || value === 'False' ? value.toLowerCase() : inDecimal(value)
}

function framework({ text, line }: ProseLine, path: string, out: Gathered): void {
  const match = FRAMEWORKS.exec(text)
  if (!match) return
  const [, name = '', version = ''] = match
  const known = name.toLowerCase().replace(' ', '-')
  if (!TRAINERS.test(known) && known !== 'pytorch') return
  tell(
    out,
    line,
    attribute(
      'framework',
      `${known}@${version}`,
      evidenceAt(path, line, 'is a framework version of the card'),
    ),
  )
}

/** `* Dataset: [name](https://huggingface.co/datasets/org/name) at [abc](…/tree/abc…)`. */
function dataset({ text, line, above }: ProseLine, path: string, out: Gathered): void {
  const match = new RegExp(String.raw`^\s*[-*] (?:Dataset: )?${LINK}(?: at ${LINK})?`).exec(text)
  if (!match) return
  const use = /\beval/i.test(above) ? 'evaluation' : 'training'
  const subject = modelReference(match[4] ?? match[2] ?? '', { kind: 'dataset', hub: true })
  if (subject?.by !== 'name' || subject.kind !== 'dataset') return
  out.data.push({ kind: use === 'training' ? 'trained-on' : 'tested-on', to: subject })
  const evidence = evidenceAt(path, line, `is a dataset of ${use} in the card`)
  const attributes = attribute('role', use, evidence)
  out.datasets.push({ subject, evidence, attributes, relations: [], distributions: [] })
}

/** The list that templates of cards open with. */
function described({ text, raw, line }: ProseLine, path: string, out: Gathered): void {
  const match = BULLET.exec(text)
  const [, strong, weak, value = ''] = match ?? []
  const key = (strong ?? weak ?? '')
    .toLowerCase()
    .replace(/\s*\[optional\]/, '')
    .replace(/\s*:$/, '')
    .trim()
  if (!match || NOTHING.test(value)) return
  const evidence = evidenceAt(path, line, `is told by "${key}"`)
  const said = value.replace(new RegExp(LINK), '$1').replaceAll('`', '').trim()
  switch (key) {
    case 'developed by':
      out.model.push(...attribute('author', said, evidence))
      return
    case 'license':
      out.model.push(...attribute('license', said, evidence))
      return
    case 'base model':
    case 'finetuned from model':
    case 'finetuned from': {
      const link = new RegExp(LINK).exec(value)
      const revision = /at revision ([0-9a-f]{40})/.exec(raw)?.[1]
      addBase(link?.[1] ?? said, link?.[2] ?? '', revision, line, out)
      return
    }
    case 'maximum sequence length':
      out.model.push(...attribute('context-length', digits(said), evidence))
      return
    case 'output dimensionality':
      out.model.push(...attribute('dimension', digits(said), evidence))
      return
    case 'hardware type':
      tell(out, line, attribute('hardware', said, evidence))
      return
    default:
  }
}

function digits(text: string): string | null {
  return /^\d{1,9}\b/.exec(text.replaceAll(',', ''))?.[0] ?? null
}

/** axolotl shows its configuration in the card. */
function readRecipe(lines: readonly CardLine[], path: string, out: Gathered): void {
  const start = lines[0]?.line ?? 1
  if (!lines.some(({ text }) => text.startsWith('base_model:'))) return
  let root: JsonValue
  try {
    // Lines before the block keep its own lines where they stand in the card.
    root = parseYaml('\n'.repeat(start - 1) + lines.map((l) => l.text).join('\n'))[0] ?? null
  } catch (error) {
    if (error instanceof ReadError) return
    throw error
  }
  const recipe = axolotlRecipe(root, path)
  if (!recipe) return
  tell(out, recipe.line, recipe.attributes)
  out.bases.push(...recipe.bases.map(({ subject, line }) => ({ subject, line })))
  for (const { subject, use } of recipe.datasets)
    out.data.push({ kind: use === 'training' ? 'trained-on' : 'tested-on', to: subject })
}
