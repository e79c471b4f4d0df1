import { posix } from 'node:path'
import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit } from '../../model/read-error.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { subjectOf, useMentions } from '../../names/model-mention.ts'
import { isWeightFile } from '../../names/model-value.ts'
import { ollamaUse } from '../../commands/hub-commands.ts'

const MAX_FILE = 1024 * 1024
const NAME = /^(?:[\w.-]+[.-])?modelfile(?:[.-][\w.-]+)?$/

interface Instruction {
  readonly name: string
  readonly value: string
  readonly line: number
}

export const ollamaModelfile: Discoverer<readonly Mention[]> = {
  id: 'ollama-modelfile',
  title: 'Ollama Modelfile',
  claims: ({ name, text }) => NAME.test(name) && text !== undefined && /^[ \t]*FROM\s+\S/im.test(text),
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_FILE, ctx.limits.structureBytes))
      throw overLimit(`a Modelfile of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    yield { kind: 'facts', facts: modelfileMentions(instructionsOf(text), path) }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

/** `NAME value`, with values of many lines between three quotes. */
function instructionsOf(text: string): Instruction[] {
  const out: Instruction[] = []
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  for (let i = 0; i < lines.length && out.length < 2_000; i++) {
    const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(lines[i]!)
    if (!match) continue
    const line = i + 1
    let value = match[2]!.trim()
    if (value.startsWith('"""')) {
      const parts = [value.slice(3)]
      while (!parts.at(-1)!.includes('"""') && i + 1 < lines.length) parts.push(lines[++i]!)
      value = parts.join('\n').replace(/"""[^]*$/, '')
    }
    out.push({ name: match[1]!.toUpperCase(), value: value.replace(/^"([^]*)"$/, '$1'), line })
  }
  return out
}

/** The model that is made here is derived from its base; parameters and prompt are its own. */
function modelfileMentions(instructions: readonly Instruction[], path: string): Mention[] {
  const folder = posix.dirname(path)
  const base = instructions.find((i) => i.name === 'FROM')
  const use = base && baseUse(base.value)
  const parameters: AttributeDraft[] = instructions
    .filter((i) => i.name === 'PARAMETER')
    .slice(0, 100)
    .flatMap(({ value }) => {
      const match = /^(\w{1,60})\s+(.{1,200})$/.exec(value)
      return match
        ? [{ name: 'hyperparameter' as const, key: match[1]!, value: match[2]!.replaceAll('"', '') }]
        : []
    })
  const license = instructions.find((i) => i.name === 'LICENSE')?.value.split('\n')[0]
  const to = use && subjectOf(use.thing, folder)
  const adapters = instructions
    .filter((i) => i.name === 'ADAPTER')
    .flatMap(({ value, line }) => {
      const thing = { kind: 'path' as const, path: value }
      const subject = isLocal(value) ? subjectOf(thing, folder) : undefined
      if (!subject) return []
      return [
        mention(
          subject,
          line,
          'is the adapter of a Modelfile',
          [
            { name: 'role', value: 'adapter' },
            { name: 'source', value: 'local', status: 'inferred' },
          ],
          to ? [{ kind: 'derived-from', to }] : [],
        ),
      ]
    })
  return [
    ...(use
      ? useMentions(
          {
            ...use,
            attributes: [
              ...(use.attributes ?? []),
              ...parameters,
              ...(license && license.length < 200 ? [{ name: 'license' as const, value: license }] : []),
            ],
          },
          base.line,
          { folder },
        )
      : []),
    ...adapters,
    ...prompts(instructions, path),
  ]
}

function baseUse(value: string): ReturnType<typeof ollamaUse> {
  const says = 'is the base of a Modelfile'
  if (isLocal(value)) return { thing: { kind: 'path', path: value }, says, status: 'declared' }
  return ollamaUse(value, says)
}

function isLocal(value: string): boolean {
  return /^(?:\.{1,2}\/|\/|~\/)/.test(value) || value === '.' || isWeightFile(value)
}

function prompts(instructions: readonly Instruction[], path: string): Mention[] {
  return (['SYSTEM', 'TEMPLATE'] as const).flatMap((name) => {
    const found = instructions.find((i) => i.name === name && i.value.trim() !== '')
    if (!found) return []
    const type = name === 'SYSTEM' ? 'system-prompt' : 'template'
    return [
      {
        ...mention(
          { by: 'name', kind: 'prompt', registry: path, name },
          found.line,
          'is set by a Modelfile',
          [{ name: 'prompt-type', value: type }],
        ),
        content: found.value,
      },
    ]
  })
}
