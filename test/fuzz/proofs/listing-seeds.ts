import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../bench/discovery/checksum-list')
const [A, B, C] = ['a1', 'b2', 'c3'].map((pair) => pair.repeat(32)) as [string, string, string]

/** Checksums in every form in which they are published, the labelled ones among them. */
export function listingSeeds(): Readonly<Record<string, string | Uint8Array>> {
  const labelled = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name !== 'expected.json')
    .map((e) => join(e.parentPath, e.name))
    .toSorted()
    .map((file): [string, Uint8Array] => [
      file.slice(folder.length + 1).replaceAll(/[\\/]/g, '-'),
      readFileSync(file),
    ])
  return { ...Object.fromEntries(labelled), ...WRITTEN }
}

const PAGE = `<!doctype html>
<!-- saved from url=(0040)https://github.com/org/app/releases/tag/v1 -->
<html lang="en"><head><title>v1</title><link rel="canonical" href="https://github.com/org/app/releases/tag/v1"></head>
<body><main><h1>v1</h1><ul>
<li class="row"><a href="/org/app/releases/download/v1/app.zip"><span>app.zip</span></a><span>sha256:${A}</span> <span>12.9 MB</span></li>
<li><a href="b.tar.gz#sha256=${B}">b.tar.gz</a></li></ul>
<table><thead><tr><th>File</th><th>SHA-256</th><th>Size</th></tr></thead>
<tbody><tr><td rowspan="2">c&period;gguf</td><td><code>${C}</code></td><td>7</td></tr><tr><td>${A.toUpperCase()}</td></tr></tbody></table>
<pre>${B}  d.bin
SHA256 (e.bin) = ${C}</pre><dl><dt>f.bin</dt><dd>SHA-256: ${A}</dd></dl>
<div hidden>${C}  g.bin</div><script>var x = "${C}  h.bin"</script><p style="display:none">${B}  i.bin</p>
</main></body></html>
`

const MARKDOWN = `---
license: mit
files:
  - name: model.gguf
    sha256: ${A}
---
# Model card for it

| File | SHA256 | Size |
|:-----|--------|-----:|
| \`model.Q4.gguf\` | \`${B}\` | 4 GB |
| [a\\|b](x "t") | ${C} | |

- **app.zip**: sha256 \`${A}\`
  > ${B}  nested.bin
1. \`c.bin\`

   \`\`\`text
   ${C} *d.bin
   \`\`\`

<details><summary>Sums</summary>

<table><tr><td>e.bin</td><td>${A}</td></tr></table>
</details>
`

const WRITTEN: Readonly<Record<string, string>> = {
  'page.html': PAGE,
  'README.md': MARKDOWN,
  'page.mhtml': `From: <Saved by Blink>
Snapshot-Content-Location: https://huggingface.co/org/name/blob/main/model.safetensors
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="----Part--x----"

------Part--x----
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://huggingface.co/org/name/blob/main/model.safetensors

<html><body><dl><dt>SHA256:</dt><dd>${A}=
</dd></dl></body></html>
------Part--x------
`,
  'SHA256SUMS.asc': `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

${A}  model.gguf
\\${B}  new\\nline
- ${C} *dashed.bin
-----BEGIN PGP SIGNATURE-----

iQIzBAEBCgAdFiEE
=abcd
-----END PGP SIGNATURE-----
`,
  'tagged.txt': `SHA256 (x (1).zip) = ${A}
SHA2-512(y.bin)= ${'d4'.repeat(64)}
Algorithm : SHA256
Hash      : ${B}
Path      : m.gguf

SHA256 hash of n.gguf:
${C}
CertUtil: -hashfile command completed
`,
  'sums.json': JSON.stringify({
    version: 1,
    files: [
      { name: 'a.bin', sha256: A, size: 3 },
      { path: 'b.bin', hash: { algorithm: 'sha256', value: B } },
      {
        url: 'https://host.example/c.bin?x=1',
        integrity: `sha256-${Buffer.from(C, 'hex').toString('base64')}`,
      },
    ],
    'd.bin': A,
  }),
  'sums.jsonl': `{"name":"a.bin","sha256":"${A}"}\n{"name":"b.bin","sha256":"${B}","size":3}\n`,
}
