import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readStatement } from '../../integrity/attestations/read-statement.ts'
import { columns } from '../../text/wrap.ts'
import { INJECTION } from '../report-example.ts'
import { editedModel, hostileModel, tensorResult } from './derivation-example.ts'
import { DERIVATION_FORMATS, derivationReport, type DerivationFormat } from './reporters.ts'
import { derivationJsonSchema, derivationSchema } from './schema.ts'

/** All that a terminal, or an editor that shows the file, would obey; line feeds aside. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const PLAIN = { colour: false, width: 80, verbose: false }

function written(result = editedModel(), format: DerivationFormat = 'table', over = {}): Promise<string> {
  return derivationReport(result, format, { ...PLAIN, ...over })
}

describe('reports of a derivation', () => {
  it('tell the verdict first and the counts last', async () => {
    const lines = (await written()).trimEnd().split('\n')
    assert.equal(lines[0], 'L0 DEVIATES  m-Q4_K_M.gguf deviates from official in 1 of 7 tensors: a single')
    assert.match(lines.slice(-2).join(' '), /^7 tensors, 1 deviating, 907 of [\d,]+ codes differ, /)
  })

  it('use the words of the judge where there are any', async () =>
    assert.match(
      await written(editedModel({ says: 'Nothing was proven.' })),
      /^L0 DEVIATES {2}Nothing was proven\.\n/,
    ))

  it('say which tensor deviates, how much, where, and what is left open', async () => {
    const text = await written()
    assert.match(text, /blk\.1\.ffn_down\.weight\n +Q4_K, 907 of 65,536 codes \(1\.4 %\)/)
    assert.match(text, /rows? 3-9 \(120\)/)
    assert.match(text, /^Left open +Scales within/m)
    assert.ok(!/malicious|malware|attack/i.test(text), 'a deviation is no accusation')
  })

  it('fit the terminal', async () => {
    for (const width of [40, 80, 120])
      for (const verbose of [false, true])
        for (const line of (await written(hostileModel(), 'table', { width, verbose })).split('\n'))
          assert.ok(columns(line) <= width, `${columns(line)} of ${width}: ${line}`)
  })

  it('fold many tensors, and list all of them when asked', async () => {
    const tensors = Array.from({ length: 30 }, (_, i) =>
      tensorResult(`blk.${i}.attn_q.weight`, { verdict: 'L0', mismatches: 100 + i }),
    )
    const folded = await written(editedModel({ tensors }))
    assert.match(folded, /\+ 22 more: blk\.\*\.attn_q\.weight ×22; --verbose lists them/)
    assert.ok(folded.includes('blk.29.'), 'the worst are told')
    const all = await written(editedModel({ tensors }), 'table', { verbose: true })
    for (const { name } of tensors) assert.ok(all.includes(name))
  })

  it('colour only as a supplement', async () => {
    const coloured = await written(editedModel(), 'table', { colour: true })
    assert.ok(coloured.includes('\u001b['))
    // oxlint-disable-next-line no-control-regex
    assert.equal(coloured.replaceAll(/\u001b\[[\d;]*m/g, ''), await written())
  })

  for (const format of DERIVATION_FORMATS)
    it(`${format}: what the files say stays data`, async () =>
      assert.equal(OBEYED.exec((await written(hostileModel(), format)).replaceAll('\n', '')), null))

  it('html runs nothing, loads nothing, and tells colours in words', async () => {
    const text = await written(hostileModel(), 'html')
    const tags = text.replaceAll(/="[^"]*"/g, '=""')
    assert.ok(!/<script|<img|<[^>]*\s(?:on\w+|src|href|style)=/i.test(tags))
    assert.match(text, /Content-Security-Policy" content="default-src 'none'/)
    const page = await written(editedModel(), 'html')
    assert.match(
      page,
      /<td class="l0bc" title="blk\.1\.ffn_down\.weight \(Q4_K\); 907 of [^"]*z 0\.980[^"]*"/,
    )
    assert.match(page, /<b>L0<\/b\s*>\s*1\.4 %\s*<br \/>\s*z 0\.980/)
  })

  it('markdown keeps what the files say inside code', async () => {
    const text = await written(hostileModel(), 'markdown', { verbose: true })
    const outside = text.replaceAll(/(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)/g, '')
    for (const piece of ['<script', 'example.invalid', '@everyone', '<img', '#1'])
      assert.ok(!outside.includes(piece), piece)
  })
})

describe('the document of a derivation', () => {
  const validate = new Ajv2020({ strict: false }).compile(derivationJsonSchema())

  it('is what its published JSON Schema says, whatever the files and figures are', async () => {
    for (const result of [editedModel(), hostileModel()]) {
      const document: unknown = JSON.parse(await written(result, 'json'))
      assert.ok(validate(document), JSON.stringify(validate.errors))
      derivationSchema.parse(document)
    }
    assert.ok(!validate({ ...editedModel(), extra: true }), 'the schema is closed')
    assert.ok(!(await written(hostileModel(), 'json')).includes('NaN'))
  })

  it('is sorted, layers by their numbers', async () => {
    const names = ['blk.10.a', 'blk.2.a', 'a'].map((name) => tensorResult(name))
    const { tensors } = derivationSchema.parse(
      JSON.parse(await written(editedModel({ tensors: names }), 'json')),
    )
    assert.deepEqual(
      tensors.map((t) => t.name),
      ['a', 'blk.2.a', 'blk.10.a'],
    )
  })

  it('becomes a statement about the files of the candidate', async () => {
    const { subjects, predicateType } = readStatement(Buffer.from(await written(editedModel(), 'statement')))
    assert.match(predicateType, /derivation\/v1$/)
    assert.deepEqual(
      subjects.map(({ name, digest }) => [name, digest.get('sha256')]),
      [['m-Q4_K_M.gguf', 'a'.repeat(64)]],
    )
    const files = [{ name: 'm.gguf', size: 1, identity: 'etag "1"' }]
    await assert.rejects(
      written(editedModel({ candidate: { name: 'm.gguf', files } }), 'statement'),
      /read by ranges/,
    )
  })

  it('holds the injection that these tests are about', () => assert.ok(INJECTION.includes('\u001b')))
})
