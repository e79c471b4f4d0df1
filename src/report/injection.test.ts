import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hostileReport, PLAIN } from './report-example.ts'
import { REPORT_FORMATS, reporters } from './reporters.ts'

/** All that a terminal, or an editor that shows the file, would obey; line feeds aside. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

async function written(format: (typeof REPORT_FORMATS)[number]): Promise<string> {
  return (await reporters[format]())(hostileReport(), PLAIN)
}

describe('scanned text is data in every report', () => {
  for (const format of REPORT_FORMATS)
    it(`${format} holds nothing that a terminal obeys`, async () => {
      const text = await written(format)
      assert.equal(OBEYED.exec(text.replaceAll('\n', '')), null)
    })

  it('html holds one script, its own, and no tag or attribute from outside', async () => {
    const text = await written('html')
    assert.equal(text.match(/<script/g)?.length, 1)
    assert.ok(!text.includes('<img'))
    assert.ok(!/<[^>]*\sonmouseover/i.test(text))
    assert.ok(!/<[^>]*\s(?:src|href)=/i.test(text), 'nothing is fetched and nothing links out')
    assert.match(text, /Content-Security-Policy" content="default-src 'none'/)
  })

  it('a GitHub runner sees only our commands', async () => {
    const lines = (await written('github')).trimEnd().split('\n')
    assert.equal(lines.length, 4)
    for (const line of lines) {
      assert.match(line, /^::(?:error|warning|notice) [^:]*::/)
      const [, properties = ''] = /^::\w+ ([^:]*)::/.exec(line) ?? []
      for (const property of properties.split(',')) assert.match(property, /^(?:file|line|endLine|title)=/)
    }
  })

  it('markdown keeps scanned text inside code', async () => {
    const text = await written('markdown')
    const outside = text
      .replaceAll(/^(`{3,})python\n[\s\S]*?\n\1$/gm, '')
      .replaceAll(/(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)/g, '')
    for (const piece of ['<script', 'example.invalid', '@everyone', '<img', '#1'])
      assert.ok(!outside.includes(piece), piece)
  })

  it('sarif messages hold no links and no placeholders', async () => {
    const messages = [...(await written('sarif')).matchAll(/"text": (".*")/g)].map(
      (m) => JSON.parse(m[1]!) as string,
    )
    assert.ok(messages.length > 4)
    for (const message of messages) {
      assert.ok(!message.includes(']('))
      assert.ok(!/(?<!\{)\{0\}/.test(message))
    }
  })
})
