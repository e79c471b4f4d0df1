import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { Evidence } from './machine/evidence.ts'
import { Machine } from './machine/machine.ts'
import { actsPlausibly } from './plausible.ts'
import { unwatched } from './stream.ts'

function acts(text: string): boolean {
  const evidence = new Evidence()
  const walk = new Machine(memoryBytes(Buffer.from(text, 'latin1')), unwatched).run(0, evidence)
  return actsPlausibly({ walk, evidence })
}

describe('what can be believed to be a stream', () => {
  it('is no word list, though lines that begin with a, b and R pass one global to another', () => {
    assert.equal(acts('cat\ncar\ncow\nbird\nbear\n'), false)
    assert.equal(acts('cat\ncar\ncow\nbird\naunt\n'), false)
    assert.equal(acts('cat\ncar\ncow\nbird\nRover\n'), false)
  })

  it('is no source text that begins with an import', () => {
    assert.equal(acts('import warnings\nwarnings.warn(\n    "x",\n'), false)
    assert.equal(acts('import os\nos.system(\n'), false)
  })

  it('is a call, though it breaks off behind it', () => {
    assert.equal(acts("cos\nsystem\n(S'echo x'\ntR\x00"), true)
    assert.equal(acts("(S'echo x'\nios\nsystem\n\x00"), true)
  })

  it('is a change of what a module holds', () => {
    assert.equal(acts("cos\npath\n}S'sep'\nS'x'\nsb\x00"), true)
    assert.equal(acts("csys\npath\nS'/tmp'\na\x00"), true)
  })
})
