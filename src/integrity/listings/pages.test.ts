import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Listing } from '../listing.ts'
import { readListing } from './read-listing.ts'

const [A, B, C] = ['a1', 'b2', 'c3'].map((pair) => pair.repeat(32)) as [string, string, string]
const SHA1 = 'e5'.repeat(20)
const MD5 = 'f6'.repeat(16)

const read = (content: string, source = 'page.html'): Listing => readListing({ content, source })
const said = (listing: Listing): string[] =>
  listing.digests.map((d) => `${d.name} ${d.algorithm} ${d.hex.slice(0, 4)}`).toSorted()
const gaps = (listing: Listing): string => listing.gaps.map((g) => g.detail).join('; ')
const html = (body: string, head = ''): Listing =>
  read(
    `<!doctype html>\n<html lang="en"><head><title>t</title>${head}</head>\n<body>\n${body}\n</body></html>`,
  )

/** Assets as a forge shows them: the digest is cut by a style sheet, and whole in the text. */
const asset = (name: string, hex: string): string => `
  <li class="Box-row d-flex flex-column flex-md-row">
    <div class="d-flex flex-justify-start col-12 col-lg-6">
      <svg aria-hidden="true" height="16"><title>${C}</title><path d="M1"></path></svg>
      <a href="/ggml-org/llama.cpp/releases/download/b7000/${name}" rel="nofollow" class="Truncate">
        <span class="Truncate-text text-bold">${name}</span></a>
    </div>
    <div class="d-flex flex-auto">
      <div class="color-fg-muted"><span class="Truncate-text">sha256:${hex}</span>
      <clipboard-copy aria-label="Copy" value="sha256:${hex}"></clipboard-copy></div>
      <span class="color-fg-muted">12.9 MB</span>
      <span><relative-time datetime="2025-11-10T09:11:12Z">2025-11-10T09:11:12Z</relative-time></span>
    </div>
  </li>`

