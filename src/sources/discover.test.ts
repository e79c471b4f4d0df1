import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { discover } from './discover.ts'
import { expectedDigests } from './expected-digest.ts'

const made: string[] = []
after(() => made.forEach((folder) => rmSync(folder, { recursive: true })))

const sha = 'ab'.repeat(32)
const git = 'cd'.repeat(20)
const commit = 'e'.repeat(40)

/** A folder of files (text) and links (`-> target`). */
function lay(layout: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'assay-test-'))
  made.push(root)
  for (const [path, content] of Object.entries(layout)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), join(root, path))
    else writeFileSync(join(root, path), content)
  }
  return root
}

describe('folders', () => {
  it('are listed in order, without version control and installed packages', () => {
    const root = lay({
      'b/model.pt': '1',
      'a.json': '{}',
      '.git/config': '',
      'node_modules/x/index.js': '',
      'env/pyvenv.cfg': '',
      'env/lib/x.py': '',
    })
    const { files, excluded } = discover(root)
    assert.deepEqual(
      files.map((f) => f.path),
      ['a.json', 'b/model.pt'],
    )
    assert.deepEqual(excluded.toSorted(), ['.git', 'env', 'node_modules'])
  })

  it('links inside are one file with two names, links outside are escapes, dead links are gaps', () => {
    const root = lay({
      'm/a.bin': 'x',
      'm/b.bin': '-> a.bin',
      'm/passwd': '-> /etc/passwd',
      'm/gone': '-> nowhere',
      'm/up': '-> /etc',
    })
    const { files, escapes, gaps } = discover(root)
    assert.deepEqual(
      files.map(({ path, aliases }) => [path, aliases]),
      [['m/a.bin', ['m/b.bin']]],
    )
    assert.deepEqual(
      escapes.map((e) => e.path),
      ['m/passwd', 'm/up'],
    )
    assert.deepEqual(
      gaps.map((g) => [g.at.path, g.reason]),
      [['m/gone', 'malformed']],
    )
  })

  it('what may not be listed or entered is a gap, and nothing of the rest is lost', (t) => {
    const root = lay({ 'a.bin': 'x', 'closed/b.bin': 'y', link: '-> closed/b.bin' })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'closed'), 0)
    const isRoot = process.geteuid?.() === 0
    if (!process.seteuid) return t.skip('no user ids here')
    if (isRoot) process.seteuid(65534)
    try {
      const { files, gaps } = discover(root)
      assert.deepEqual(
        files.map((f) => f.path),
        ['a.bin'],
      )
      assert.deepEqual(gaps.map((g) => g.at.path).toSorted(), ['closed/', 'link'])
    } finally {
      if (isRoot) process.seteuid(0)
      chmodSync(join(root, 'closed'), 0o700)
    }
  })

  it('links that go in circles end', () => {
    const root = lay({ 'a/b/c.txt': 'x', 'a/b/loop': '-> ../../a', 'a/self': '-> self' })
    assert.deepEqual(
      discover(root).files.map((f) => f.path),
      ['a/b/c.txt'],
    )
  })
})

const repository = {
  [`models--org--name/blobs/${sha}`]: 'weights',
  [`models--org--name/blobs/${git}`]: '{}',
  'models--org--name/refs/main': commit,
  'models--org--name/refs/refs/pr/1': commit,
  [`models--org--name/snapshots/${commit}/model.safetensors`]: `-> ../../blobs/${sha}`,
  [`models--org--name/snapshots/${commit}/1_Pooling/config.json`]: `-> ../../../blobs/${git}`,
}

