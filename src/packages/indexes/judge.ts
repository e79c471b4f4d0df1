import type { Severity } from '../../model/severity.ts'
import { isPublicIndex, type Ecosystem } from '../../names/public-index.ts'
import { hostOf } from '../../text/web-address.ts'
import { listed } from '../pinning/one-finding.ts'
import { isLoopback, isPrivateHost } from './host.ts'
import type { IndexInForce, IndexTool, Origin, ToolIndexes } from './in-force.ts'

/** What a configuration allows, in the words and ids of the rules of packages. */
export interface IndexFinding {
  readonly rule: string
  readonly severity: Severity
  readonly tool: IndexTool
  readonly of?: string
  readonly message: string
  /** Where the values stand that bring it about. */
  readonly origins: readonly Origin[]
  readonly remedy: string
}

type Draft = Omit<IndexFinding, 'tool' | 'of'>

export function ecosystemOf({ tool, of }: ToolIndexes): Ecosystem {
  if (tool === 'npm') return 'npm'
  return tool === 'conda' || (tool === 'pixi' && of === undefined) ? 'conda' : 'pypi'
}

/** Whether anybody may publish there: the built-in index, the same by its address, or a channel that is only named. */
export function isPublic({ url }: IndexInForce, ecosystem: Ecosystem): boolean {
  return url === undefined || isPublicIndex(ecosystem, url) || (ecosystem === 'conda' && !url.includes('://'))
}

/** An index of somebody's own: names on it need not be taken in public. */
function isOwn(index: IndexInForce, ecosystem: Ecosystem): boolean {
  return !isPublic(index, ecosystem) && (index.credentials || isPrivateHost(hostOf(index.url ?? '') ?? ''))
}

/** Asked for every package, whatever its name. */
export function isUnscoped({ role, url }: IndexInForce): boolean {
  return role === 'primary' || role === 'extra' || (role === 'find-links' && /^https?:/i.test(url ?? ''))
}

export function shownIndex({ name, url }: IndexInForce): string {
  return url === undefined ? (name ?? 'the built-in public index') : (hostOf(url) ?? url)
}

/** `isInside` tells paths of the project, whose files others will have. */
export function judgeIndexes(
  tools: readonly ToolIndexes[],
  isInside: (path: string) => boolean,
): readonly IndexFinding[] {
  return tools.flatMap((tool) => {
    const drafts = [...several(tool), ...unchecked(tool), ...secrets(tool, isInside), ...preReleases(tool)]
    return drafts.map((draft) => ({
      ...draft,
      tool: tool.tool,
      ...(tool.of !== undefined && { of: tool.of }),
    }))
  })
}

function* several(tool: ToolIndexes): Generator<Draft> {
  const ecosystem = ecosystemOf(tool)
  const asked = tool.indexes.filter(isUnscoped)
  const [first] = asked
  if (!first || asked.length < 2) return
  const setting = tool.settings.find(
    ({ name, value }) =>
      /^(?:index-strategy|channel.priority|install_search_all_sources)$/.test(name) && value !== 'strict',
  )
  const names = listed(asked.map(shownIndex), 5)
  // Who has an index of their own beside a public one has names that the public one does not know.
  const mixed =
    asked.some((index) => isOwn(index, ecosystem)) && asked.some((index) => !isOwn(index, ecosystem))
  // Where hashes are asked for it does not matter who answers.
  const hashed = tool.settings.some(({ name, value }) => name === 'require-hashes' && value !== 'false')
  yield {
    rule: 'packages-extra-index',
    severity: hashed
      ? 'info'
      : mixed || (setting !== undefined && tool.choice === 'best')
        ? 'medium'
        : severityOf(tool, ecosystem),
    message: `${chooses(tool)} ${names}`,
    origins: [...(setting ? [setting.origin] : []), ...asked.map(({ origin }) => origin)],
    remedy: remedyOf(tool),
  }
}

/** In order is what the tools recommend; it still leaves the names of the first to the second. */
function severityOf({ choice }: ToolIndexes, ecosystem: Ecosystem): Severity {
  return choice === 'first' || ecosystem === 'conda' ? 'info' : 'low'
}

function chooses({ tool, choice }: ToolIndexes): string {
  switch (choice) {
    case 'best':
      return tool === 'pip'
        ? 'takes the highest version of all of these, and says nothing when one of them fails (403, 503, no answer):'
        : 'takes the best version of all of these:'
    case 'flexible':
      return tool === 'conda'
        ? 'takes a package from a later channel where the first has no version that fits:'
        : 'goes on to the next of these where one has no version that fits:'
    default:
      return 'asks each of these for every package, and takes the first that has the name:'
  }
}

function remedyOf({ tool }: ToolIndexes): string {
  switch (tool) {
    case 'uv':
      return 'Set explicit = true and name the index in [tool.uv.sources] for the packages that it is for.'
    case 'poetry':
      return 'Give the source priority = "explicit", and name it at the packages that it is for.'
    case 'pdm':
      return 'Limit the source by include_packages, or set respect-source-order.'
    case 'conda':
    case 'pixi':
      return 'Set the priority of channels to strict, or use one channel that mirrors the others.'
    default:
      return 'Use one index that serves both, and pin by hash.'
  }
}

function* unchecked({ indexes }: ToolIndexes): Generator<Draft> {
  const isOpen = ({ url = '', insecure }: IndexInForce): boolean =>
    (/^http:/i.test(url) || insecure !== undefined) && !isLoopback(hostOf(url) ?? '')
  const open = indexes.filter(isOpen)
  if (open.length === 0) return
  const how = [
    ...(open.some(({ insecure }) => insecure === undefined) ? ['without TLS'] : []),
    ...(open.some(({ insecure }) => insecure) ? ['with certificates left unchecked'] : []),
  ]
  yield {
    rule: 'packages-unchecked-index',
    severity: open.every(({ url }) => isPrivateHost(hostOf(url ?? '') ?? '')) ? 'low' : 'medium',
    message: `asks ${listed(open.map(shownIndex))} ${how.join(' or ')}`,
    origins: open.flatMap(({ insecure, origin }) => (insecure ? [insecure, origin] : [origin])),
    remedy: 'Use https with a certificate that the machine trusts, and drop the exception.',
  }
}

function* secrets({ indexes }: ToolIndexes, isInside: (path: string) => boolean): Generator<Draft> {
  const held = indexes.filter(
    ({ origin, credentials }) => credentials && origin.kind === 'file' && isInside(origin.path),
  )
  if (held.length === 0) return
  yield {
    rule: 'packages-index-credentials',
    severity: 'medium',
    message: `a file of the project holds credentials of ${listed(held.map(shownIndex))}`,
    origins: held.map(({ origin }) => origin),
    remedy: 'Withdraw the credential, and give it by the environment, netrc or a keyring.',
  }
}

function* preReleases({ settings }: ToolIndexes): Generator<Draft> {
  for (const { name, value, origin } of settings) {
    if (
      !(name === 'pre' && /^(?:1|true|yes|on)$/i.test(value)) &&
      !(name === 'prerelease' && value === 'allow')
    )
      continue
    yield {
      rule: 'packages-pre-releases',
      severity: 'info',
      message: `pre-releases of all packages are taken: ${name} = ${value}`,
      origins: [origin],
      remedy: 'Ask for the pre-release of the one package that needs it, by its exact version.',
    }
  }
}
