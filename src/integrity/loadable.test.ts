import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isCode, isLoadable, isWeights, shardOf } from './loadable.ts'

describe('loadable files', () => {
  const digest = 'a'.repeat(64)
  const cases: readonly (readonly [readonly string[], code: boolean, weights: boolean, loadable: boolean])[] =
    [
      [
        ['modeling_x.py', 'm/__init__.PY', 'a/b.cpython-312.pyc', 'lib/libx.so', 'libx.so.12.1', 'x.pyd'],
        true,
        false,
        true,
      ],
      [
        ['model.safetensors', 'a.GGUF', 'pytorch_model.bin', 'x.pt', 'x.pth', 'x.pth.tar', 'a.pkl', 'x.npz'],
        false,
        true,
        true,
      ],
      [['model.pkl.gz', 'm/a.joblib.xz', 'pytorch_model.bin.zst', 'x.GGUF.GZ'], false, true, true],
      [['model.tar.gz', 'm/w.tgz', 'train.jsonl.bz2', 'vocab.json.gz'], false, false, true],
      [['README.md.gz', 'x.log.xz', '.gz', 'modeling.py.gz'], false, false, false],
      [['v/variables.data-00000-of-00001', 'm.gguf.part2of3', `blobs/sha256-${digest}`], false, true, true],
      [
        ['config.json', 'chat_template.jinja', 'preset.ini', 'vocab.txt', 'merges.txt', 'tokenizer.model'],
        false,
        false,
        true,
      ],
      [
        ['Modelfile', 'config.yaml', 'm/params', 'bert-vocab.txt', 'train.parquet', 'x.tar'],
        false,
        false,
        true,
      ],
      [
        ['README.md', 'LICENSE', 'LICENSE.txt', '.gitattributes', 'a.png', 'py', 'so', 'notes.txt'],
        false,
        false,
        false,
      ],
      [['models--a--b/refs/main', 'manifests/registry.ollama.ai/library/x/8b'], false, false, true],
      [['.cache/huggingface/download/a.json', 'models--a--b/trees/c.json', 'refs/main'], false, false, false],
      [['', '/', '.', 'a/', 'json'], false, false, false],
    ]
  for (const [paths, code, weights, loadable] of cases)
    it(`${paths.slice(0, 3).join(' ')} …`, () => {
      for (const path of paths) {
        assert.equal(isCode(path), code, `code ${path}`)
        assert.equal(isWeights(path), weights, `weights ${path}`)
        assert.equal(isLoadable(path), loadable, `loadable ${path}`)
      }
    })

  it('knows which set a shard belongs to', () => {
    assert.deepEqual(shardOf('m/model-00002-of-00003.safetensors'), {
      set: 'm/model-*-of-00003.safetensors',
      number: 2,
      total: 3,
    })
    assert.deepEqual(shardOf('consolidated.01.pth'), { set: 'consolidated.*.pth', number: 1 })
    assert.deepEqual(shardOf('g/x-Q4-00001-of-00002.gguf')?.set, 'g/x-Q4-*-of-00002.gguf')
    assert.deepEqual(shardOf('v.data-00000-of-00001')?.total, 1)
    for (const path of ['model.safetensors', 'part-1.md', 'of', '7b.gguf', 'llama-2-7b.gguf'])
      assert.equal(shardOf(path), undefined, path)
  })

  it('takes linear time for names without sense', () => {
    const started = performance.now()
    for (const name of ['-1'.repeat(5000), 'of-1-'.repeat(50), '.part'.repeat(50), '1-of-'.repeat(50)])
      shardOf(`${name}.gguf`)
    assert.ok(performance.now() - started < 200)
  })
})
