import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { MiB } from '../../model/context.ts'
import type { RequirementsFacts, SourceKind } from './facts.ts'
import { foreignSource } from './rules/foreign-source.ts'
import { unpinned } from './rules/unpinned.ts'

const MAX_SIZE = 4 * MiB

/** Only where packages come from; which packages they are is the business of the package audit. */
export const requirements: Format<RequirementsFacts> = {
  id: 'requirements',
  title: 'Python requirements',
  extensions: [],
  onLoad: 'data',
  rules: [foreignSource, unpinned],
  claims,
  *read({ bytes }, ctx) {
    if (bytes.size > MAX_SIZE) throw overLimit(`a requirements file of ${bytes.size} bytes`)
    const sources: RequirementsFacts['sources'][number][] = []
    let total = 0
    let loose = 0
    let number = 0
    for (const raw of bytes.read(0, bytes.size).toString('utf8').split('\n')) {
      number++
      if ((number & 1023) === 0) ctx.checkpoint()
      const line = raw
        .slice(0, 2000)
        .replace(/(?:^|\s)#.*$/, '')
        .trim()
      if (line === '') continue
      const kind = sourceKind(line)
      if (kind) sources.push({ kind, line: number, text: line.slice(0, 300) })
      else if (/^[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]*\])?\s*(?:[=<>!~;@].*)?$/.test(line)) {
        total++
        if (!/={2,3}/.test(line)) loose++
      }
    }
    yield { kind: 'facts', facts: { sources, unpinned: loose, requirements: total } }
  },
}

function claims({ name, head }: Sample): Claim {
  if (head.includes(0)) return 'no'
  return /^(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in|pip)$/.test(name) ? 'yes' : 'no'
}

function sourceKind(line: string): SourceKind | undefined {
  if (/^(?:-i\b|--index-url|--extra-index-url|--find-links|-f\s)/.test(line)) return 'index'
  if (line.startsWith('--trusted-host')) return 'trusted host'
  if (/^(?:-e\b|--editable)/.test(line)) return 'editable'
  if (/(?:^|@\s*)(?:git|hg|svn|bzr)\+/.test(line)) return 'version control'
  if (/(?:^|@\s*)(?:https?|ftp|file):\/\//.test(line)) return 'url'
  return /^(?:\.{0,2}\/|[A-Za-z]:\\)\S/.test(line) ? 'local path' : undefined
}