describe('release pages', () => {
  it('of a forge, with a digest beside each asset', () => {
    const page = html(
      `<main><h1>b7000</h1><p>Commit <a href="/ggml-org/llama.cpp/commit/${SHA1}">${SHA1}</a> fixes model.gguf</p>
      <details open><summary><h3>Assets <span>4</span></h3></summary><div data-view><div class="Box"><ul>
      ${asset('llama-b7000-bin-macos-arm64.zip', A)}${asset('cudart-llama-bin-win-cuda-12.4-x64.zip', B)}
      <li class="Box-row"><a href="/ggml-org/llama.cpp/archive/refs/tags/b7000.zip"><span>Source code</span> <span>(zip)</span></a></li>
      </ul></div></div></details></main>`,
      '<meta property="og:url" content="https://github.com/ggml-org/llama.cpp/releases/tag/b7000">',
    )
    assert.deepEqual(said(page), [
      'cudart-llama-bin-win-cuda-12.4-x64.zip sha256 b2b2',
      'llama-b7000-bin-macos-arm64.zip sha256 a1a1',
    ])
    assert.equal(page.kind, 'release-page')
    assert.deepEqual([page.origin?.host, page.origin?.namespace], ['github.com', 'ggml-org'])
  })

  it('of a package index, with digests in its links', () => {
    const page = html(
      `<a href="/whl/cu126/torch-2.9.0%2Bcu126-cp312-cp312-linux_x86_64.whl#sha256=${A}" data-dist-info-metadata="sha256=${C}">torch-2.9.0+cu126-cp312-cp312-linux_x86_64.whl</a><br>
       <a href="/whl/cu126/torch-2.8.0.tar.gz#sha256=${B}">torch-2.8.0.tar.gz</a><br>`,
    )
    assert.deepEqual(said(page), [
      'torch-2.8.0.tar.gz sha256 b2b2',
      'torch-2.9.0+cu126-cp312-cp312-linux_x86_64.whl sha256 a1a1',
    ])
  })

  it('of a vendor, in tables with headers, spans and several algorithms', () => {
    const page = html(
      `<table class="dl"><thead><tr><th>Model</th><th>File</th><th>Size</th><th>MD5</th><th>SHA-256</th><th>Signature</th></tr></thead>
      <tbody><tr><td rowspan=2>Nemotron</td><td><a href="https://dl.example/v1/nemo-8b.nemo">nemo-8b.nemo</a></td><td>15 GB</td><td>${MD5}</td><td><code>${A}</code></td><td><a href="nemo-8b.nemo.asc">asc</a></td></tr>
      <tr><td>nemo tokenizer.model</td><td>4 MB</td><td></td><td>${B.slice(0, 32)}<wbr>${B.slice(32)}</td><td></td></tr></tbody></table>`,
    )
    assert.deepEqual(said(page), [
      'nemo tokenizer.model sha256 b2b2',
      'nemo-8b.nemo md5 f6f6',
      'nemo-8b.nemo sha256 a1a1',
    ])
  })

  it('with a list of checksums in preformatted text', () => {
    const page = html(
      `<h2>SHA256SUMS</h2><pre><code>${A}  firefox-140.0.dmg\n${B}  linux-x86_64/en-US/firefox-140.0.tar.xz\n</code></pre>`,
    )
    assert.deepEqual(said(page), [
      'firefox-140.0.dmg sha256 a1a1',
      'linux-x86_64/en-US/firefox-140.0.tar.xz sha256 b2b2',
    ])
    assert.equal(page.digests[0]?.line, 4)
  })

  it('with names and digests in blocks of their own', () => {
    const rows = (['one.zip', 'two.zip'] as const).map(
      (name, i) =>
        `<div class=row><div class=cell><b>${name}</b></div><div class=cell>SHA256</div><div class=cell>${[A, B][i]}</div></div>`,
    )
    assert.deepEqual(said(html(`<div class=grid>${rows.join('')}</div>`)), [
      'one.zip sha256 a1a1',
      'two.zip sha256 b2b2',
    ])
    const list = `<dl><dt>one.zip<dd>sha256: ${A}<dd>md5: ${MD5}<dt>two.zip<dd>sha256: ${B}<dd>md5: ${MD5}</dl>`
    assert.deepEqual(said(html(list)).length, 4)
    const headed = `<h3>one.gguf</h3><p>Size 4 GB. SHA256: <code>${A}</code></p><h3>two.gguf</h3><p>SHA256: <code>${B}</code></p>`
    assert.deepEqual(said(html(headed)), ['one.gguf sha256 a1a1', 'two.gguf sha256 b2b2'])
    const records = `<table><tr><th>File name</th><td>one.zip</td></tr><tr><th>Size</th><td>3</td></tr><tr><th>SHA256</th><td>${A}</td></tr></table>`
    assert.deepEqual(said(html(records)), ['one.zip sha256 a1a1'])
  })
})

