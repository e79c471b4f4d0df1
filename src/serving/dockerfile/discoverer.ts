import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit } from '../../model/read-error.ts'
import { sightingOf, type Mention } from '../../names/mention.ts'
import { dockerfileMentions } from './stages.ts'

const MAX_FILE = 1024 * 1024
const NAME = /^(?:[\w.-]+[.-])?(?:docker|container)file(?:[.-][\w.-]+)?$/

export const dockerfile: Discoverer<readonly Mention[]> = {
  id: 'dockerfile',
  title: 'Dockerfile',
  claims({ name, text }) {
    if (
      text === undefined ||
      !NAME.test(name) ||
      /\.dockerignore$|\.(?:md|py|ts|js|json|ya?ml|sh|j2)$/.test(name)
    )
      return false
    return /^[ \t]*FROM\s/im.test(text)
  },
  *read({ bytes }, ctx) {
    if (bytes.size > Math.min(MAX_FILE, ctx.limits.structureBytes))
      throw overLimit(`a Dockerfile of ${bytes.size} bytes`)
    yield { kind: 'facts', facts: dockerfileMentions(bytes.read(0, bytes.size).toString('utf8'), ctx) }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}
