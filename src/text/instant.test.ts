import assert from 'node:assert/strict'
import { it } from 'node:test'
import { instant, instantOfNumber } from './instant.ts'

it('instants are UTC to the second, or nothing', () => {
  assert.equal(instant('2024-03-05T10:20:30.123456+02:00'), '2024-03-05T08:20:30Z')
  assert.equal(instant('2024-03-05 10:20:30'), '2024-03-05T10:20:30Z')
  assert.equal(instant('2024-03-05'), '2024-03-05T00:00:00Z')
  assert.equal(instant('2024-13-45'), undefined)
  assert.equal(instant('yesterday'), undefined)
  assert.equal(instantOfNumber(1_709_634_030_123), '2024-03-05T10:20:30Z')
  assert.equal(instantOfNumber(1_709_634_030.5), '2024-03-05T10:20:30Z')
  assert.equal(instantOfNumber(Number.NaN), undefined)
  assert.equal(instantOfNumber(3), undefined)
})
