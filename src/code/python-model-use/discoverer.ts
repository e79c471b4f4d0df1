import { MiB } from '../../model/context.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit, ReadError } from '../../model/read-error.ts'
import { sightingOf } from '../../names/mention.ts'
import { nestsTooDeep } from '../../syntax/python/nesting.ts'
import { parsePython, pythonGrammar } from '../../syntax/python/parser.ts'
import type { ModelUseFacts } from './facts.ts'
import { isInstalled, mayUseModels } from './relevance.ts'
import { readUses } from './uses.ts'

const MAX_SOURCE = 2 * MiB

/** Models, datasets, services and prompts that Python programs and notebooks use, by their syntax trees. */
export const pythonModelUse: Discoverer<ModelUseFacts> = {
  id: 'python-model-use',
  title: 'Model use in Python',
  preparation: pythonGrammar,
  claims: ({ name, path, head }) => {
    if (isInstalled(path)) return false
    if (/\.pyw?$/.test(name)) return !head.includes(0)
    return head[0] === 0x23 && /^#![^\n]{0,120}\bpython[\d.]*\b/.test(head.toString('latin1', 0, 200))
  },
  *read({ path, bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a source text of ${bytes.size} bytes`)
    const text = bytes
      .read(0, bytes.size)
      .toString('utf8')
      .replace(/^\ufeff/, '')
    if (!mayUseModels(text)) return
    if (text.length > MAX_SOURCE) throw overLimit(`a source text of ${text.length} characters`)
    if (nestsTooDeep(text)) throw overLimit('brackets nested deeper than Python reads')
    const tree = parsePython(text, ctx)
    if (!tree) throw new ReadError('unsupported', 'the Python grammar is not loaded')
    const { uses, complete } = readUses(text, tree, path, ctx)
    if (uses.length > 0) yield { kind: 'facts', facts: { uses } }
    if (!complete) throw overLimit('the source takes more steps to follow than are allowed')
  },
  *sightings({ uses }, path) {
    for (const { mention, content } of uses) {
      const sighting = sightingOf(mention, path)
      const distributions = content ? [{ hashes: [content.hash], size: content.size }] : []
      yield { ...sighting, distributions }
    }
  },
}
