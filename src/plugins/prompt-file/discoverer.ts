import type { Status } from '../../model/attribute.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { Subject } from '../../model/sighting.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { at, entries, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { readConfig, readText } from '../config-text.ts'
import { readFrontMatter } from '../front-matter.ts'
import { rulesPlace } from '../agent-rules/places.ts'
import { nameOf, statedAttributes, versionOf } from '../stated.ts'
import { promptPlace } from './places.ts'

const MAX_PROMPT = 2 * 1024 * 1024
const PROMPTFOO = /^promptfooconfig(?:[-.][\w-]+)?\.(?:ya?ml|json)$/
/** Serialised prompts of LangChain, by the keys that all of them have. */
const LANGCHAIN = /["']?_type["']?\s*:\s*["']?(?:prompt|few_shot|chat|chat_prompt)\b/
const LANGCHAIN_OBJECT = /"lc"\s*:\s*1\b[^]{0,400}?"prompts"/

/** Prompts that are kept in files of their own. */
export const promptFile: Discoverer<Mention> = {
  id: 'prompt-file',
  title: 'Prompt file',
  claims,
  *read({ path, bytes }, ctx) {
    if (bytes.size === 0) return
    const name = path.split('/').at(-1)!.toLowerCase()
    const found = promptPlace(`/${path.toLowerCase()}`)
    if (PROMPTFOO.test(name)) {
      const root = readConfig(path, bytes, ctx)
      for (const facts of promptfoo(path, root)) yield { kind: 'facts', facts }
      return
    }
    if (found?.notation === 'text') {
      const { values } = readFrontMatter(readText(bytes, ctx, MAX_PROMPT), ctx)
      yield {
        kind: 'facts',
        facts: mention(
          subjectOf(path, values),
          1,
          found.place.says,
          attributesOf(found.place.type, 'inferred', values),
        ),
      }
      return
    }
    const root = readConfig(path, bytes, ctx)
    const type = promptType(root)
    if (!type && !found?.sure) return
    const says = found?.place.says ?? 'is a prompt template'
    yield {
      kind: 'facts',
      facts: mention(
        subjectOf(path, root),
        1,
        says,
        found ? attributesOf(found.place.type, 'inferred', root) : attributesOf('template', 'declared', root),
      ),
    }
  },
  *sightings(facts, path) {
    yield sightingOf(facts, path)
  },
}

function claims({ path, name, text: head }: Sample): boolean {
  // Those are of one client, which says more of them.
  if (head === undefined || rulesPlace(path)?.marked === false) return false
  if (PROMPTFOO.test(name) || promptPlace(`/${path.toLowerCase()}`)) return true
  return (
    /\.(?:json|ya?ml)$/.test(name) &&
    (LANGCHAIN.test(head) || LANGCHAIN_OBJECT.test(head)) &&
    /template|messages|examples/.test(head)
  )
}

function subjectOf(path: string, values: ConfigValue | undefined): Subject {
  const name = nameOf(at(values, 'name'), 100)
  const version = versionOf(values)
  if (name === undefined) return { by: 'path', kind: 'prompt', path }
  return {
    by: 'name',
    kind: 'prompt',
    registry: path,
    name,
    ...(version !== undefined && { version }),
    place: path,
  }
}

/** A place only suggests what kind of prompt it is. */
function attributesOf(type: string, status: Status, values: ConfigValue | undefined): AttributeDraft[] {
  return [{ name: 'prompt-type', value: type, status }, ...statedAttributes(values)]
}

/** Keys under which data files keep the text of prompts. */
function promptType(root: ConfigValue | undefined): boolean {
  if (entries(root).length === 0)
    return items(root).some(
      (item) => entryOf(item, 'role') !== undefined && entryOf(item, 'content') !== undefined,
    )
  const type = text(at(root, '_type'))
  if (type !== undefined) return /^(?:prompt|few_shot|chat|chat_prompt)$/.test(type)
  if (at(root, 'lc') && at(root, 'id')) return items(at(root, 'id')).some((part) => text(part) === 'prompts')
  const keys = [
    'prompt',
    'prompts',
    'template',
    'messages',
    'system',
    'system_prompt',
    'systemPrompt',
    'user_prompt',
    'instructions',
    'input_variables',
  ]
  return (
    keys.some((key) => entryOf(root, key) !== undefined) ||
    entries(root).some((e) => /prompt|template/i.test(e.key))
  )
}

/** A configuration of promptfoo names files, and holds prompts itself. */
function promptfoo(path: string, root: ConfigValue | undefined): Mention[] {
  const folder = path.split('/').slice(0, -1).join('/')
  const listed = at(root, 'prompts')
  const files: Mention[] = []
  let own = false
  for (const item of items(listed).length > 0 ? items(listed).slice(0, 2000) : listed ? [listed] : []) {
    const written = text(item) ?? text(at(item, 'id')) ?? text(at(item, 'raw')) ?? text(at(item, 'path'))
    const file = written?.match(
      /^(?:file:\/\/)?((?:\.\/)?[\w./ -]{1,300}\.(?:txt|md|json|ya?ml|j2|jinja2?))$/,
    )?.[1]
    if (file === undefined || file.includes('..')) own ||= written !== undefined
    else {
      const target = [folder, file.replace(/^\.\//, '')].filter(Boolean).join('/')
      files.push(
        mention({ by: 'path', kind: 'prompt', path: target }, item.line, 'is tested by promptfoo', [
          { name: 'prompt-type', value: 'template' },
        ]),
      )
    }
  }
  if (own)
    files.push(
      mention({ by: 'path', kind: 'prompt', path }, listed?.line ?? 1, 'holds prompts that promptfoo tests', [
        { name: 'prompt-type', value: 'template' },
      ]),
    )
  return files
}
