import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Listing } from '../listing.ts'
import { isStrong, labelled, vouches } from './algorithm.ts'
import { readListing } from './read-listing.ts'

const [A, B, C] = ['a1', 'b2', 'c3'].map((pair) => pair.repeat(32)) as [string, string, string]
const D128 = 'd4'.repeat(64)
const SHA1 = 'e5'.repeat(20)
const MD5 = 'f6'.repeat(16)

const read = (content: string | Uint8Array, source = 'list.txt'): Listing => readListing({ content, source })
const said = (listing: Listing): string[] =>
  listing.digests.map((d) => `${d.name} ${d.algorithm} ${d.hex.slice(0, 4)}`).toSorted()
const gaps = (listing: Listing): string => listing.gaps.map((g) => g.detail).join('; ')

describe('lists of checksums', () => {
  it('reads what coreutils write, escaped names too', () => {
    const listing = read(`${A}  model.gguf\n${B} *dist/b c.bin\n\\${C}  new\\nline\\\\back\n`, 'SHA256SUMS')
    assert.deepEqual(
      listing.digests.map((d) => [d.name, d.hex, d.line]),
      [
        ['model.gguf', A, 1],
        ['dist/b c.bin', B, 2],
        ['new\nline\\back', C, 3],
      ],
    )
    assert.equal(listing.kind, 'sha256sums-file')
    assert.deepEqual(listing.gaps, [])
  })

  it('reads tagged lines of BSD, OpenSSL and PowerShell', () => {
    const text = `SHA256 (x (1).zip) = ${A}\nSHA2-512(y.bin)= ${D128}\nBLAKE2b (z.bin) = ${D128}\nSHA1 (s) = ${SHA1}\nMD5 (m) = ${MD5}\n`
    assert.deepEqual(said(read(text)), [
      'm md5 f6f6',
      's sha1 e5e5',
      'x (1).zip sha256 a1a1',
      'y.bin sha512 d4d4',
      'z.bin blake2b-512 d4d4',
    ])
    assert.deepEqual(said(read(`SHA256          ${A.toUpperCase()}       C:\\models\\m.gguf\r\n`)), [
      'C:\\models\\m.gguf sha256 a1a1',
    ])
    assert.deepEqual(said(read(`\nAlgorithm : SHA256\nHash      : ${A}\nPath      : m.gguf\n\n`)), [
      'm.gguf sha256 a1a1',
    ])
    assert.deepEqual(
      said(read(`SHA256 hash of m.gguf:\r\n${A}\r\nCertUtil: -hashfile command completed\r\n`)),
      ['m.gguf sha256 a1a1'],
    )
  })

  it('takes no digest of another algorithm for one that it knows', () => {
    for (const tag of [
      'BLAKE3',
      'SHA3-256',
      'BLAKE2s',
      'SM3',
      'HMAC-SHA256',
      'SHA512/256',
      'BLAKE2b-256',
      'FOO',
    ]) {
      const listing = read(`${tag} (x) = ${A}\n`)
      assert.deepEqual(said(listing), [], tag)
      assert.deepEqual(listing.unclear, ['x'], tag)
    }
    assert.deepEqual(said(read(`${A}  x\n`, 'B3SUMS')), [])
    assert.deepEqual(said(read(`${D128}  x\n`, 'B2SUMS')), ['x blake2b-512 d4d4'])
    assert.deepEqual(said(read(`${D128}  x\n`, 'SHA512SUMS')), ['x sha512 d4d4'])
    assert.deepEqual(said(read(`${A}  x\n${MD5}  y\n`, 'CHECKSUMS')), ['x sha256 a1a1', 'y md5 f6f6'])
  })

  it('reads a digest alone for the file that its name tells', () => {
    assert.deepEqual(said(read(A, 'dist/model.gguf.sha256')), ['model.gguf sha256 a1a1'])
    assert.deepEqual(said(read(`${A}  -\n`, 'model.gguf.sha256sum.txt')), ['model.gguf sha256 a1a1'])
    assert.deepEqual(said(read(`sha256:${A}\n`, 'sum.txt')), ['- sha256 a1a1'])
    assert.deepEqual(said(read(`${A}\n${B}\n`, 'model.gguf.sha256')), [])
  })

  it('reads columns of release tools', () => {
    const debian = `Origin: x\nSHA256:\n ${A}   1234 main/model.bin\n`
    assert.deepEqual(said(read(debian)), ['main/model.bin sha256 a1a1'])
    assert.equal(read(debian).digests[0]?.size, 1234)
    assert.deepEqual(said(read(`${D128} sha512 66 target.tar.bz2\n`)), ['target.tar.bz2 sha512 d4d4'])
  })

  it('reads whatever encoding and line ends shells and editors write', () => {
    const text = `${A}  model.gguf\r\n${B}  ünï.bin\r\n`
    const expected = ['model.gguf sha256 a1a1', 'ünï.bin sha256 b2b2']
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16,
      utf16.subarray(2),
      Buffer.from(utf16).swap16(),
    ])
      assert.deepEqual(said(read(bytes)), expected)
  })

  it('reads signed text, says that nobody checked the signature, and nothing around it', () => {
    const signed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${A}  a.bin\n- -----\n- ${B}  b.bin\n-----BEGIN PGP SIGNATURE-----\n\niQIz\n-----END PGP SIGNATURE-----\n`
    const listing = read(signed)
    assert.deepEqual(said(listing), ['a.bin sha256 a1a1', 'b.bin sha256 b2b2'])
    assert.match(listing.notes?.[0] ?? '', /signature .* not checked/)
    const around = read(`${C}  evil.bin\n${signed}${C}  more.bin\n`)
    assert.deepEqual(said(around), said(listing))
    assert.match(gaps(around), /outside of the signed text/)
  })

  it('keeps both of two digests for one name and says so', () => {
    const listing = read(`${A}  m.bin\n${B}  ./m.bin\n${A}  m.bin\n`)
    assert.deepEqual(said(listing), ['./m.bin sha256 b2b2', 'm.bin sha256 a1a1'])
    assert.match(gaps(listing), /two different sha256 digests/)
  })

  it('publishes nothing of comments and shortened digests', () => {
    assert.deepEqual(said(read(`# ${A}  m.bin\n; ${A}  n.bin\n${B}  o.bin\n`)), ['o.bin sha256 b2b2'])
    assert.deepEqual(said(read(`m.gguf sha256:${A.slice(0, 16)}…\n`)), [])
  })

  it('takes no commit for a checksum', () => {
    assert.deepEqual(said(read(`${SHA1} Fix the model\n${SHA1} refs/heads/main\n`)), [])
  })
})