describe('what a page does not say', () => {
  const hidden: readonly string[] = [
    `<!-- <li>a.gguf ${A}</li> -->`,
    `<li style="display: none">a.gguf ${A}</li>`,
    `<div hidden><li>a.gguf ${A}</li></div>`,
    `<li class="sr-only">a.gguf ${A}</li>`,
    `<style>.x, #y { color: red; display:none }</style><li class="x">a.gguf ${A}</li>`,
    `<li style="font-size:0">a.gguf ${A}</li>`,
    `<template><li>a.gguf ${A}</li></template>`,
    `<script>const sums = "a.gguf ${A}"</script>`,
    `<li><del>a.gguf ${A}</del></li>`,
    `<textarea hidden>${A}  a.gguf</textarea>`,
    `<input type=hidden value="${A}  a.gguf">`,
  ]
  for (const part of hidden)
    it(part.slice(0, 60), () => {
      assert.deepEqual(said(html(`${part}<p>b.gguf ${B}</p>`)), ['b.gguf sha256 b2b2'])
      assert.deepEqual(said(html(part)), [])
    })

  it('is never given to another file', () => {
    const unclear: readonly string[] = [
      `<li>a.gguf b.gguf ${A}</li>`,
      `<p>a.gguf ${A} ${B}</p>`,
      `<p>a.gguf ${A} b.gguf</p>`,
      `<p>a.gguf, b.gguf and c.gguf: ${A}, ${B}</p>`,
      `<li><a href="https://x.example/b.gguf">a.gguf</a> ${A}</li>`,
      `<p>a.gguf</p><p>${'A long text about all sorts of other things that goes on. '.repeat(5)}</p><p>b.gguf</p><p>${A}</p>`,
      `<p>a.gguf \u202e${A}</p>`,
    ]
    for (const body of unclear) {
      const listing = html(body)
      assert.deepEqual(said(listing), [], body)
      assert.notEqual(gaps(listing), '', body)
    }
  })

  it('is no digest of a file', () => {
    const other: readonly string[] = [
      `<li>a.gguf Xet hash: ${A}</li>`,
      `<li>a.zip image ghcr.io/x/y@sha256:${A}</li>`,
      `<li>a.gguf commit ${SHA1}</li>`,
      `<li>a.gguf sha256:${A.slice(0, 20)}…</li>`,
      `<table><tr><th>File</th><th>Xet hash</th></tr><tr><td>a.gguf</td><td>${A}</td></tr></table>`,
      `<table><tr><th>File</th><th>BLAKE3</th></tr><tr><td>a.gguf</td><td>${A}</td></tr></table>`,
    ]
    for (const body of other) assert.deepEqual(said(html(body)), [], body)
    const both = `<p>model.safetensors</p><ul><li>SHA256: ${A}</li><li>Xet hash: ${B}</li></ul>`
    assert.deepEqual(said(html(both)), ['model.safetensors sha256 a1a1'])
  })
})

describe('Markdown', () => {
  const card = `---
license: apache-2.0
base_model: org/base
checksums:
  config.json: ${C}
files:
  - filename: vae.safetensors
    sha256: "${B}"
---
# Model card for Tiny

Use with \`llama.cpp\` at commit ${SHA1}. Revision: ${SHA1}

## Provided files

| Name | Quant method | Bits | Size | SHA256 |
| ---- | :----: | ---- | ---- | --- |
| [tiny.Q4_K_M.gguf](https://huggingface.co/org/tiny-GGUF/blob/main/tiny.Q4_K_M.gguf) | Q4_K_M | 4 | 4.08 GB | ${A} |
| [tiny.Q8_0.gguf](https://huggingface.co/org/tiny-GGUF/blob/main/tiny.Q8_0.gguf) | Q8_0 | 8 | 7.7 GB | ${B} |

### Checksums

* **my\\_adapter.bin** - sha256 \`${A}\`
* \`tokenizer_v2.json\`: \`sha256:${B}\`
  - MD5: \`${MD5}\`

\`\`\`bash
# verify
echo "${C}  extra.bin" | sha256sum -c
\`\`\`

<details><summary>More</summary>

\`\`\`text
${A}  shard-00001-of-00002.safetensors
${B} *shard-00002-of-00002.safetensors
\`\`\`

</details>

<!--
| hidden.gguf | ${C} |
-->
`

  it('of a model card: front matter, tables, lists, code', () => {
    const listing = read(card, 'README.md')
    assert.equal(listing.kind, 'model-card')
    assert.deepEqual(said(listing), [
      'config.json sha256 c3c3',
      'extra.bin sha256 c3c3',
      'my_adapter.bin sha256 a1a1',
      'shard-00001-of-00002.safetensors sha256 a1a1',
      'shard-00002-of-00002.safetensors sha256 b2b2',
      'tiny.Q4_K_M.gguf sha256 a1a1',
      'tiny.Q8_0.gguf sha256 b2b2',
      'tokenizer_v2.json sha256 b2b2',
      'vae.safetensors sha256 b2b2',
    ])
    const line = (name: string): number | undefined => listing.digests.find((d) => d.name === name)?.line
    assert.equal(line('tiny.Q4_K_M.gguf'), 18)
    assert.equal(line('config.json'), 5)
    assert.match(gaps(listing), /does not see/)
  })

  it('of release notes: lists, tables the other way round, prose', () => {
    assert.deepEqual(
      said(read(`# v1\n\nNotes.\n\n| | a.zip | b.zip |\n|--|--|--|\n| SHA256 | ${A} | ${B} |\n`)),
      ['a.zip sha256 a1a1', 'b.zip sha256 b2b2'],
    )
    assert.deepEqual(said(read(`# v1\n\nNotes on the release.\n\nThe SHA256 of model.gguf is\n${A}.\n`)), [
      'model.gguf sha256 a1a1',
    ])
    assert.deepEqual(
      said(
        read(`## SHA1\n\n- a.zip: ${SHA1}\n\n## MD5\n\n- a.zip: ${MD5}\n\n## Commits\n\n- b.zip: ${SHA1}\n`),
      ),
      ['a.zip md5 f6f6', 'a.zip sha1 e5e5'],
    )
    assert.deepEqual(said(read(`Released today.\n\n    ${A}  a.zip\n\nThanks to all of you.\n`)), [
      'a.zip sha256 a1a1',
    ])
  })
})

