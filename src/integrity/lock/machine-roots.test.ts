import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { machineRoots } from './machine-roots.ts'

describe('folders that lie elsewhere on each machine', () => {
  it('are found as their programs find them', () => {
    const hub = (env: Record<string, string>): string | undefined =>
      machineRoots(env, '/h').get('HF_HUB_CACHE')
    assert.equal(hub({}), '/h/.cache/huggingface/hub')
    assert.equal(hub({ HOME: '/home/me' }), '/home/me/.cache/huggingface/hub')
    assert.equal(hub({ HF_HOME: '~/hf' }), '/h/hf/hub')
    assert.equal(hub({ HF_HUB_CACHE: '/c', HF_HOME: '/x' }), '/c')
    assert.equal(hub({ XDG_CACHE_HOME: '/x' }), '/x/huggingface/hub')
  })
  it('may be the own ones of a user', () => {
    const roots = machineRoots({ ASSAY_ROOT_MODELS: '/models', 'ASSAY_ROOT_a b': '/x', SECRET: '/y' }, '/h')
    assert.equal(roots.get('ASSAY_ROOT_MODELS'), '/models')
    assert.equal(roots.has('ASSAY_ROOT_a b'), false)
    assert.equal(roots.has('SECRET'), false)
  })
})
