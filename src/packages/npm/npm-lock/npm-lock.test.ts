import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs, sighting, type Example } from '../../discover-example.ts'
import { npmLock } from './discoverer.ts'

const DIGEST = Buffer.alloc(64, 7)
const INTEGRITY = `sha512-${DIGEST.toString('base64')}`
const COMMIT = 'c'.repeat(40)
const R = 'https://registry.example'

function read(document: unknown, path = 'package-lock.json'): Example {
  return discovered(npmLock, path, JSON.stringify(document, undefined, 2))
}

describe('package-lock.json by folders', () => {
  const example = read({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': {
        name: 'app',
        workspaces: ['packages/*'],
        dependencies: { a: '^1', tools: 'github:example/tools' },
        devDependencies: { lint: '1' },
      },
      'node_modules/@example/server': { resolved: 'packages/server', link: true },
      'node_modules/a': {
        version: '1.0.0',
        resolved: `${R}/a/-/a-1.0.0.tgz?token=hunter2`,
        integrity: INTEGRITY,
        license: 'MIT',
        dependencies: { b: '^1', gone: '1' },
        optionalDependencies: { c: '*' },
      },
      'node_modules/b': { version: '2.0.0', integrity: INTEGRITY, peer: true },
      'node_modules/a/node_modules/b': { version: '1.5.0', inBundle: true },
      'node_modules/c': {
        name: '@real/c',
        version: '3.0.0',
        resolved: 'https://files.example/c.tgz',
        integrity: INTEGRITY,
        optional: true,
      },
      'node_modules/tools': {
        version: '0.0.1',
        resolved: `git+ssh://git@github.com/example/tools.git#${COMMIT}`,
        integrity: INTEGRITY,
      },
      'node_modules/lint': {
        version: '1.0.0',
        resolved: `${R}/lint/-/lint-1.0.0.tgz`,
        integrity: 'sha1-AAAA',
        dev: true,
      },
      'packages/server': { name: '@example/server', version: '0.1.0', dependencies: { b: '^2' } },
      'packages/server/node_modules/a': {
        version: '1.0.0',
        resolved: `${R}/a/-/a-1.0.0.tgz`,
        integrity: INTEGRITY,
        dev: true,
        dependencies: { b: '^2' },
      },
      'node_modules/broken': 7,
      'node_modules/bad name': { version: '1.0.0' },
    },
  })

  it('resolves as Node does, with one entry for each version', () => {
    assert.deepEqual(named(example), [
      'a 1.0.0',
      'b 2.0.0',
      'b 1.5.0',
      '@real/c 3.0.0',
      'tools 0.0.1',
      'lint 1.0.0',
    ])
    assert.deepEqual(needs(sighting(example, 'a')), [
      'pkg:npm/%40real/c@3.0.0?download_url=https:%2F%2Ffiles.example%2Fc.tgz',
      'pkg:npm/b@1.5.0',
      'pkg:npm/b@2.0.0',
    ])
  })

  it('knows registry, hash and what it is needed for', () => {
    const a = sighting(example, 'a')
    assert.deepEqual(hashes(a), [`sha512:${DIGEST.toString('hex')}`])
    assert.equal(a.distributions[0]?.url, `${R}/a/-/a-1.0.0.tgz`)
    // Needed in one place without condition.
    assert.deepEqual(facts(a), [
      'direct=true',
      'ecosystem=npm',
      'license=MIT',
      `registry=${R}`,
      'source=registry',
    ])
    assert.ok(facts(sighting(example, 'lint')).includes('scope=dev'))
    assert.ok(facts(sighting(example, 'b', '1.5.0')).includes('direct=false'))
    assert.ok(!JSON.stringify(example).includes('hunter2'))
  })

  it('takes no hash that is none, and none of a repository', () => {
    assert.deepEqual(hashes(sighting(example, 'lint')), [])
    const tools = sighting(example, 'tools')
    assert.deepEqual(tools.distributions, [])
    assert.ok(facts(tools).includes(`commit=${COMMIT}`))
    assert.deepEqual(sighting(example, 'b', '1.5.0').distributions, [])
  })

  it('says what it leaves out', () => {
    assert.deepEqual(
      example.gaps.map((gap) => gap.replace(/^\d+: /, '')),
      ['a package that is no object', 'a package without a usable name'],
    )
    for (const text of ['{}', '[]', 'null', '{"packages":', '"x"'])
      assert.equal(discovered(npmLock, 'package-lock.json', text).gaps.length, 1, text)
  })

  it('of node_modules is what is installed', () => {
    const installed = read(
      { packages: { 'node_modules/a': { version: '1.0.0' } } },
      'node_modules/.package-lock.json',
    )
    assert.equal(sighting(installed, 'a').evidence.says, 'is installed in node_modules')
    assert.deepEqual(facts(sighting(installed, 'a')), ['ecosystem=npm'])
  })
})

describe('package-lock.json by nesting', () => {
  it('finds what a package needs in itself, beside it and above', () => {
    const example = read({
      name: 'old',
      lockfileVersion: 1,
      dependencies: {
        debug: {
          version: '2.6.9',
          resolved: `${R}/debug/-/debug-2.6.9.tgz`,
          requires: { ms: '2.0.0', other: '^1' },
          dependencies: { ms: { version: '2.0.0', requires: { other: '^1' } } },
        },
        ms: { version: '2.1.3', integrity: INTEGRITY, dev: true },
        other: { version: '1.0.0', bundled: true },
        colour: { version: 'npm:color@4.2.3', resolved: `${R}/color/-/color-4.2.3.tgz` },
        near: { version: 'file:../near' },
        repo: { version: `git+https://u:hunter2@github.com/example/repo.git#${COMMIT}`, from: 'x' },
        'bad name': { version: '1.0.0' },
      },
    })
    assert.deepEqual(named(example), [
      'debug 2.6.9',
      'ms 2.0.0',
      'ms 2.1.3',
      'other 1.0.0',
      'color 4.2.3',
      'near',
      'repo',
    ])
    assert.deepEqual(needs(sighting(example, 'debug')), ['pkg:npm/ms@2.0.0', 'pkg:npm/other@1.0.0'])
    assert.deepEqual(needs(sighting(example, 'ms', '2.0.0')), ['pkg:npm/other@1.0.0'])
    assert.ok(facts(sighting(example, 'repo')).includes(`commit=${COMMIT}`))
    assert.equal(example.gaps.length, 1)
    assert.ok(!JSON.stringify(example).includes('hunter2'))
  })
})
