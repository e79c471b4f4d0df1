import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, named, sighting } from '../../discover-example.ts'
import { packageJson } from './discoverer.ts'

const read = (document: unknown, path = 'package.json'): ReturnType<typeof discovered> =>
  discovered(packageJson, path, JSON.stringify(document))

describe('package.json', () => {
  it('of a project names what it asks for and the project', () => {
    const example = read({
      name: '@example/app',
      version: '1.2.0',
      author: 'Bob <bob@example.com>',
      license: { type: 'MIT' },
      repository: 'example/app',
      scripts: { add: 'npm install evil@1.0.0' },
      dependencies: {
        exact: '1.2.3',
        range: '^1',
        tag: 'latest',
        alias: 'npm:@real/name@2.0.0',
        hosted: 'example/repo#v1',
        private: 'git+https://bob:hunter2@git.example/private.git',
        tarball: 'https://files.example/x/-/x-1.0.0.tgz',
        member: 'workspace:^',
        'bad name': '1.0.0',
        number: 7,
      },
      devDependencies: { exact: '1.2.3', only: '*' },
    })
    assert.deepEqual(named(example), [
      'exact 1.2.3',
      'range',
      'tag',
      '@real/name 2.0.0',
      'hosted',
      'private',
      'tarball',
      'member',
      'only',
    ])
    assert.deepEqual(facts(sighting(example, 'exact')), [
      'direct=true',
      'ecosystem=npm',
      'requirement=1.2.3',
      'source=registry',
    ])
    assert.ok(facts(sighting(example, 'only')).includes('scope=dev'))
    assert.deepEqual(facts(sighting(example, 'hosted')), [
      'direct=true',
      'ecosystem=npm',
      'requirement=example/repo#v1',
      'revision-requested=v1',
      'source-url=https://github.com/example/repo',
      'source=git',
    ])
    assert.ok(facts(sighting(example, 'tarball')).includes('source=url'))
    assert.equal(example.gaps.length, 2)
    assert.ok(!JSON.stringify(example).includes('hunter2'))
    const project = example.sightings.find(({ subject }) => subject.by === 'system')
    assert.deepEqual(project && [project.subject, facts(project)], [
      { by: 'system', name: '@example/app', version: '1.2.0' },
      ['author=Bob', 'license=MIT', 'source-url=https://github.com/example/app'],
    ])
  })

  it('of an installed package says what it is', () => {
    const example = read(
      {
        name: '@s/a',
        version: '1.0.0',
        license: 'ISC',
        dependencies: { b: '^1' },
        devDependencies: { c: '1' },
      },
      'web/node_modules/@s/a/package.json',
    )
    assert.deepEqual(named(example), ['@s/a 1.0.0'])
    const [only] = example.sightings
    assert.deepEqual(only?.relations, [
      { kind: 'depends-on', to: { by: 'name', kind: 'package', registry: 'npm', name: 'b' }, ifKnown: true },
    ])
    assert.deepEqual(named(read({ name: 'x' }, 'node_modules/x/package.json')), [])
  })

  it('of any shape is read to its end', () => {
    for (const value of [
      { dependencies: [] },
      { dependencies: 7 },
      { dependencies: null },
      { name: 7, version: {} },
      [],
    ])
      assert.deepEqual(named(read(value)), [])
    assert.deepEqual(
      named(discovered(packageJson, 'package.json', '{"dependencies":{"__proto__":"1.0.0"}}')),
      [],
    )
  })
})
