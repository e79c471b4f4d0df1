import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Derivation } from '../../src/lineage/verdict/derivation.ts'
import { assay } from '../cli/assay.ts'
import { rangeServer, type Misbehaviour } from './range-server.ts'
import { modelWeights, q8Model, writeOfficial, type Weights } from './small-model.ts'

/** The same model with one weight, or one row, changed. */
function edited(model: Weights, name: string, edit: (values: Float32Array) => void): Weights {
  const values = model.get(name)!.slice()
  edit(values)
  return new Map([...model, [name, values]])
}

describe('assay derive', () => {
  let folder = ''
  const model = modelWeights()
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-derive-'))
    const tokenizer = { model: { vocab: { a: 0, b: 1, c: 2 }, merges: ['a b'] } }
    writeOfficial(join(folder, 'official'), model, {
      'tokenizer.json': JSON.stringify(tokenizer),
      'chat_template.jinja': '{{ messages }}',
    })
    writeFileSync(join(folder, 'clean.gguf'), q8Model(model))
    writeFileSync(join(folder, 'other.gguf'), q8Model(modelWeights(2)))
  })
  after(() => rmSync(folder, { recursive: true }))

  async function derived(
    ...args: string[]
  ): Promise<{ readonly code: number | null; readonly result: Derivation }> {
    const { code, stdout, stderr } = await assay(['derive', ...args, '--format', 'json'], { cwd: folder })
    assert.ok(stdout.startsWith('{'), stderr)
    return { code, result: JSON.parse(stdout) as Derivation }
  }

  it('proves every byte of an honest conversion', async () => {
    const { code, result } = await derived('clean.gguf', '--from', 'official')
    assert.equal(code, 0)
    assert.equal(result.level, 'L3')
    assert.deepEqual(result.unmapped, [])
    assert.equal(result.tensors.length, 21)
    assert.equal(
      result.tensors.reduce((sum, t) => sum + t.mismatches, 0),
      0,
    )
  })

  it('compares everything but a tensor of an unknown type', async () => {
    const bytes = Buffer.from(q8Model(model))
    const name = Buffer.from('blk.1.ffn_up.weight')
    // Behind the name: the number of dimensions, two of them, the type.
    bytes.writeUInt32LE(77, bytes.indexOf(name) + name.length + 4 + 2 * 8)
    writeFileSync(join(folder, 'unknown.gguf'), bytes)
    const { code, result } = await derived('unknown.gguf', '--from', 'official')
    assert.equal(code, 3)
    assert.equal(result.level, 'U')
    const open = result.tensors.filter((t) => t.verdict === 'U')
    assert.deepEqual(
      open.map((t) => t.name),
      [name.toString()],
    )
    assert.match(open[0]!.says.join(), /type/)
    assert.ok(result.tensors.every((t) => t.verdict === 'U' || t.compared === t.weights))
  })

  it('finds one changed weight, and its tensor', async () => {
    const name = 'model.layers.1.mlp.up_proj.weight'
    writeFileSync(
      join(folder, 'edit.gguf'),
      q8Model(edited(model, name, (v) => (v[700] = v[700]! * 1.5 + 0.01))),
    )
    const { code, result } = await derived('edit.gguf', '--from', 'official')
    assert.equal(code, 1)
    assert.equal(result.level, 'L0')
    assert.deepEqual(
      result.tensors.filter((t) => t.verdict === 'L0').map((t) => t.name),
      ['blk.1.ffn_up.weight'],
    )
  })

  it('tells another training from a conversion', async () => {
    const { code, result } = await derived('other.gguf', '--from', 'official')
    assert.deepEqual([code, result.level, result.class], [1, 'L0', 'unrelated'])
  })

  it('compares tokens, templates and hyperparameters', async () => {
    const fields = {
      'qwen2.rope.freq_base': 20_000,
      'tokenizer.ggml.tokens': ['a', 'c', 'c'],
      'tokenizer.ggml.merges': ['b a'],
      'tokenizer.ggml.eos_token_id': 1,
      'tokenizer.chat_template': '{{ messages }} and more',
    }
    writeFileSync(join(folder, 'fields.gguf'), q8Model(model, fields))
    const { code, result } = await derived('fields.gguf', '--from', 'official')
    assert.deepEqual([code, result.level, result.class], [1, 'L0', 'metadata-edit'])
    assert.deepEqual(
      result.fields
        .filter((f) => f.weight === 'deviates')
        .map((f) => f.field)
        .toSorted(),
      [
        'merge 0',
        'qwen2.rope.freq_base',
        'token 1',
        'tokenizer.chat_template',
        'tokenizer.ggml.eos_token_id',
      ],
    )
  })

  it('knows a base by its norms', async () => {
    const index = ['--index-file', 'bases.json']
    assert.equal((await assay(['derive', '--index', 'official', ...index], { cwd: folder })).code, 0)
    const known = await assay(['derive', '--identify', 'clean.gguf', ...index, '--format', 'json'], {
      cwd: folder,
    })
    assert.equal(known.code, 0)
    assert.deepEqual(JSON.parse(known.stdout), {
      schema: 'assay/identification/1',
      candidate: 'clean.gguf',
      known: 1,
      bases: [{ name: 'official', matched: 5, of: 5 }],
    })
    const stranger = await assay(['derive', '--identify', 'other.gguf', ...index], { cwd: folder })
    assert.equal(stranger.code, 4)
  })

  it('says what it was not told', async () => {
    const wrong: readonly (readonly string[])[] = [
      [],
      ['clean.gguf'],
      ['clean.gguf', 'other.gguf', '--from', 'official'],
      ['clean.gguf', '--from', 'nowhere'],
      ['clean.gguf', '--from', 'https://models.example/m'],
      ['clean.gguf', '--from', 'official', '--sample', 'few'],
    ]
    for (const args of wrong)
      assert.equal((await assay(['derive', ...args], { cwd: folder })).code, 2, args.join(' '))
  })

  describe('over ranges', () => {
    async function remote(
      candidate: string,
      misbehave?: Misbehaviour,
      ...args: string[]
    ): ReturnType<typeof assay> {
      const files = {
        'm.gguf': readFileSync(join(folder, candidate)),
        'official/model.safetensors': readFileSync(join(folder, 'official/model.safetensors')),
        'official/config.json': readFileSync(join(folder, 'official/config.json')),
      }
      await using server = await rangeServer(files, misbehave)
      const { address } = server
      return await assay(
        [
          'derive',
          `${address}/m.gguf`,
          '--from',
          `${address}/official`,
          '--online',
          '--format',
          'json',
          ...args,
        ],
        { cwd: folder },
      )
    }

    it('a sample of a clean model raises nothing, and says what was transferred', async () => {
      const { code, stdout } = await remote(
        'clean.gguf',
        undefined,
        '--sample',
        '50%',
        '--seed',
        '0123456789abcdef',
      )
      const { level, confidence } = JSON.parse(stdout) as Derivation
      assert.deepEqual([code, level, confidence.coverage], [0, 'L3', 'sampled'])
      assert.ok(confidence.compared < 0.5)
      assert.ok((confidence.sampled?.bytes ?? 0) > 0)
      const again = await remote('clean.gguf', undefined, '--sample', '50%', '--seed', '0123456789abcdef')
      assert.equal(
        again.stdout.replaceAll(/127\.0\.0\.1:\d+/g, ''),
        stdout.replaceAll(/127\.0\.0\.1:\d+/g, ''),
      )
    })

    it('a sample sees an edit of all rows', async () => {
      const name = 'model.layers.0.mlp.down_proj.weight'
      const shifted = edited(model, name, (v) => v.forEach((w, i) => (v[i] = w + (i % 3 ? 0.002 : -0.004))))
      writeFileSync(join(folder, 'diffuse.gguf'), q8Model(shifted))
      const { code, stdout } = await remote('diffuse.gguf', undefined, '--sample', '50%')
      const { level, tensors } = JSON.parse(stdout) as Derivation
      assert.deepEqual([code, level], [1, 'L0'])
      assert.deepEqual(
        tensors.filter((t) => t.verdict === 'L0').map((t) => t.name),
        ['blk.0.ffn_down.weight'],
      )
    })

    let requests = 0
    const misbehaviours: Readonly<Record<string, Misbehaviour>> = {
      'ignores ranges': (_, response, file) => {
        response.writeHead(200, { 'content-length': file.length }).end(file)
        return true
      },
      'cuts bodies short': ({ headers }, response, file) => {
        const [, start, end] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []
        if (start === undefined || Number(end) - Number(start) < 100) return false
        response
          .writeHead(206, { 'content-range': `bytes ${start}-${end}/${file.length}` })
          .end(file.subarray(0, 20))
        return true
      },
      'changes the file between requests': ({ headers }, response, file) => {
        const [, start = '0', end = '0'] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []
        const body = file.subarray(Number(start), Math.min(Number(end), file.length - 1) + 1)
        const range = `bytes ${start}-${Number(start) + body.length - 1}/${file.length}`
        response.writeHead(206, { 'content-range': range, etag: `"${requests++}"` }).end(body)
        return true
      },
      'answers with another range': ({ headers }, response, file) => {
        const [, start = '0', end = '0'] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []
        if (Number(start) < 4) return false
        const length = Number(end) - Number(start) + 1
        response
          .writeHead(206, { 'content-range': `bytes 0-${length - 1}/${file.length}` })
          .end(file.subarray(0, length))
        return true
      },
      'answers with an error': (_, response) => {
        response.writeHead(503).end()
        return true
      },
    }
    for (const [what, misbehave] of Object.entries(misbehaviours))
      it(`a server that ${what} makes an error and no verdict`, async () => {
        const { code, stdout, stderr } = await remote('clean.gguf', misbehave)
        assert.deepEqual([code, stdout], [3, ''], stderr)
        assert.match(stderr, /failed: http:\/\/127\.0\.0\.1/)
      })
  })
})
