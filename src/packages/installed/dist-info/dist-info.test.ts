import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, type Example } from '../../discover-example.ts'
import { distInfo } from './discoverer.ts'

const SITE = 'venv/lib/python3.12/site-packages'
const SHA = 'a'.repeat(64)
const COMMIT = 'c'.repeat(40)

function read(path: string, text: string): Example {
  return discovered(distInfo, path, text)
}
function direct(document: unknown): Example {
  return read(`${SITE}/our_agents-0.3.0.dist-info/direct_url.json`, JSON.stringify(document))
}

describe('installed Python distributions', () => {
  it('say what they are in METADATA', () => {
    const example = read(
      `${SITE}/Our_Agents-0.3.0.dist-info/METADATA`,
      `Metadata-Version: 2.1\r
Name: Our.Agents\r
Version: 0.3.0\r
Summary: Agents\r
Author: UNKNOWN\r
Author-email: "Bob" <bob@example.com>, Eve <eve@example.com>\r
Project-URL: Homepage, https://agents.example\r
Project-URL: Source Code, https://u:hunter2@github.com/example/agents\r
Classifier: License :: OSI Approved :: MIT License\r
Requires-Dist: torch>=2\r
Requires-Dist: colorama; sys_platform == "win32"\r
Requires-Dist: pytest; extra == "test"\r
Requires-Dist: !!\r
\r
Requires-Dist: prose\r
`,
    )
    assert.deepEqual(named(example), ['our-agents 0.3.0'])
    const [only] = example.sightings
    assert.equal(only?.evidence.says, 'is installed in site-packages')
    assert.deepEqual(only && facts(only), [
      'author=Bob, Eve',
      'description=Agents',
      'ecosystem=pypi',
      'license=MIT License',
      'source-url=https://github.com/example/agents',
    ])
    assert.deepEqual(
      only?.relations.map((r) => [r.ifKnown, r.to.by === 'name' && r.to.name]),
      [
        [true, 'torch'],
        [true, 'colorama'],
      ],
    )
  })

  it('say who installed them and whether they were asked for', () => {
    assert.deepEqual(
      ['INSTALLER', 'REQUESTED'].flatMap((part) =>
        read(`${SITE}/torch-2.4.0+cu121.dist-info/${part}`, part === 'INSTALLER' ? 'uv\n' : '').sightings.map(
          (s) => [s.subject, facts(s)] as const,
        ),
      ),
      [
        ['ecosystem=pypi', 'installer=uv'],
        ['direct=true', 'ecosystem=pypi'],
      ].map((said) => [
        {
          by: 'name',
          kind: 'package',
          registry: 'pypi',
          name: 'torch',
          version: '2.4.0+cu121',
          purl: 'pkg:pypi/torch@2.4.0%2Bcu121',
        },
        said,
      ]),
    )
    assert.equal(read(`${SITE}/a-1.dist-info/INSTALLER`, '<script>').gaps.length, 1)
  })

  it('say where they come from in direct_url.json', () => {
    const git = direct({
      url: 'https://u:hunter2@github.com/example/agents.git',
      vcs_info: { vcs: 'git', requested_revision: 'main', commit_id: COMMIT },
    })
    assert.deepEqual(git.sightings.flatMap(facts), [
      `commit=${COMMIT}`,
      'ecosystem=pypi',
      'revision-requested=main',
      'source-url=https://github.com/example/agents.git',
      'source=git',
    ])
    const archive = direct({
      url: 'https://files.example/our_agents-0.3.0-py3-none-any.whl',
      archive_info: { hash: `sha256=${SHA}` },
    })
    assert.deepEqual(archive.sightings.flatMap(hashes), [`sha256:${SHA}`])
    assert.ok(archive.sightings.flatMap(facts).includes('artifact=our_agents-0.3.0-py3-none-any.whl'))
    const editable = direct({ url: 'file:///home/bob/agents', dir_info: { editable: true } })
    assert.deepEqual(editable.sightings.flatMap(facts), ['ecosystem=pypi', 'editable=true', 'source=local'])
    assert.ok(!/hunter2|bob/.test(JSON.stringify([git, archive, editable])))
    for (const broken of [{}, [], { url: 7 }, null]) assert.equal(direct(broken).gaps.length, 1)
    assert.deepEqual(
      direct({
        url: 'https://x.example/a.whl',
        archive_info: { hashes: { sha256: COMMIT, evil: 'x' } },
      }).sightings.flatMap(hashes),
      [],
    )
  })

  it('are eggs, too, but working copies are not installed', () => {
    const metadata = 'Name: PyJWT\nVersion: 2.6.0\nDescription: a\n        b\n'
    for (const path of [
      'dist-packages/PyJWT-2.6.0.egg-info/PKG-INFO',
      'dist-packages/PyJWT-2.6.0-py3.11.egg-info',
      'dist-packages/PyJWT.egg-info/PKG-INFO',
    ])
      assert.deepEqual(named(read(path, metadata)), ['pyjwt 2.6.0'], path)
    for (const path of [
      'src/PyJWT.egg-info/PKG-INFO',
      'METADATA',
      'a/METADATA',
      'a.dist-info/RECORD',
      'PKG-INFO',
    ])
      assert.ok(!read(path, metadata).claimed, path)
  })

  it('that are broken are gaps', () => {
    const path = `${SITE}/a-1.dist-info/METADATA`
    for (const text of [
      '',
      'Name: a\n',
      'Version: 1\n',
      'Name: ../x\nVersion: 1\n',
      'Name: a\nVersion: $(x)\n',
      'prose',
      'Name: UNKNOWN\nVersion: UNKNOWN\n',
    ])
      assert.equal(read(path, text).gaps.length, 1, text)
    assert.equal(read(path, `Name: a\nVersion: 1\n${'X: y\n'.repeat(200_000)}`).gaps.length, 1)
  })
})
