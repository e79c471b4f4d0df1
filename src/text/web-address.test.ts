import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  carriesCredentials,
  hostOf,
  isRepositoryAddress,
  statesCredentials,
  withoutCredentials,
  withoutCredentialsWithin,
} from './web-address.ts'

describe('addresses without credentials', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://host.example/simple', 'https://host.example/simple'],
    ['https://user:tok@host.example/simple', 'https://host.example/simple'],
    ['https://ghp_abcdefghijklmnop1234@host.example/x', 'https://host.example/x'],
    ['https://__token__:${PASS}@host.example/x', 'https://host.example/x'],
    ['https://user:pa/ss@host.example/x', 'https://host.example/x'],
    ['https://user:p@ss@host.example/x', 'https://host.example/x'],
    ['git+https://github.com/a/b@main#egg=c', 'git+https://github.com/a/b@main#egg=c'],
    ['git+https://t:x@github.com/a/b.git@v1', 'git+https://github.com/a/b.git@v1'],
    ['https://host.example:8080/a@1', 'https://host.example:8080/a@1'],
    ['git+ssh://git@github.com/a/b', 'git+ssh://git@github.com/a/b'],
    ['git@github.com:a/b.git', 'git@github.com:a/b.git'],
    ['me:secret@host.example:a/b.git', 'host.example:a/b.git'],
    ['https://h.example/a?token=1&rev=main', 'https://h.example/a?rev=main'],
    ['https://h.example/a?X-Amz-Signature=1&X-Amz-Date=2', 'https://h.example/a'],
    ['https://h.example/a?t=abcdefghijklmnopqrstuvwxyz', 'https://h.example/a'],
    [
      `https://h.example/a?rev=${'a'.repeat(40)}#${'b'.repeat(40)}`,
      `https://h.example/a?rev=${'a'.repeat(40)}#${'b'.repeat(40)}`,
    ],
    [`https://h.example/a.whl#sha256=${'a'.repeat(64)}`, `https://h.example/a.whl#sha256=${'a'.repeat(64)}`],
    ['https://h.example/#access_token=1', 'https://h.example/'],
    ['https://h.example/glpat-abcdefghijklmnopqrst/x', 'https://h.example/***/x'],
    ['', ''],
    ['./local', './local'],
  ]
  for (const [given, wanted] of cases)
    it(given || 'empty', () => {
      assert.equal(withoutCredentials(given), wanted)
      assert.equal(withoutCredentials(wanted), wanted)
      assert.equal(carriesCredentials(given), given !== wanted)
    })
})

it('finds the host', () => {
  assert.equal(hostOf('https://u:p@Host.Example:80/x'), 'host.example')
  assert.equal(hostOf('git+ssh://git@github.com/a'), 'github.com')
  assert.equal(hostOf('http://[::1]:80/'), '[::1]')
  assert.equal(hostOf('./x'), undefined)
})

it('takes credentials out of sentences and leaves the words', () => {
  for (const [given, wanted] of [
    [
      'Why? Ask a@b.example & see https://u:p@h.example/x?token=1.',
      'Why? Ask a@b.example & see https://h.example/x',
    ],
    ['https://h.example and me@h.example', 'https://h.example and me@h.example'],
    ['With hf_abcdefghijklmnopqrstuvwxyz, say', 'With ***, say'],
  ])
    assert.equal(withoutCredentialsWithin(given!), wanted)
})

it('knows repositories by their addresses', () => {
  for (const address of [
    'https://github.com/a/b',
    'git@h.example:a/b',
    'https://git.corp.example/a',
    'https://h.example/a.git',
  ])
    assert.ok(isRepositoryAddress(address), address)
  for (const address of ['https://a.github.io', 'https://h.example/git', 'https://digit.example/a'])
    assert.ok(!isRepositoryAddress(address), address)
})

describe('credentials that an address states', () => {
  for (const [address, expected] of [
    ['https://ci:hunter2@packages.example/simple', true],
    ['https://packages.example/simple?token=hunter2', true],
    ['https://0123456789abcdef0123456789abcdef@packages.example/simple', true],
    ['https://ci:p${A}ss@packages.example/simple', true],
    ['https://ci:${TOKEN}@packages.example/simple', false],
    ['https://${USER}:$TOKEN@packages.example/simple', false],
    ['https://%(user)s:%(token)s@packages.example/simple', false],
    ['https://{{ user }}:{{ token }}@packages.example/simple', false],
    ['https://user:<token>@packages.example/simple', false],
    ['https://__token__@packages.example/simple', false],
    ['https://packages.example/simple?token=${TOKEN}', false],
    ['https://packages.example/simple', false],
  ] as const)
    it(address, () => assert.equal(statesCredentials(address), expected))
})
