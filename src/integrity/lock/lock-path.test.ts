import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lockPathOf, lockPathProblem, placeOf } from './lock-path.ts'
import { machineRoots } from './machine-roots.ts'

const places = {
  folder: '/srv/app',
  roots: machineRoots({ HOME: '/home/me', ASSAY_ROOT_M: '/m' }, '/nowhere'),
}

describe('paths in a lock', () => {
  it('turn into names in a lock and back', () => {
    const names: readonly (readonly [string, string])[] = [
      ['/srv/app/models/m', 'models/m'],
      ['/srv/app', '.'],
      ['/srv/app/..m', '..m'],
      ['/m', '$ASSAY_ROOT_M'],
      ['/home/me/.cache/huggingface/hub/models--a--b/x', '$HF_HUB_CACHE/models--a--b/x'],
    ]
    for (const [absolute, name] of names) {
      assert.equal(lockPathOf(absolute, places), name)
      assert.equal(placeOf(name, places), absolute)
      assert.equal(lockPathProblem(name), undefined, name)
    }
    assert.equal(lockPathOf('/elsewhere/m', places), undefined)
    assert.equal(placeOf('$OTHER/x', places), undefined)
  })

  it('are never left by a name', () => {
    const refused = [
      '/etc/passwd',
      '..',
      '../x',
      'a/../../x',
      'a/./b',
      'a//b',
      'a/',
      './a',
      '',
      'a\0b',
      '\ud800',
      'C:/x',
      'a\\..\\b',
      '$HF_HUB_CACHE/../x',
      '$SECRETS/x',
      '$HOME/.ssh/id',
      '$',
      'x'.repeat(5000),
    ]
    for (const path of refused) assert.ok(lockPathProblem(path), path)
    for (const path of ['a b', 'é', 'e\u0301', '.hidden', 'a/..b', '模型/权重.gguf'])
      assert.equal(lockPathProblem(path), undefined, path)
  })
})