describe('labels', () => {
  it('tell algorithms apart', () => {
    const labels: readonly (readonly [string, ReturnType<typeof labelled>])[] = [
      ['SHA-256 checksum', 'sha256'],
      ['sha256sum', 'sha256'],
      ['SHA2 512', 'sha512'],
      ['MD5SUMS', 'md5'],
      ['b2sum', 'blake2b-512'],
      ['model.gguf.sha256', 'sha256'],
      ['file_sha256_hash', 'sha256'],
      ['SHA3-512', 'unsupported'],
      ['blake2b_256', 'unsupported'],
      ['Xet hash', 'unsupported'],
      ['SHA256 / SHA512', undefined],
      ['shard', undefined],
      ['sharp', undefined],
    ]
    for (const [text, expected] of labels) assert.equal(labelled(text), expected, text)
  })

  it('say what vouches', () => {
    assert.ok(
      isStrong('sha256') && isStrong('blake2b-512') && !isStrong('sha1') && !isStrong('git-blob-sha1'),
    )
    assert.ok(vouches('git-blob-sha1') && !vouches('md5') && !vouches('sha1'))
  })
})

describe('JSON', () => {
  const json = (value: unknown): Listing => read(JSON.stringify(value))

  it('reads maps and lists in the forms that tools have', () => {
    assert.deepEqual(said(json({ 'a.bin': A, 'b.bin': `sha256:${B}`, commit: C, short: 'abc' })), [
      'a.bin sha256 a1a1',
      'b.bin sha256 b2b2',
    ])
    assert.deepEqual(
      said(json({ files: { 'a.bin': { sha256: A, size: 3 }, 'b.bin': { hashes: { sha256: B } } } })),
      ['a.bin sha256 a1a1', 'b.bin sha256 b2b2'],
    )
    const list = [
      { name: 'a.bin', checksum: A },
      { path: 'd/b.bin', digest: `sha256:${B}` },
      { filename: 'c.bin', hashes: { sha256: C, blake2b_256: A } },
      { file: 'd.bin', integrity: `sha256-${Buffer.from(A, 'hex').toString('base64')}` },
      { key: 'e.bin', checksum: `md5:${MD5}` },
      { path: 'f.bin', sha256_base64: Buffer.from(B, 'hex').toString('base64') },
      { fileName: 'g.bin', checksums: [{ algorithm: 'SHA256', checksumValue: C }] },
      { name: 'Title', url: 'https://example.org/dl/h.zip?x=1', sha512: D128 },
    ]
    assert.deepEqual(said(json(list)), [
      'a.bin sha256 a1a1',
      'c.bin sha256 c3c3',
      'd.bin sha256 a1a1',
      'd/b.bin sha256 b2b2',
      'e.bin md5 f6f6',
      'f.bin sha256 b2b2',
      'g.bin sha256 c3c3',
      'h.zip sha512 d4d4',
    ])
  })

  it('reads what the hub says, and no id of a pointer or folder', () => {
    const tree = json([
      { type: 'directory', oid: SHA1, path: 'sub' },
      { type: 'file', oid: SHA1, path: 'config.json', size: 3 },
      {
        type: 'file',
        oid: SHA1,
        path: 'm.safetensors',
        size: 9,
        lfs: { oid: A, size: 9, pointerSize: 1 },
        xetHash: B,
      },
    ])
    assert.equal(tree.kind, 'hf-lfs-oid')
    assert.deepEqual(said(tree), ['config.json git-blob-sha1 e5e5', 'm.safetensors sha256 a1a1'])
    const info = json({
      id: 'org/name',
      sha: SHA1,
      siblings: [
        { rfilename: 'm.bin', blobId: SHA1, lfs: { sha256: A, size: 9 } },
        { rfilename: 'README.md', blobId: SHA1 },
      ],
    })
    assert.deepEqual(said(info), ['README.md git-blob-sha1 e5e5', 'm.bin sha256 a1a1'])
  })

  it('reads assets of releases and layers of manifests', () => {
    const release = json({
      tag_name: 'v1',
      target_commitish: SHA1,
      assets: [
        {
          name: 'a.zip',
          label: '',
          digest: `sha256:${A}`,
          size: 4,
          browser_download_url: 'https://x.example/a.zip',
        },
      ],
    })
    assert.deepEqual(said(release), ['a.zip sha256 a1a1'])
    const media = 'application/vnd.ollama.image.model'
    const manifest = json({
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'x', digest: `sha256:${B}`, size: 1 },
      layers: [{ mediaType: media, digest: `sha256:${A}`, size: 2 }],
    })
    assert.equal(manifest.kind, 'ollama-manifest')
    assert.deepEqual(said(manifest), [`sha256-${A} sha256 a1a1`, `sha256-${B} sha256 b2b2`])
  })

  it('lets no repeated key win, and leaves locks and signatures to their readers', () => {
    const twice = read(`{"a.bin": "${A}", "a.bin": "${B}"}`)
    assert.equal(twice.digests.length, 2)
    assert.match(gaps(twice), /two different/)
    for (const value of [
      { schema: 'assay/lock/1', artifacts: [{ path: 'a', sha256: A }] },
      { payloadType: 'x', payload: '' },
    ])
      assert.deepEqual(said(json(value)), [])
    assert.match(gaps(read('{"a": ')), /JSON/)
  })
})

