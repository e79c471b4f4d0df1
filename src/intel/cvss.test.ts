import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cvss3Score } from './cvss3.ts'
import { cvss4Score } from './cvss4.ts'
import { ratingOf } from './rating.ts'

function metrics(vector: string): ReadonlyMap<string, string> {
  return new Map(vector.split('/').map((part) => part.split(':') as [string, string]))
}

describe('base scores', () => {
  it('of CVSS 3 are those of the specification', () => {
    const scores: readonly (readonly [string, number | undefined])[] = [
      ['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
      ['AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
      ['AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N', 2.6],
      ['AV:L/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 5.2],
      ['AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:L', 1.6],
      ['AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
      ['AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', undefined],
      ['AV:N/AC:L', undefined],
      ['AV:constructor/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', undefined],
    ]
    for (const [vector, score] of scores) assert.equal(cvss3Score(metrics(vector)), score, vector)
  })

  it('of CVSS 4 are those of the specification', () => {
    const scores: readonly (readonly [string, number | undefined])[] = [
      ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
      ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
      ['AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N', 4.8],
      ['AV:L/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N', 2.1],
      ['AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
      ['AV:N/AC:L/AT:N/PR:N/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.3],
      ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
      ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N', 6.9],
      ['AV:N/AC:L/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', undefined],
    ]
    for (const [vector, score] of scores) assert.equal(cvss4Score(metrics(vector)), score, vector)
  })

  it('of the newest version decide, then the words of the database', () => {
    const low = 'CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N'
    const critical = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P'
    const rated = (...scores: readonly unknown[]): object => ({
      severity: scores.map((score) => ({ score })),
    })
    assert.equal(ratingOf({ ...rated(low, critical) }), 'critical')
    assert.equal(ratingOf({ ...rated(low) }), 'low')
    assert.equal(ratingOf({ affected: [rated(critical)] }), 'critical')
    assert.equal(ratingOf({ database_specific: { severity: 'MODERATE' } }), 'medium')
    assert.equal(
      ratingOf({ ...rated(null, 7, 'HIGH'), database_specific: { severity: '__proto__' } }),
      undefined,
    )
  })
})
