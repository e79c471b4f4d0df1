import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RangeServer extends AsyncDisposable {
  readonly address: string
  /** Bytes of bodies that were sent. */
  readonly sent: () => number
}

export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, file: Buffer) => boolean

/** Serves files by ranges, with an entity tag. `misbehave` is asked first. */
export async function rangeServer(
  files: Readonly<Record<string, Buffer>>,
  misbehave: Misbehaviour = () => false,
): Promise<RangeServer> {
  let sent = 0
  const server = createServer((request, response) => {
    const file = files[decodeURIComponent((request.url ?? '').slice(1))]
    if (!file) return void response.writeHead(404).end()
    if (misbehave(request, response, file)) return undefined
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const [start, end] = range
      ? [Number(range[1]), Math.min(Number(range[2]), file.length - 1)]
      : [0, file.length - 1]
    const body = file.subarray(start, end + 1)
    sent += body.length
    response.writeHead(range ? 206 : 200, {
      etag: '"one"',
      'content-length': body.length,
      ...(range && { 'content-range': `bytes ${start}-${end}/${file.length}` }),
    })
    return void response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    sent: () => sent,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
