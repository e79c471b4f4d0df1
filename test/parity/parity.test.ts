import assert from 'node:assert/strict'
import { it } from 'node:test'
import { unseen } from './compare.ts'
import { findPython, runPython } from './python.ts'
import { streams } from './streams.ts'

const STREAMS = 1500

it('sees every name and call that CPython sees in random pickles', (t) => {
  const python = findPython()
  if ('missing' in python) {
    t.skip(python.missing)
    return
  }
  const batch = [...streams(20_260_101, STREAMS)]
  for (const [i, seen] of runPython(python.command, batch).entries())
    assert.deepEqual(unseen(batch[i]!, seen), [], batch[i]!.toString('latin1'))
})
