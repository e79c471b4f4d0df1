import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A hub on this machine: answers like the real one for one repository, or misbehaves on demand. */
export interface FakeHub extends AsyncDisposable {
  readonly endpoint: string
  /** Paths that were asked for, with the authorization that came along. */
  readonly asked: readonly { readonly url: string; readonly authorization: string | undefined }[]
}

export interface FakeRepository {
  readonly name: string
  readonly commit: string
  /** Those that are stored as large files. */
  readonly large: readonly string[]
  readonly files: Readonly<Record<string, Uint8Array>>
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

const PAGE = 2

export function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** As the hub's `tree` lists a file. */
export function treeEntry(path: string, bytes: Uint8Array, isLarge: boolean): object {
  const base = { type: 'file', path, size: bytes.length }
  if (!isLarge) return { ...base, oid: gitBlobId(bytes) }
  const oid = sha256Hex(bytes)
  return {
    ...base,
    oid: '0'.repeat(40),
    lfs: { oid, size: bytes.length, pointerSize: 134 },
    xetHash: '1'.repeat(64),
  }
}

/** `misbehave` is asked first; what it does not answer is answered honestly. */
export async function fakeHub(repository: FakeRepository, misbehave: Answer = () => false): Promise<FakeHub> {
  const asked: { url: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push({ url, authorization: headers.authorization })
    if (!misbehave(request, response)) honest(repository, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, asked, [Symbol.asyncDispose]: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

function honest(
  { name, commit, files, large }: FakeRepository,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '', `http://${request.headers.host}`)
  const api = `/api/models/${name}`
  if (url.pathname.startsWith(`${api}/revision/`)) return json(response, { id: name, sha: commit })
  if (url.pathname !== `${api}/tree/${commit}`) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}')
    return undefined
  }
  const entries = Object.entries(files).map(([path, bytes]) => treeEntry(path, bytes, large.includes(path)))
  const start = Number(url.searchParams.get('cursor') ?? 0)
  const next = start + PAGE
  if (next < entries.length)
    response.setHeader('link', `<${url.origin}${url.pathname}?recursive=true&cursor=${next}>; rel="next"`)
  return json(response, entries.slice(start, next))
}

export function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
