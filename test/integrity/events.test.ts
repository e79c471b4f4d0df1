import assert from 'node:assert/strict'
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'node:test'
import * as z from 'zod/mini'
import { loadEventSchema } from '../../src/cli/guard/event-schema.ts'
import { assay, type Outcome } from '../cli/assay.ts'
import { guarded, type Guarded } from './guarded.ts'

interface Server extends AsyncDisposable {
  readonly url: string
  readonly lines: string[]
  readonly headers: IncomingHttpHeaders[]
  /** What it answers from now on. */
  status: number
  location?: string
}

async function server(): Promise<Server> {
  const http = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      self.headers.push(request.headers)
      if (self.status === 200) self.lines.push(...body.trimEnd().split('\n'))
      response.writeHead(self.status, self.location === undefined ? {} : { location: self.location }).end()
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const self: Server = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/load-events`,
    lines: [],
    headers: [],
    status: 200,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return self
}

const log = (g: Guarded): string => join(g.state, 'assay/loads.jsonl')
const start = (g: Guarded, ...words: string[]): ReturnType<Guarded['run']> =>
  g.run(['--', process.execPath, '-e', '', '--', ...words])
const events = (g: Guarded, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> =>
  assay(['events', ...args], { cwd: g.root, env: { ...g.env, ...env } })

describe('load events', () => {
  it('say what was loaded, by which command without its secrets, and follow each other', async () => {
    using g = await guarded()
    await start(g, '--model', 'models/m', '--api-key', 's3cret', 'https://me:pw@host/x')
    writeFileSync(join(g.root, 'models/m/evil.py'), '')
    await start(g)
    const [loaded, refused] = g.events()
    for (const event of [loaded, refused]) assert.deepEqual(z.parse(loadEventSchema, event), event)
    const text = readFileSync(log(g), 'utf8')
    assert.doesNotMatch(text, /s3cret|pw@/)
    assert.equal(statSync(log(g)).mode & 0o777, 0o600)
    const { time, host, pid, user, lock, artifacts, command, previous, ...rest } = loaded!
    assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/)
    for (const value of [host, user]) assert.ok(typeof value === 'string' && value !== '')
    assert.ok(Number(pid) > 0)
    assert.deepEqual((command as string[]).slice(-6), [
      '--',
      '--model',
      'models/m',
      '--api-key',
      '***',
      'https://host/x',
    ])
    const { id, generation, digest } = JSON.parse(readFileSync(join(g.root, 'assay.lock'), 'utf8')) as Record<
      string,
      unknown
    >
    assert.deepEqual(lock, { path: 'assay.lock', id, generation, digest })
    assert.equal((artifacts as unknown[]).length, 4)
    assert.deepEqual(rest, {
      schema: 'assay/load-event/1',
      cwd: g.root,
      checked: 'hashed',
      outcome: 'loaded',
      refusals: [],
    })
    assert.equal(previous, null)
    assert.deepEqual(
      (refused!['refusals'] as { code: string }[]).map((r) => r.code),
      ['unlisted-code'],
    )
    const verified = await events(g, ['verify'])
    assert.deepEqual([verified.code, verified.stdout], [0, '2 events: the chain is whole\n'])
  })

  it('show that a line was changed, left out or torn', async () => {
    using g = await guarded()
    for (let i = 0; i < 3; i++) await start(g, String(i))
    const lines = readFileSync(log(g), 'utf8').trimEnd().split('\n')
    const check = async (changed: readonly string[]): Promise<unknown> => {
      writeFileSync(log(g), `${changed.join('\n')}\n`)
      const { code, stdout } = await events(g, ['verify', '--format', 'json'])
      const { problems } = JSON.parse(stdout) as { problems: { line: number }[] }
      assert.equal(code, problems.length > 0 ? 1 : 0)
      return problems.map((p) => p.line)
    }
    assert.deepEqual(await check(lines), [])
    assert.deepEqual(await check([lines[0]!, lines[2]!]), [2])
    assert.deepEqual(await check([lines[0]!, lines[1]!.replace('loaded', 'refused'), lines[2]!]), [3])
    assert.deepEqual(await check([lines[0]!, '{"half', lines[1]!]), [2])
    assert.equal((await events(g, ['verify', '--events', 'none.jsonl'])).code, 4)
  })

  it('of starts at the same moment are all written, whole', async () => {
    using g = await guarded()
    await Promise.all(Array.from({ length: 6 }, (_, i) => start(g, String(i))))
    appendFileSync(log(g), '{"torn')
    await start(g)
    const lines = readFileSync(log(g), 'utf8').trimEnd().split('\n')
    assert.equal(lines.length, 8)
    assert.equal(lines.filter((l) => l.startsWith('{"schema"') && l.endsWith('}')).length, 7)
    assert.equal(existsSync(`${log(g)}.turn`), false)
    const { problems } = JSON.parse((await events(g, ['verify', '--format', 'json'])).stdout) as {
      problems: { line: number }[]
    }
    assert.deepEqual(
      problems.map((p) => p.line),
      [7],
    )
  })

  it('that cannot be written stop nobody', async () => {
    using g = await guarded()
    const { code, stderr } = await g.run(['--events', 'models', '--', process.execPath, '-e', ''])
    assert.equal(code, 0)
    assert.match(stderr, /could not be recorded/)
  })
})

describe('delivery of load events', () => {
  it('happens aside, after a start that does not wait for it', async () => {
    using g = await guarded()
    await using s = await server()
    const env = { ASSAY_EVENTS_URL: s.url, ASSAY_EVENTS_TOKEN: 'tok' }
    assert.equal((await g.run(['--', process.execPath, '-e', ''], { env })).code, 0)
    for (let i = 0; i < 200 && s.lines.length === 0; i++) await sleep(50)
    assert.deepEqual(`${s.lines.join('\n')}\n`, readFileSync(log(g), 'utf8'))
    assert.equal(s.headers[0]?.authorization, 'Bearer tok')
    // A server that is not there is nobody’s problem.
    const gone = { ASSAY_EVENTS_URL: 'https://127.0.0.1:1/x' }
    assert.equal((await g.run(['--', process.execPath, '-e', ''], { env: gone })).code, 0)
  })

  it('begins where the last one ended, and keeps what was not taken', async () => {
    using g = await guarded()
    await using s = await server()
    const push = (...more: string[]): Promise<Outcome> => events(g, ['push', '--url', s.url, ...more])
    assert.equal((await push()).code, 0)
    await start(g, 'one')
    s.status = 403
    const denied = await push()
    assert.deepEqual([denied.code, s.lines.length], [3, 0])
    s.status = 200
    assert.match((await push()).stderr, /1 event delivered/)
    await start(g, 'two')
    appendFileSync(log(g), '{"half')
    assert.match((await push()).stderr, /1 event delivered/)
    assert.match((await push()).stderr, /0 events delivered/)
    assert.equal(s.lines.length, 2)
    // A log that was rotated begins anew.
    writeFileSync(log(g), '')
    await start(g, 'three')
    assert.match((await push()).stderr, /1 event delivered/)
    assert.equal(s.lines.length, 3)
  })

  it('follows nobody elsewhere, and sends nothing in the clear', async () => {
    using g = await guarded()
    await using s = await server()
    await using other = await server()
    await start(g)
    s.status = 307
    s.location = other.url
    assert.equal((await events(g, ['push', '--url', s.url])).code, 3)
    assert.equal(other.headers.length, 0)
    for (const url of ['http://host.example/x', 'ftp://127.0.0.1/x', 'https://me:pw@127.0.0.1/x'])
      assert.equal((await events(g, ['push', '--url', url])).code, 2, url)
    assert.equal((await events(g, ['push'])).code, 2)
  })
})
