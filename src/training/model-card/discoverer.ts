import { isObject, type JsonValue } from '../../bytes/json.ts'
import { parseYaml } from '../../bytes/yaml.ts'
import { MiB } from '../../model/context.ts'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import { lineRange } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import { readText } from '../../syntax/read-document.ts'
import { cardSightings } from './card.ts'
import type { CardFacts, CardLine } from './facts.ts'
import { statedVersion } from './stated-version.ts'

const MAX_SIZE = 4 * MiB
const MAX_LINES = 20_000
/** Longer lines hold pictures or tables of thousands of columns. */
const MAX_LINE = 4000

/** Cards of models and datasets: `README.md` with the hub's front matter, or as training tools generate it. */
export const modelCard: Discoverer<CardFacts> = {
  id: 'model-card',
  title: 'Model or dataset card',
  claims,
  *read({ path, bytes }, ctx): Generator<Discovery<CardFacts>> {
    const lines = readText(bytes, ctx, MAX_SIZE).split(/\r?\n/, MAX_LINES)
    const end =
      lines[0]?.trimEnd() === '---' ? lines.findIndex((l, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(l)) : -1
    const body: CardLine[] = lines
      .slice(end + 1)
      .map((text, i) => ({ line: end + 2 + i, text: text.slice(0, MAX_LINE) }))
    let frontMatter: JsonValue = null
    try {
      // Blank lines in place of the fence keep the lines of the file.
      if (end > 0)
        frontMatter = shifted(
          parseYaml(`\n${lines.slice(1, end).join('\n')}`, () => ctx.checkpoint())[0] ?? null,
        )
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      const { reason, message: detail } = error
      yield { kind: 'gap', gap: { at: { path, range: lineRange(1, end + 1) }, reason, detail } }
    }
    const version = statedVersion(frontMatter, lines)
    yield { kind: 'facts', facts: { frontMatter, ...(version !== undefined && { version }), body } }
  },
  sightings: cardSightings,
}

/** An empty front matter is no mapping. */
function shifted(root: JsonValue): JsonValue {
  return isObject(root) ? root : null
}

const GENERATED =
  /fine-?tuned version of|has been trained using \[TRL\]|finetuned from \[|^- \*\*(?:Finetuned from model|Developed by)|trained 2x faster with \[Unsloth\]/im

function claims({ name, text }: Sample): boolean {
  if (text === undefined || !/^(?:readme|model_?card|dataset_?card)\.md$/.test(name)) return false
  return /^\ufeff?---\s*\n/.test(text) || GENERATED.test(text)
}
