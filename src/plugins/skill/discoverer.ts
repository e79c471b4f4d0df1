import { posix } from 'node:path'
import type { Discoverer } from '../../model/discoverer.ts'
import { mention, sightingOf, type Mention } from '../../names/mention.ts'
import { at, text } from '../../syntax/config/tree.ts'
import { readText } from '../config-text.ts'
import { readFrontMatter } from '../front-matter.ts'
import { configured } from '../launched.ts'
import { permission } from '../permissions.ts'
import { listOf, nameOf, statedAttributes, stated, versionOf } from '../stated.ts'

const MAX_SKILL = 4 * 1024 * 1024

/** A skill is the folder of its `SKILL.md`: instructions, and scripts that they have run. */
export const skill: Discoverer<Mention> = {
  id: 'skill',
  title: 'Agent skill',
  claims: ({ name }) => name === 'skill.md',
  *read({ path, bytes }, ctx) {
    const { values } = readFrontMatter(readText(bytes, ctx, MAX_SKILL), ctx)
    const folder = posix.dirname(path)
    // Other tools have files of that name: without front matter, only its place makes it a skill.
    if (!values && !/(?:^|\/)skills?\//i.test(path)) return
    const name = nameOf(at(values, 'name'), 100) ?? (folder === '.' ? 'SKILL.md' : posix.basename(folder))
    const version = versionOf(values)
    const tools = listOf(at(values, 'allowed-tools') ?? at(values, 'allowedTools') ?? at(values, 'tools'))
    const subject = {
      ...configured({ path, name }),
      ...(version !== undefined && { version }),
      place: folder === '.' ? path : folder,
    }
    const facts = mention(subject, 1, 'is a skill for agents', [
      { name: 'plugin-type', value: 'skill' },
      { name: 'source', value: 'local' },
      ...statedAttributes(values),
      ...stated('author', text(at(values, 'metadata', 'author'))),
      ...tools.map((tool) => permission(`tool:auto-approve:${tool}`)),
    ])
    yield { kind: 'facts', facts }
  },
  *sightings(facts, path) {
    yield sightingOf(facts, path)
  },
}
