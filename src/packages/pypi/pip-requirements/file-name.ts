import type { Sample } from '../../../model/entry.ts'

const NAMED = /^(?:[\w.-]*requirements?[\w.-]*|(?:[\w.-]*[.-])?constraints?[\w.-]*)\.(?:txt|in|pip)$/
const FOLDER = /(?:^|[/!])requirements\/[^/!]+\.(?:txt|in)$/i
/** Words by which people name what is not for production, and variants for a machine. */
const SCOPES: ReadonlySet<string> = new Set([
  'dev',
  'develop',
  'development',
  'test',
  'tests',
  'testing',
  'lint',
  'linting',
  'docs',
  'doc',
  'ci',
  'build',
  'typing',
  'mypy',
  'bench',
  'benchmark',
  'benchmarks',
  'examples',
  'notebook',
  'notebooks',
  'gpu',
  'cuda',
  'cpu',
  'rocm',
  'train',
  'training',
  'eval',
  'inference',
  'serve',
  'serving',
  'optional',
  'extra',
  'extras',
])
const SAME: Readonly<Record<string, string>> = {
  develop: 'dev',
  development: 'dev',
  tests: 'test',
  testing: 'test',
  linting: 'lint',
  doc: 'docs',
}

/** Names of requirements files: pip has no fixed one. */
export function isRequirementsName({ name, path }: Pick<Sample, 'name' | 'path'>): boolean {
  return (NAMED.test(name) || FOLDER.test(path)) && !TRACKED.test(path)
}

/** What was installed where a tracked run took place, which need not be what the system needs. */
const TRACKED = /(?:^|\/)wandb\/(?:offline-)?run-|(?:^|\/)(?:mlruns|mlartifacts)\//

export function isConstraintsName(title: string): boolean {
  return (
    /(?:^|[.-])constraints?(?:[.-][\w.-]*)?\.(?:txt|in|pip)$/i.test(title) && !/requirements/i.test(title)
  )
}

/** `requirements-dev.txt`, `dev-requirements.txt`, `requirements/dev.txt`. */
export function impliedScopes(path: string): readonly string[] {
  const title = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const words = title.split(/[^a-z0-9]+/).filter((word) => SCOPES.has(word))
  return [...new Set(words.map((word) => SAME[word] ?? word))].toSorted()
}
