import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { NamedSubject, PathSubject, SightedRelation } from '../model/sighting.ts'
import { imageAttributes, imageSubject, parseImage } from '../names/container-image.ts'
import { hubSubject } from '../names/hub.ts'
import { identify, type Identified, type SightedAt } from './identify.ts'

function seen(
  path: string,
  subject: NamedSubject | PathSubject,
  relations: readonly SightedRelation[] = [],
  attributes: SightedAt['sighting']['attributes'] = [],
): SightedAt {
  const evidence = { at: { path }, says: 'is seen' }
  return { path, sighting: { subject, evidence, attributes, relations, distributions: [] } }
}

function run(sightings: readonly SightedAt[]): Identified {
  return identify({ places: [], sightings, artifacts: [], aliases: new Map() })
}

const called = (registry: string, name: string): NamedSubject => ({
  by: 'name',
  kind: 'model',
  registry,
  name,
})
const DIGEST = `sha256:${'a'.repeat(64)}`

describe('models under the names of their servers', () => {
  const served = { ...hubSubject('model', 'org/name'), alias: { names: ['chat', 'chat-2'] } }
  const ids = (...sightings: SightedAt[]): string[] => run(sightings).items.map((i) => i.id)

  it('are the models that the servers load, through gateways too', () => {
    const gateway = { ...called('vllm:8000', 'chat'), alias: { names: ['smart'] } }
    const calls = [
      seen('a.py', called('vllm:8000', 'chat-2')),
      seen('b.py', called('llm.internal', 'chat')),
      seen('c.py', called('localhost', 'smart')),
    ]
    assert.deepEqual(ids(...calls, seen('l.yaml', gateway), seen('s.sh', served)), [
      'pkg:huggingface/org/name',
    ])
  })

  it('are not those of others', () => {
    const open = called('openai', 'chat')
    assert.equal(ids(seen('a.py', open), seen('s.sh', served)).length, 2)
    const other = { ...hubSubject('model', 'org/other'), alias: { names: ['chat'] } }
    assert.equal(
      ids(seen('a.py', called('vllm:8000', 'chat')), seen('s.sh', served), seen('t.sh', other)).length,
      3,
    )
  })

  it('may lead in a circle', () => {
    const a = { ...called('a:1', 'x'), alias: { names: ['y'] } }
    const b = { ...called('b:1', 'y'), alias: { names: ['x'] } }
    assert.ok(ids(seen('a.yaml', a), seen('b.yaml', b), seen('c.py', called('c:1', 'x'))).length > 0)
  })
})

describe('images that a deployment replaces', () => {
  const image = (text: string): NamedSubject => imageSubject(parseImage(text)!)
  const inManifest = (path: string, text: string): SightedAt => {
    const evidence = { at: { path }, says: 'is run' }
    const tags = imageAttributes(parseImage(text)!).map((a) => ({
      status: 'declared' as const,
      ...a,
      evidence,
    }))
    return seen(path, image(text), [], tags)
  }
  const override = (text: string, name: string, ...within: string[]): SightedAt =>
    seen('k/prod/kustomization.yaml', { ...image(text), alias: { names: [name], within } })
  const purls = (...sightings: SightedAt[]): string[] =>
    run(sightings).items.map((i) => (i.identity.purl ?? '').replace(/\?repository_url=[^&]*/, ''))

  it('are those that run in their place', () => {
    const base = inManifest('k/base/a.yaml', 'app:dev')
    assert.deepEqual(purls(base, override(`ghcr.io/o/app@${DIGEST}`, 'app', 'k/base')), [
      `pkg:oci/app@${DIGEST}`,
    ])
    assert.deepEqual(purls(base, override('app:v2', 'app', 'k/base')), ['pkg:oci/app&tag=v2'])
  })

  it('keep their tag where only the name is new', () => {
    const found = purls(
      inManifest('k/base/a.yaml', 'app:dev'),
      override('ghcr.io/o/app', 'app', 'k/base/a.yaml'),
    )
    assert.deepEqual(found, ['pkg:oci/app&tag=dev'])
  })

  it('stay what they are elsewhere', () => {
    const found = purls(inManifest('compose.yaml', 'app:dev'), override('ghcr.io/o/app:v2', 'app', 'k/base'))
    assert.deepEqual(found.toSorted(), ['pkg:oci/app&tag=dev', 'pkg:oci/app&tag=v2'])
  })

  it('are several where several overlays are', () => {
    const found = purls(
      inManifest('k/base/a.yaml', 'app:dev'),
      override('ghcr.io/o/app:v2', 'app', 'k/base'),
      override('ghcr.io/p/app:v3', 'app', 'k/base'),
    )
    assert.deepEqual(found.toSorted(), ['pkg:oci/app&tag=v2', 'pkg:oci/app&tag=v3'])
  })

  it('lead what needs them to what runs', () => {
    const service: NamedSubject = { by: 'name', kind: 'service', registry: 'software', name: 'S' }
    const needing = seen('k/base/a.yaml', service, [{ kind: 'depends-on', to: image('app:dev') }])
    const { relations, items } = run([needing, override('ghcr.io/o/app:v2', 'app', 'k/base')])
    assert.equal(relations.length, 1)
    assert.equal(items.length, 2)
  })
})
