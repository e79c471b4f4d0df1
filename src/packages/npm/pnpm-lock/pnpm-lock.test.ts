import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs, sighting } from '../../discover-example.ts'
import { pnpmLock } from './discoverer.ts'

const DIGEST = Buffer.alloc(64, 7)
const INTEGRITY = `sha512-${DIGEST.toString('base64')}`
const COMMIT = 'c'.repeat(40)

describe('pnpm-lock.yaml', () => {
  it('version 9 describes packages and resolves them with their peers', () => {
    const example = discovered(
      pnpmLock,
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      '@s/core':
        specifier: ^0.3.0
        version: 0.3.13(openai@4.67.1)
      alias:
        specifier: npm:ms@2.0.0
        version: ms@2.0.0
      shared:
        specifier: workspace:*
        version: link:packages/shared
    devDependencies:
      tools:
        specifier: github:example/tools
        version: https://codeload.github.com/example/tools/tar.gz/${COMMIT}
packages:
  '@s/core@0.3.13':
    resolution: {integrity: ${INTEGRITY}}
  ms@2.0.0:
    resolution: {integrity: ${INTEGRITY}}
  openai@4.67.1:
    resolution: {integrity: ${INTEGRITY}, tarball: https://npm.example/openai/-/openai-4.67.1.tgz}
  tools@https://codeload.github.com/example/tools/tar.gz/${COMMIT}:
    resolution: {tarball: https://codeload.github.com/example/tools/tar.gz/${COMMIT}}
    version: 0.0.1
  only-dev@1.0.0:
    resolution: {directory: ../only-dev, type: directory}
snapshots:
  '@s/core@0.3.13(openai@4.67.1)':
    optionalDependencies:
      openai: 4.67.1
  ms@2.0.0: {}
  openai@4.67.1: {}
  tools@https://codeload.github.com/example/tools/tar.gz/${COMMIT}:
    dependencies:
      only-dev: 1.0.0
  only-dev@1.0.0: {}
  '../bad': {}
`,
    )
    assert.deepEqual(named(example), [
      '@s/core 0.3.13',
      'ms 2.0.0',
      'openai 4.67.1',
      'tools 0.0.1',
      'only-dev 1.0.0',
    ])
    assert.deepEqual(needs(sighting(example, '@s/core')), [
      'pkg:npm/openai@4.67.1?repository_url=https:%2F%2Fnpm.example',
    ])
    assert.deepEqual(hashes(sighting(example, 'openai')), [`sha512:${DIGEST.toString('hex')}`])
    assert.deepEqual(facts(sighting(example, 'openai')), [
      'direct=false',
      'ecosystem=npm',
      'registry=https://npm.example',
      'source=registry',
    ])
    assert.deepEqual(facts(sighting(example, 'tools')), [
      `commit=${COMMIT}`,
      'direct=true',
      'ecosystem=npm',
      'scope=dev',
      'source-url=https://github.com/example/tools',
      'source=git',
    ])
    assert.deepEqual(sighting(example, 'tools').distributions, [])
    assert.ok(facts(sighting(example, 'only-dev')).includes('scope=dev'))
    assert.deepEqual(example.gaps, ['40: a package without a usable name'])
  })

  it('versions 5 and 6 have peers in the key', () => {
    for (const [version, keys] of [
      ['5.4', ['/react-dom/18.2.0_react@18.2.0', '/@s/react/18.2.0', '18.2.0_react@18.2.0']],
      ["'6.0'", ['/react-dom@18.2.0(react@18.2.0)', '/@s/react@18.2.0', '18.2.0(react@18.2.0)']],
    ] as const) {
      const example = discovered(
        pnpmLock,
        'pnpm-lock.yaml',
        `lockfileVersion: ${version}
dependencies:
  react-dom: ${keys[2]}
packages:
  ${keys[0]}:
    resolution: {integrity: ${INTEGRITY}}
    dependencies:
      '@s/react': 18.2.0
  ${keys[1]}:
    resolution: {integrity: ${INTEGRITY}}
`,
      )
      assert.deepEqual(named(example), ['react-dom 18.2.0', '@s/react 18.2.0'])
      assert.deepEqual(needs(sighting(example, 'react-dom')), ['pkg:npm/%40s/react@18.2.0'])
      assert.ok(facts(sighting(example, 'react-dom')).includes('direct=true'))
      assert.ok(!facts(sighting(example, '@s/react')).some((fact) => fact.startsWith('scope')))
    }
  })

  it('is told when its version is not known', () => {
    assert.equal(discovered(pnpmLock, 'pnpm-lock.yaml', 'lockfileVersion: 42\n').gaps.length, 1)
    assert.equal(discovered(pnpmLock, 'pnpm-lock.yaml', 'packages: []\n').gaps.length, 1)
    assert.ok(!discovered(pnpmLock, 'pnpm-workspace.yaml', 'packages:\n- a\n').claimed)
    assert.ok(discovered(pnpmLock, 'node_modules/.pnpm/lock.yaml', "lockfileVersion: '9.0'\n").claimed)
  })
})