describe('other shapes of the same', () => {
  it('minified pages, rows of values, lines of JSON', () => {
    const item = (name: string, hex: string): string =>
      `<li><a href="/o/r/releases/download/v1/${name}"><span>${name}</span></a><span>sha256:${hex}</span><span>12 MB</span></li>`
    assert.deepEqual(said(html(`<ul>${item('a.zip', A)}${item('ollama-linux-amd64', B)}</ul>`)), [
      'a.zip sha256 a1a1',
      'ollama-linux-amd64 sha256 b2b2',
    ])
    const both = ['a.bin sha256 a1a1', 'b.bin sha256 b2b2']
    assert.deepEqual(said(read(`file,sha256,size\na.bin,${A},3\nb.bin,${B},4\n`)), both)
    assert.deepEqual(said(read(`{"path":"a.bin","sha256":"${A}"}\n{"path":"b.bin","sha256":"${B}"}\n`)), both)
    assert.deepEqual(said(read(`# R\n\n**a.bin**\nSHA256: ${A}\n\n**b.bin**\nSHA256: ${B}\n`)), both)
    assert.deepEqual(
      said(read(`files:\n  - name: a.bin\n    sha256: ${A}\n  - name: b.bin\n    sha256: ${B}\n`)),
      both,
    )
  })

  it('the hub page of one file', () => {
    const link = '<link rel="canonical" href="https://huggingface.co/org/m/blob/main/sub/m.safetensors">'
    const body = `<h3>Details</h3><ul><li><b>SHA256: </b>${A}</li><li><b>Xet hash: </b>${B}</li></ul>`
    const page = html(body, link)
    assert.deepEqual(said(page), ['sub/m.safetensors sha256 a1a1'])
    assert.equal(page.kind, 'model-card')
    assert.deepEqual(said(html(`${body}<p>other.bin</p>`, link)), [])
    assert.deepEqual(said(html(body)), [])
  })

  it('a page that a browser saved as one archive', () => {
    const text = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/dl\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n----x--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><li class=3D"a">=C3=BC.gguf ${A.slice(0, 40)}=\r\n${A.slice(40)}</li></body></html>\r\n----x----\r\n`
    const page = read(text)
    assert.deepEqual(said(page), ['ü.gguf sha256 a1a1'])
    assert.equal(page.origin?.host, 'example.org')
  })
})
