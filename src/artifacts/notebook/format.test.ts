import assert from 'node:assert/strict'
import { it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { notebook } from './format.ts'

function claimed(text: string): string {
  const head = Buffer.from(text)
  const named = { path: 'a.ipynb', name: 'a.ipynb', size: head.length }
  return notebook.claims({ ...named, head, text, tail: Buffer.alloc(0), bytes: memoryBytes(head) })
}

it('claims notebooks, whole or cut off, and no other documents with cells', () => {
  const cell = '{"cell_type": "code", "source": ["x'
  assert.equal(claimed(`{"cells": [${cell}"]}], "nbformat": 4}`), 'yes')
  assert.equal(claimed(`{"cells": [${cell}`), 'yes')
  assert.equal(claimed('{"cells": [{"type": "table"}]}'), 'no')
  assert.equal(claimed('[{"cell_type": "code"}]'), 'no')
})
