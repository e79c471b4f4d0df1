import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Compares with a file in `golden/`; `UPDATE_GOLDEN=1` writes it instead. */
export function assertGolden(name: string, actual: string): void {
  const file = join(import.meta.dirname, 'golden', name)
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, actual)
  assert.equal(actual, readFileSync(file, 'utf8'), `${name}: UPDATE_GOLDEN=1 accepts the new text`)
}
