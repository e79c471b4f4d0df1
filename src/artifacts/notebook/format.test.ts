import assert from 'node:assert/strict'
import { it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { parseJson } from '../../bytes/json.ts'
import { readCells } from './cells.ts'
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

it('takes commands and magics that install for the shell, with the lines on which they go on', () => {
  const source = [
    '%pip install a \\\n',
    '    b\n',
    '!uv add c\n',
    'x = !ls\n',
    '%matplotlib inline\n',
    'y = 1\n',
  ]
  const root = parseJson(JSON.stringify({ cells: [{ cell_type: 'code', source }] })).root
  const { python, shell } = readCells(root)
  assert.deepEqual(shell.split('\n'), [
    '# cell 1',
    'pip install a \\',
    '    b',
    '# cell 1',
    'uv add c',
    '# cell 1',
    'ls',
  ])
  assert.deepEqual(
    python.split('\n').map((l) => l.trim()),
    ['# cell 1', 'pass', '', 'pass', 'pass', 'pass', 'y = 1', ''],
  )
})
