import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { coveredAt } from './covered.ts'

/** Roots for a tree of these files, relative to it. */
function covered(t: TestContext, ...files: readonly string[]): string[] {
  const root = mkdtempSync(join(tmpdir(), 'assay-covered-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return coveredAt(root)
    .map((path) => relative(root, path) || '.')
    .toSorted()
}

describe('what a lock covers', () => {
  it('any folder that is no source tree, as a whole', (t) => {
    assert.deepEqual(covered(t, 'a/x.gguf', 'b/notes.md', 'run.py'), ['.'])
    assert.deepEqual(covered(t, 'config.json', 'model.safetensors', '.git/HEAD', 'modeling_x.py'), ['.'])
  })

  it('of a source tree its models and data sets', (t) => {
    assert.deepEqual(
      covered(
        t,
        'pyproject.toml',
        'src/app.py',
        'config.json',
        'models/llm/config.json',
        'models/llm/model.safetensors',
        'models/pipe/model_index.json',
        'models/pipe/unet/weights.safetensors',
        'data/train.jsonl',
        'data/more/test.parquet',
        'node_modules/x/m.onnx',
        '.venv/pyvenv.cfg',
        '.venv/lib/m.pkl',
      ),
      ['data', 'models/llm', 'models/pipe'],
    )
  })

  it('files alone where they lie among source', (t) => {
    assert.deepEqual(
      covered(
        t,
        'setup.py',
        'best.pt',
        'train.py',
        'pkg/__init__.py',
        'pkg/w.npz',
        'pkg/x.py',
        'eval/a.jsonl',
        'eval/b.py',
      ),
      ['best.pt', 'eval/a.jsonl', 'pkg/w.npz'],
    )
  })

  it('nothing where there is nothing', (t) => assert.deepEqual(covered(t, 'package.json', 'src/a.js'), []))
})
