import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs, sighting } from '../../discover-example.ts'
import { yarnLock } from './discoverer.ts'

const DIGEST = Buffer.alloc(64, 7)
const INTEGRITY = `sha512-${DIGEST.toString('base64')}`
const SHA1 = 'd'.repeat(40)
const COMMIT = 'c'.repeat(40)
const R = 'https://registry.example'

describe('yarn.lock', () => {
  it('version 1', () => {
    const example = discovered(
      yarnLock,
      'yarn.lock',
      `# yarn lockfile v1


"@s/a@>=7, <8", "@s/a@^7.12.13":
  version "7.25.7"
  resolved "${R}/@s/a/-/a-7.25.7.tgz#${SHA1}"
  integrity ${INTEGRITY}
  dependencies:
    b "^1.0.0"
    "repo" "git+https://x:hunter2@github.com/example/repo.git"
  optionalDependencies:
    alias "npm:ms@2.0.0"

b@^1.0.0, b@^1.1.0:
  version "1.1.0"
  resolved "${R}/b/-/b-1.1.0.tgz#${SHA1}"

alias@npm:ms@2.0.0:
  version "2.0.0"
  resolved "${R}/ms/-/ms-2.0.0.tgz"

"repo@git+https://x:hunter2@github.com/example/repo.git":
  version "0.0.1"
  resolved "git+https://x:hunter2@github.com/example/repo.git#${COMMIT}"
nonsense
  version "1.0.0"
`,
    )
    assert.deepEqual(named(example), ['@s/a 7.25.7', 'b 1.1.0', 'ms 2.0.0', 'repo 0.0.1'])
    assert.deepEqual(hashes(sighting(example, '@s/a')), [`sha512:${DIGEST.toString('hex')}`])
    assert.deepEqual(hashes(sighting(example, 'b')), [`sha1:${SHA1}`])
    assert.equal(needs(sighting(example, '@s/a')).length, 3)
    assert.deepEqual(sighting(example, 'repo').distributions, [])
    assert.ok(facts(sighting(example, 'repo')).includes(`commit=${COMMIT}`))
    assert.deepEqual(example.gaps, [
      '25: a line that opens no package',
      '26: a line that belongs to no package',
    ])
    assert.ok(!JSON.stringify(example).includes('hunter2'))
  })

  it('later versions, whose checksums are of no file that a registry has', () => {
    const example = discovered(
      yarnLock,
      'yarn.lock',
      `__metadata:
  version: 8

"a@npm:^7.0.0, a@npm:^7.12.13":
  version: 7.25.7
  resolution: "a@npm:7.25.7"
  dependencies:
    b: "npm:^1"
  checksum: 10c0/${'e'.repeat(128)}
  linkType: hard

"b@npm:^1":
  version: 1.0.0
  resolution: "b@npm:1.0.0::__archiveUrl=https%3A%2F%2Fnpm.example%2Fb%2F-%2Fb-1.0.0.tgz"
  linkType: hard

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    a: "npm:^7.0.0"
  linkType: soft

"repo@https://github.com/example/repo.git":
  version: 0.0.1
  resolution: "repo@https://github.com/example/repo.git#commit=${COMMIT}"

"lost@npm:1":
  version: 1.0.0
`,
    )
    assert.deepEqual(named(example), ['a 7.25.7', 'b 1.0.0', 'repo 0.0.1'])
    assert.deepEqual(example.sightings.flatMap(hashes), [])
    assert.deepEqual(facts(sighting(example, 'a')), ['direct=true', 'ecosystem=npm', 'source=registry'])
    assert.ok(facts(sighting(example, 'b')).includes('registry=https://npm.example'))
    assert.ok(facts(sighting(example, 'repo')).includes(`commit=${COMMIT}`))
    assert.deepEqual(needs(sighting(example, 'a')), [
      'pkg:npm/b@1.0.0?repository_url=https:%2F%2Fnpm.example',
    ])
    assert.deepEqual(example.gaps, ['28: a package without a resolution'])
  })
})
