import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { located, lockPath, placesOf } from './places.ts'

const places = placesOf({ HOME: '/home/me' }, '/nowhere')

describe('places of a machine', () => {
  it('are found as their programs find them', () => {
    assert.equal(places.HF_HUB_CACHE, '/home/me/.cache/huggingface/hub')
    assert.equal(placesOf({ HF_HOME: '~/hf' }, '/h').HF_HUB_CACHE, '/h/hf/hub')
    assert.equal(placesOf({ HF_HUB_CACHE: '/c', HF_HOME: '/x' }, '/h').HF_HUB_CACHE, '/c')
    assert.equal(placesOf({ XDG_CACHE_HOME: '/x' }, '/h').TORCH_HOME, '/x/torch')
  })
  it('turn into names in a lock and back', () => {
    for (const path of [
      '/work/app/models/m',
      '/home/me/.cache/huggingface/hub/models--a--b',
      '/elsewhere/m',
    ]) {
      const name = lockPath(path, '/work/app', places)
      assert.equal(located(name, '/work/app', places), path, name)
    }
    assert.equal(lockPath('/work/app', '/work/app', places), '.')
    assert.equal(
      lockPath('/home/me/.cache/huggingface/hub/models--a--b/x', '/work/app', places),
      '$HF_HUB_CACHE/models--a--b/x',
    )
  })
  it('are never left by a name', () => {
    assert.equal(located('$HF_HUB_CACHE/../../x', '/work/app', places), undefined)
    assert.equal(located('$SECRETS/x', '/work/app', places), undefined)
  })
})
