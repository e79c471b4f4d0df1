import { isCommit } from '../../names/hub.ts'
import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import { MiB } from '../../model/context.ts'
import { textIn } from '../json-value.ts'
import { fetchBounded } from './fetch.ts'
import { nextPage } from './next-page.ts'
import { readRepositoryTree, type HubFile } from './repository-tree.ts'

export type HubRepositoryKind = 'models' | 'datasets' | 'spaces'

export interface HubQuestion {
  /** `https://huggingface.co`, or what stands for it. */
  readonly endpoint: string
  readonly kind: HubRepositoryKind
  /** `organisation/name`. */
  readonly name: string
  /** Commit, branch or tag. */
  readonly revision: string
  /** Goes to the endpoint and nowhere else. */
  readonly token?: string
  readonly signal: AbortSignal
}

export interface HubAnswer {
  /** Commit that the answer is about. */
  readonly commit: string
  readonly files: readonly HubFile[]
  readonly broken: number
}

const MAX_PAGE = 32 * MiB
const MAX_PAGES = 500
const MAX_FILES = 200_000

/** What the hub says of every file of one commit. Throws `ReadError`. */
export async function askHub(question: HubQuestion): Promise<HubAnswer> {
  const { endpoint, kind, name } = question
  const api = `${endpoint.replace(/\/+$/, '')}/api/${kind}/${name}`
  const commit = await commitOf(api, question)
  const first = `${api}/tree/${commit}?recursive=true&expand=false`
  const files: HubFile[] = []
  const asked = new Set<string>()
  let broken = 0
  let start: string | undefined
  for (let page: string | undefined = first; page !== undefined;) {
    if (asked.has(page)) throw malformed('names a page of the list as its own next one')
    asked.add(page)
    if (asked.size > MAX_PAGES) throw overLimit(`has a list of more than ${MAX_PAGES} pages`)
    const { document, link, address } = await json(page, question)
    // A repository that was renamed is answered for under its new name.
    start ??= address
    const tree = Array.isArray(document) ? readRepositoryTree(document) : undefined
    if (!tree) throw malformed('has not answered with a list of files')
    files.push(...tree.files)
    broken += tree.broken
    if (files.length > MAX_FILES) throw overLimit(`lists more than ${MAX_FILES} files`)
    page = nextPage(link, page, start)
  }
  return { commit, files, broken }
}

/** A branch can move between two pages; a commit cannot. */
async function commitOf(api: string, question: HubQuestion): Promise<string> {
  const { revision } = question
  if (isCommit(revision)) return revision
  const { document } = await json(`${api}/revision/${encodeURIComponent(revision)}`, question)
  const commit = textIn(document, 'sha')
  if (commit === undefined || !isCommit(commit)) throw malformed('names no commit for the revision')
  return commit
}

async function json(
  address: string,
  { signal, token }: HubQuestion,
): Promise<{ readonly document: unknown; readonly link: string | undefined; readonly address: string }> {
  const {
    body,
    type,
    link,
    address: answered,
  } = await fetchBounded(address, {
    signal,
    maxBytes: MAX_PAGE,
    accept: 'application/json',
    redirects: 'same-server',
    ...(token !== undefined && { token }),
  })
  if (type.includes('html')) throw malformed('has answered with a web page instead of data')
  try {
    return { document: JSON.parse(body.toString('utf8')) as unknown, link, address: answered }
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw malformed('has answered with what is no JSON')
  }
}