describe('Hugging Face cache', () => {
  it('names downloads that were not finished', () => {
    const blob = `models--org--name/blobs/${'5'.repeat(64)}.incomplete`
    const local = 'm/.cache/huggingface/download/x.incomplete'
    const tree = discover(lay({ ...repository, [blob]: 'half', [local]: 'half', 'notes.incomplete': '' }))
    assert.deepEqual(
      tree.gaps.map((g) => [g.at.path, g.detail]),
      [
        [local, 'is a download that was not finished'],
        [blob, 'is a download that was not finished'],
      ],
    )
  })

  it('names files by their snapshot, nested ones too, and knows what their blobs promise', () => {
    const tree = discover(lay(repository))
    const paths = tree.files.map((f) => f.path).filter((p) => p.includes('snapshots'))
    assert.deepEqual(paths, [
      `models--org--name/snapshots/${commit}/1_Pooling/config.json`,
      `models--org--name/snapshots/${commit}/model.safetensors`,
    ])
    assert.deepEqual(tree.repositories, [
      {
        kind: 'model',
        name: 'org/name',
        commit,
        refs: ['main', 'refs/pr/1'],
        folder: `models--org--name/snapshots/${commit}`,
      },
    ])
    const expected = expectedDigests(tree)
    assert.deepEqual(
      paths.map((p) => expected.get(p)),
      [
        { algorithm: 'git', hex: git, says: 'blob name' },
        { algorithm: 'sha256', hex: sha, says: 'blob name' },
      ],
    )
  })

  it('a snapshot alone may lead to the blobs of its repository and nowhere else', () => {
    const root = lay({
      ...repository,
      [`models--org--name/snapshots/${commit}/tokenizer.json`]: '-> /etc/passwd',
    })
    const tree = discover(join(root, `models--org--name/snapshots/${commit}`))
    assert.deepEqual(
      tree.files.map((f) => f.path),
      ['1_Pooling/config.json', 'model.safetensors'],
    )
    assert.deepEqual(
      tree.escapes.map((e) => e.path),
      ['tokenizer.json'],
    )
    assert.deepEqual(
      tree.repositories.map(({ name, folder: at }) => [name, at]),
      [['org/name', '']],
    )
  })

  it('the store that repositories share is followed by its marker', () => {
    const xet = 'f'.repeat(64)
    const layout = {
      'blobs/.huggingface-shared-blobs': '1',
      [`blobs/ff/${xet}`]: 'weights',
      [`models--org--name/blobs/${sha}`]: `-> ../../blobs/ff/${xet}`,
      [`models--org--name/snapshots/${commit}/model.safetensors`]: `-> ../../blobs/${sha}`,
    }
    const tree = discover(join(lay(layout), `models--org--name/snapshots/${commit}`))
    assert.deepEqual([tree.files.map((f) => f.path), tree.escapes], [['model.safetensors'], []])
    const { 'blobs/.huggingface-shared-blobs': _, ...unmarked } = layout
    assert.equal(discover(join(lay(unmarked), `models--org--name/snapshots/${commit}`)).escapes.length, 1)
  })

  it('downloads into a folder keep commit, etag and time of each file', () => {
    const root = lay({
      'm/onnx/model.onnx': 'x',
      'm/.cache/huggingface/download/onnx/model.onnx.metadata': `${commit}\n${sha}\n1700000000.5\n`,
      'm/.cache/huggingface/download/config.json.metadata': 'broken',
    })
    const tree = discover(root)
    assert.deepEqual(tree.downloads, [
      { path: 'm/onnx/model.onnx', commit, etag: sha, downloadedAt: '2023-11-14T22:13:20Z', folder: 'm' },
    ])
    assert.deepEqual(expectedDigests(tree).get('m/onnx/model.onnx'), {
      algorithm: 'sha256',
      hex: sha,
      says: 'download record',
    })
  })
})

describe('stores with manifests', () => {
  const layer = { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${sha}`, size: 7 }

  it('Ollama', () => {
    const root = lay({
      'manifests/registry.example/library/tiny/latest': JSON.stringify({
        layers: [layer, { digest: 'md5:1' }],
      }),
      [`blobs/sha256-${sha}`]: 'weights',
    })
    const [model] = discover(root).manifests
    assert.equal(model?.name, 'registry.example/library/tiny:latest')
    assert.deepEqual(
      model?.layers.map((l) => l.path),
      [`blobs/sha256-${sha}`],
    )
    assert.equal(expectedDigests(discover(root)).get(`blobs/sha256-${sha}`)?.hex, sha)
  })

  it('OCI layout, through an index in an index that names itself', () => {
    const [index, manifest] = ['1'.repeat(64), '2'.repeat(64)]
    const entry = (hex: string, mediaType: string): object => ({
      mediaType,
      digest: `sha256:${hex}`,
      size: 1,
    })
    const list = {
      manifests: [entry(manifest, 'm'), entry(index, 'application/vnd.oci.image.index.v1+json')],
    }
    const root = lay({
      'oci-layout': '{}',
      'index.json': JSON.stringify(list),
      [`blobs/sha256/${index}`]: JSON.stringify(list),
      [`blobs/sha256/${manifest}`]: JSON.stringify({ config: entry(sha, 'config'), layers: [layer] }),
    })
    const [model] = discover(root).manifests
    assert.deepEqual(
      model?.layers.map((l) => l.mediaType),
      ['config', layer.mediaType],
    )
  })
})