describe('hostile text', () => {
  const piece = fc.constantFrom(
    ...`${A}|${B}|  |x.gguf|y.bin|\n|\n\n|<p>|</p>|<li>|<table>|<tr>|<td>|</table>|<!--|-->|<pre>|\`\`\`|\`|[|](|)|*|_|SHA256|sha256:|(|) = |- |# |---\n|{"|":|"}|[{|\\|&lt;|<div hidden>|</div>|~~|…|\u202e|<style>|<dl><dt>|<dd>`.split(
      '|',
    ),
    '|',
    '|---|\n',
  )

  it('never throws, and never says what the text does not hold', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const listing = read(text)
        for (const { hex, name } of listing.digests) {
          assert.ok(text.includes(hex))
          assert.notEqual(name, '')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws on bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)))
  })

  it('stays linear on lines made to be slow', () => {
    const seeds = [
      '<',
      '<a href="',
      '<p>',
      `x.gguf ${A} `,
      `${A} `,
      '[a](',
      '`a``',
      '|-|-\n',
      'SHA256 (a) = ',
      '\\',
      '- x\n',
    ]
    for (const seed of seeds)
      for (const start of ['', '<!doctype html>', '# T\n\ntext of a page\n\n']) {
        const time = (n: number): number => {
          const text = start + seed.repeat(Math.ceil(n / seed.length))
          const before = process.cpuUsage()
          read(text)
          return process.cpuUsage(before).user / 1000
        }
        const small = Math.max(time(8000), 5)
        assert.ok(time(80_000) < small * 10 * 6, `${start}${seed}`)
      }
  })
})
