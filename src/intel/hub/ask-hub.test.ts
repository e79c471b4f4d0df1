import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { ReadError } from '../../model/read-error.ts'
import { askHub, type HubQuestion } from './ask-hub.ts'
import { fetchBounded } from './fetch.ts'

const COMMIT = 'c'.repeat(40)
const OID = 'a'.repeat(64)
const ENTRY = {
  type: 'file',
  path: 'model.safetensors',
  oid: '0'.repeat(40),
  size: 9,
  lfs: { oid: OID, size: 9 },
}

async function serving<T>(listener: RequestListener, then: (endpoint: string) => Promise<T>): Promise<T> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await then(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function question(endpoint: string, more: Partial<HubQuestion> = {}): HubQuestion {
  const { signal } = new AbortController()
  return { endpoint, kind: 'models', name: 'org/name', revision: COMMIT, signal, ...more }
}

/** Answers every question with the same text. */
function always(text: string, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text)
}

function refused(listener: RequestListener, message: RegExp): Promise<void> {
  return serving(listener, (endpoint) =>
    assert.rejects(askHub(question(endpoint)), (error: unknown) => {
      assert.ok(error instanceof ReadError, String(error))
      assert.match(error.message, message)
      assert.doesNotMatch(error.message, /127\.0\.0\.1.*@|hf_secret/)
      return true
    }),
  )
}

describe('asking the hub about a repository', () => {
  it('reads large files by LFS object and the others by git blob, page after page', async () => {
    const listener: RequestListener = (request, response) => {
      const second = request.url!.includes('cursor=2')
      const entries = second
        ? [
            { type: 'directory', path: 'onnx' },
            { type: 'file', path: 'config.json', oid: 'b'.repeat(40), size: 2 },
          ]
        : [ENTRY]
      if (!second)
        response.setHeader(
          'link',
          `</api/models/org/name/tree/${COMMIT}?recursive=true&cursor=2>; rel="next"`,
        )
      always(JSON.stringify(entries))(request, response)
    }
    const answer = await serving(listener, (endpoint) => askHub(question(endpoint)))
    assert.deepEqual(answer, {
      commit: COMMIT,
      files: [
        { path: 'model.safetensors', sha256: OID, gitId: '0'.repeat(40), size: 9 },
        { path: 'config.json', gitId: 'b'.repeat(40), size: 2 },
      ],
      broken: 0,
    })
  })

  it('pins a branch to its commit before it reads the list', async () => {
    const urls: string[] = []
    const listener: RequestListener = (request, response) => {
      urls.push(request.url!)
      always(request.url!.includes('/revision/') ? `{"sha":"${COMMIT}"}` : '[]')(request, response)
    }
    await serving(listener, (endpoint) => askHub(question(endpoint, { revision: 'refs/pr/1' })))
    assert.deepEqual(urls, [
      '/api/models/org/name/revision/refs%2Fpr%2F1',
      `/api/models/org/name/tree/${COMMIT}?recursive=true&expand=false`,
    ])
  })

  it('counts entries that it cannot understand', async () => {
    const entries = [
      ENTRY,
      null,
      7,
      { type: 'file' },
      { type: 'file', path: 'x', oid: 'nonsense' },
      { type: 'file', path: 'y', oid: '0'.repeat(40), lfs: { oid: 'short' } },
    ]
    const answer = await serving(always(JSON.stringify(entries)), (e) => askHub(question(e)))
    assert.equal(answer.files.length, 1)
    assert.equal(answer.broken, 5)
  })

  it('refuses web pages, other data, broken and truncated data', async () => {
    await refused(always('<html>log in</html>', { 'content-type': 'text/html' }), /web page/)
    await refused(always('<html>log in</html>'), /no JSON/)
    await refused(always('{"error":"x"}'), /list of files/)
    await refused(always('[{"type":"fi'), /no JSON/)
    await refused((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('[')
      setTimeout(() => response.destroy(), 20)
    }, /broke off/)
    await refused((_, response) => void response.writeHead(404).end(), /answered with 404/)
    await refused((request) => request.socket.destroy(), /cannot be reached|broke off/)
  })

  it('does not follow lists without end, to itself, elsewhere or to another repository', async () => {
    const first = `/api/models/org/name/tree/${COMMIT}`
    let page = 0
    await refused((request, response) => {
      response.setHeader('link', `<${first}?cursor=${++page}>; rel="next"`)
      always('[]')(request, response)
    }, /more than 500 pages/)
    await refused(
      always('[]', { link: `<${first}?recursive=true&expand=false>; rel="next"` }),
      /its own next/,
    )
    await refused(always('[]', { link: '<https://evil.example/x>; rel="next"' }), /on another server/)
    await refused(always('[]', { link: '</api/models/evil/name/tree/x>; rel="next"' }), /with another one/)
  })

  it('follows no redirect to another server, and takes the token nowhere', async () => {
    let seen: string | undefined = 'nothing'
    await serving(
      (request, response) => {
        seen = request.headers.authorization
        always('[]')(request, response)
      },
      async (elsewhere) => {
        const away: RequestListener = (_, response) =>
          void response.writeHead(307, { location: elsewhere }).end()
        await refused(away, /redirects to another server/)
        assert.equal(seen, 'nothing')
        // A page may be answered by another server: without what was meant for the first.
        await serving(away, async (endpoint) => {
          const { signal } = new AbortController()
          const address = `${endpoint.replace('//', '//user:pass@')}/SHA256SUMS`
          const fetched = await fetchBounded(address, {
            signal,
            maxBytes: 100,
            accept: '*/*',
            redirects: 'anywhere',
          })
          assert.equal(new URL(fetched.address).origin, elsewhere)
        })
        assert.equal(seen, undefined)
      },
    )
  })

  it('sends the token to the endpoint', async () => {
    let seen: string | undefined
    await serving(
      (request, response) => {
        seen = request.headers.authorization
        always('[]')(request, response)
      },
      (endpoint) => askHub(question(endpoint, { token: 'hf_secret' })),
    )
    assert.equal(seen, 'Bearer hf_secret')
  })
})

describe('fetching', () => {
  const { signal } = new AbortController()
  const get = (address: string, maxBytes = 100): Promise<unknown> =>
    fetchBounded(address, { signal, maxBytes, accept: '*/*', redirects: 'anywhere' })

  it('is encrypted, except from this machine', async () => {
    await assert.rejects(get('http://example.org/SHA256SUMS'), /not encrypted/)
    await assert.rejects(get('file:///etc/passwd'), /cannot be asked/)
    await assert.rejects(get('no address'), /no address/)
  })

  it('stops at its bound, after decompression too, and at redirects without end', async () => {
    await serving(always('x'.repeat(1000)), (e) => assert.rejects(get(e), /more than 100 bytes/))
    await serving(
      (_, response) => void response.writeHead(302, { location: '/again' }).end(),
      (e) => assert.rejects(get(e), /redirects more than/),
    )
    await serving(
      (_, response) => void response.writeHead(302, { location: 'http://example.org/' }).end(),
      (e) => assert.rejects(get(e), /not encrypted/),
    )
    await serving(
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      (e) => assert.rejects(get(e), /cannot be asked/),
    )
  })
})
