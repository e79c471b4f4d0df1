import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openIndex } from '../advisories/read-index.ts'
import { versionKeys, type AdvisoryEcosystem } from '../advisories/version-key.ts'
import { buildIndex } from './build-index.ts'
import type { Dump } from './dump.ts'
import { evaluate, type ExampleRecord } from './evaluate-example.ts'

const PYTHON = ['0.1', '0.9', '1.0', '1.0.0', '1.0rc1', '1.0.post1', '1.1', '1.10', '2.0.dev3', '2.0', '3']
const NPM = [
  '0.1.0',
  '1.0.0-alpha',
  '1.0.0-alpha.2',
  '1.0.0',
  '1.0.1',
  '1.2.0',
  '1.10.0',
  '2.0.0-rc.1',
  '2.0.0',
  '3.0.0',
]
/** A bound that names a build. The schema allows one end a range, so it is not mixed with others at random. */
const BUILD = '1.0+cu1'
const ODD = ['2.6.0-NA', '2019-09-12', 'x', '']
const ASKED: Readonly<Record<AdvisoryEcosystem, readonly string[]>> = {
  PyPI: [...PYTHON, '0', '0.dev0', '0.9.9', '1.0.1', '1.0.dev1', '1.1+cpu', '1.0+cu2', '2.0a1', '1!0', '99'],
  npm: [...NPM, '0.0.0', '0.0.0-0', '1.0.0-alpha.1', '1.1.0', '2.0.0-rc.2', '99.0.0', '1.0.0+build'],
}

function records(ecosystem: AdvisoryEcosystem): fc.Arbitrary<ExampleRecord> {
  const version = fc.constantFrom(...(ecosystem === 'PyPI' ? PYTHON : NPM))
  const bound = fc.oneof(
    { weight: 30, arbitrary: version },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  )
  const event = fc.oneof(
    fc.constant({ introduced: '0' }),
    bound.map((introduced) => ({ introduced })),
    bound.map((fixed) => ({ fixed })),
    bound.map((last) => ({ last_affected: last })),
    bound.map((limit) => ({ limit })),
    fc.constant({ limit: '*' }),
    fc.constant({ unheard_of: '1.0.0' }),
  )
  const events = fc.oneof(
    fc.array(event, { maxLength: 6 }),
    fc.tuple(version, version).map(([a, b]) => [{ introduced: a }, { fixed: b }]),
    fc
      .tuple(version, version)
      .map(([a, b]) => [{ introduced: '0' }, { fixed: a }, { introduced: a }, { last_affected: b }]),
    version.map((a) => [{ introduced: a }, { fixed: ecosystem === 'PyPI' ? BUILD : a }]),
    version.map((a) => [{ introduced: '0' }, { last_affected: ecosystem === 'PyPI' ? BUILD : a }]),
  ) as fc.Arbitrary<readonly Record<string, string>[]>
  const type = fc.constantFrom('ECOSYSTEM', 'ECOSYSTEM', 'ECOSYSTEM', 'SEMVER', 'GIT', 'COMET')
  const affected = fc.record({
    package: fc.constant({ ecosystem, name: 'pack-age' }),
    ranges: fc.array(fc.record({ type, events }), { maxLength: 3 }),
    versions: fc.array(fc.oneof(bound, fc.constant(BUILD)), { maxLength: 3 }),
  })
  return fc.record({
    id: fc.constant('TEST-1'),
    affected: fc.array(affected, { minLength: 1, maxLength: 2 }),
  })
}

function indexOf(record: ExampleRecord): ReturnType<typeof openIndex> {
  const text = JSON.stringify(record)
  const dump: Dump = {
    name: 'test',
    digest: 'sha256:0',
    documents: () => [{ name: 'TEST-1.json', text: () => text }],
    close: () => {},
  }
  return openIndex(buildIndex([dump], new Date(0), () => {}).bytes)
}

describe('advisories by version', () => {
  for (const ecosystem of ['PyPI', 'npm'] as const)
    it(`apply as a plain evaluation of the records of ${ecosystem} says`, () => {
      fc.assert(
        fc.property(records(ecosystem), (record) => {
          const known = indexOf(record).about(ecosystem, 'pack-age')
          for (const version of ASKED[ecosystem]) {
            const [match] = known?.matching(versionKeys(ecosystem, version)!) ?? []
            assert.equal(
              match?.verdict.kind ?? 'unaffected',
              evaluate(record, ecosystem, 'pack-age', version),
              version,
            )
          }
        }),
        { numRuns: 1500 },
      )
    })

  it('never end in anything else, whatever a record says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (ranges, versions, events) => {
        for (const affected of [
          { package: { ecosystem: 'PyPI', name: 'p' }, ranges, versions },
          { package: { ecosystem: 'PyPI', name: 'p' }, ranges: [{ type: 'ECOSYSTEM', events }] },
          { package: ranges, versions },
          events,
        ]) {
          const index = indexOf({ id: 'TEST-1', affected: [affected] } as never)
          index.about('PyPI', 'p')?.matching(versionKeys('PyPI', '1.0')!)
        }
      }),
      { numRuns: 500 },
    )
  })
})
