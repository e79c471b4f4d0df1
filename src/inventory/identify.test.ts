import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Artifact } from '../model/component.ts'
import type { Attribute } from '../model/attribute.ts'
import type { Sighting, Subject } from '../model/sighting.ts'
import { imageAttributes, imageSubject, parseImage } from '../names/container-image.ts'
import { hubSubject } from '../names/hub.ts'
import { identify, type Identified, type SightedAt } from './identify.ts'
import type { Place } from './places.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'

function seen(path: string, subject: Subject, more: Partial<Sighting> = {}): SightedAt {
  const evidence = { at: { path }, says: 'is named' }
  return { path, sighting: { subject, evidence, attributes: [], relations: [], distributions: [], ...more } }
}

function attribute(name: Attribute['name'], value: string, status: Attribute['status']): Attribute {
  return { name, value, status, evidence: { at: { path: 'x' }, says: 'says so' } }
}

function artifact(path: string): Artifact {
  return { path, size: 1, format: 'safetensors', digest: `sha256:${'0'.repeat(64)}` }
}

function place(folder: string, more: Partial<Place> = {}): Place {
  return {
    id: `model:${folder}`,
    kind: 'model',
    name: folder,
    folder,
    artifacts: [`${folder}/model.safetensors`],
    evidence: { at: { path: folder }, says: 'lies there' },
    attributes: [],
    ...more,
  }
}

function run(
  sightings: readonly SightedAt[],
  places: readonly Place[] = [],
  aliases: ReadonlyMap<string, string> = new Map(),
): Identified {
  const artifacts = places.flatMap((p) => p.artifacts).map(artifact)
  return identify({ places, sightings, artifacts, aliases })
}

function ids(found: Identified): string[] {
  return found.items.map((i) => i.id)
}

describe('identify', () => {
  it('takes spellings of one name for one thing', () => {
    const pypi = (name: string): Subject => ({ by: 'name', kind: 'package', registry: 'pypi', name })
    assert.deepEqual(ids(run([seen('a', pypi('Foo_Bar')), seen('b', pypi('foo-bar'))])), [
      'package:pypi/foo-bar',
    ])
    const hub = run([seen('a', hubSubject('model', 'Org/Name')), seen('b', hubSubject('model', 'org/name'))])
    assert.equal(hub.items.length, 1)
    const legacy = run([
      seen('a', hubSubject('model', 'gpt2')),
      seen('b', hubSubject('model', 'openai-community/gpt2')),
    ])
    assert.equal(legacy.items.length, 1)
  })

  it('gives what is named without a version to the only version there is', () => {
    const found = run([
      seen('code.py', hubSubject('model', 'org/name')),
      seen('pin.py', hubSubject('model', 'org/name', COMMIT)),
    ])
    assert.deepEqual(ids(found), [`pkg:huggingface/org/name@${COMMIT}`])
    assert.equal(found.items[0]!.evidence.length, 2)
  })

  it('leaves open which of two versions is meant, unless a revision tells', () => {
    const cached = (commit: string, ref: string): Place =>
      place(`cache/${commit}`, {
        id: `pkg:huggingface/org/name@${commit}`,
        purl: `pkg:huggingface/org/name@${commit}`,
        registry: 'hugging-face',
        name: 'org/name',
        version: commit,
        attributes: [attribute('revision-requested', ref, 'declared')],
      })
    const places = [cached(COMMIT, 'v1'), cached(OTHER, 'v2')]
    const open = run([seen('code.py', hubSubject('model', 'org/name'))], places)
    assert.equal(open.items.length, 3)
    const told = run(
      [
        seen('code.py', hubSubject('model', 'org/name'), {
          attributes: [attribute('revision-requested', 'v2', 'declared')],
        }),
      ],
      places,
    )
    assert.equal(told.items.length, 2)
    assert.equal(told.items.find((i) => i.version === OTHER)!.evidence.length, 2)
    const main = run(
      [seen('code.py', hubSubject('model', 'org/name'))],
      [cached(COMMIT, 'main'), cached(OTHER, 'v2')],
    )
    assert.equal(main.items.length, 2)
  })

  it('knows a folder by the commit at which it was downloaded, and by the name under which it was put there', () => {
    const downloaded = place('models/x', { version: COMMIT })
    const byCommit = run([seen('code.py', hubSubject('model', 'org/name', COMMIT))], [downloaded])
    assert.deepEqual(ids(byCommit), [`pkg:huggingface/org/name@${COMMIT}`])
    const put: Subject = { ...hubSubject('model', 'org/name'), place: 'models/x' }
    const byPlace = run([seen('get.sh', put), seen('code.py', hubSubject('model', 'org/name'))], [downloaded])
    assert.deepEqual(ids(byPlace), [`pkg:huggingface/org/name@${COMMIT}`])
    assert.deepEqual(byPlace.items[0]!.artifacts, ['models/x/model.safetensors'])
  })

  it('finds by path, through links, and the holder of a file from below', () => {
    const places = [place('models/x')]
    const found = run(
      [
        seen('code.py', { by: 'path', kind: 'model', path: './models/x/' }),
        seen('other.py', { by: 'path', kind: 'model', path: 'models/x/model.safetensors' }),
        seen('link.py', { by: 'path', kind: 'model', path: 'latest' }),
        seen('models/x/1_Pooling/config.json', { by: 'holder', kind: 'model' }),
      ],
      places,
      new Map([['latest', 'models/x/model.safetensors']]),
    )
    assert.deepEqual(ids(found), ['model:models/x'])
    assert.equal(found.items[0]!.evidence.length, 5)
  })

  it('keeps what is seen nowhere but in relations, and no relation of a thing to itself', () => {
    const base = hubSubject('model', 'org/base')
    const found = run([
      seen(
        'a.json',
        { by: 'path', kind: 'model', path: 'out' },
        { relations: [{ kind: 'derived-from', to: base }] },
      ),
      seen('b.json', base, { relations: [{ kind: 'derived-from', to: hubSubject('model', 'Org/Base') }] }),
    ])
    assert.deepEqual(
      found.relations.map(({ from, kind, to }) => [from, kind, to]),
      [['model:out', 'derived-from', 'pkg:huggingface/org/base']],
    )
  })

  it('keeps one value by the surer word, and contradictions both', () => {
    const subject = hubSubject('model', 'org/name')
    const { items } = run([
      seen('a', subject, { attributes: [attribute('family', 'Llama', 'inferred')] }),
      seen('b', subject, { attributes: [attribute('family', 'Llama', 'declared')] }),
      seen('c', subject, { attributes: [attribute('family', 'Qwen', 'inferred')] }),
    ])
    assert.deepEqual(
      items[0]!.attributes.filter((a) => a.name === 'family').map((a) => [a.value, a.status]),
      [
        ['Llama', 'declared'],
        ['Qwen', 'inferred'],
      ],
    )
  })

  it('keeps the finer of two names of one family, and the line beside a name that nobody declares', () => {
    const families = (...told: readonly (readonly [string, 'declared' | 'inferred'])[]): unknown[] => {
      const subject = hubSubject('model', 'org/name')
      const seenAll = told.map(([value, status], i) =>
        seen(String(i), subject, { attributes: [attribute('family', value, status)] }),
      )
      return run(seenAll)
        .items[0]!.attributes.filter((a) => a.name === 'family')
        .map((a) => a.value)
    }
    assert.deepEqual(families(['Qwen2', 'declared'], ['Qwen2.5', 'inferred']), ['Qwen2.5'])
    assert.deepEqual(families(['Llama', 'declared'], ['Llama 3.1', 'inferred']), ['Llama', 'Llama 3.1'])
    assert.deepEqual(families(['Llama 4', 'declared'], ['Llama', 'inferred']), ['Llama 4'])
    assert.deepEqual(families(['Qwen2', 'declared'], ['Qwen3', 'inferred']), ['Qwen2', 'Qwen3'])
  })

  it('tells distributions of one version apart by qualifiers, and lets plain names mean either', () => {
    const conda = (subdir?: string): Subject => ({
      by: 'name',
      kind: 'package',
      registry: 'conda',
      name: 'numpy',
      version: '2.0',
      purl: `pkg:conda/numpy@2.0${subdir === undefined ? '' : `?subdir=${subdir}`}`,
    })
    const found = run([seen('lock', conda('linux-64')), seen('lock', conda('osx-64')), seen('env', conda())])
    assert.equal(found.items.length, 2)
  })

  it('takes a requirement for all versions that are locked for it', () => {
    const torch = (version?: string): Subject => ({
      by: 'name',
      kind: 'package',
      registry: 'pypi',
      name: 'torch',
      ...(version !== undefined && { version, purl: `pkg:pypi/torch@${version}` }),
    })
    const found = run([
      seen('uv.lock', torch('2.1')),
      seen('uv.lock', torch('2.2')),
      seen('pyproject.toml', torch()),
    ])
    assert.deepEqual(
      found.items.map((i) => [i.version, i.evidence.length]),
      [
        ['2.1', 2],
        ['2.2', 2],
      ],
    )
  })

  it('lets the base of an adapter tell which version of it others mean', () => {
    const found = run([
      seen('train.yaml', hubSubject('model', 'org/base')),
      seen(
        'out/adapter_config.json',
        { by: 'path', kind: 'model', path: 'out' },
        { relations: [{ kind: 'derived-from', to: hubSubject('model', 'org/base', COMMIT) }] },
      ),
    ])
    assert.deepEqual(ids(found), ['model:out', `pkg:huggingface/org/base@${COMMIT}`])
    assert.equal(found.items[1]!.evidence.length, 2)
  })

  it('tells all snapshots what a file says that they share', () => {
    const shared = 'hub/snapshots/a/model.safetensors'
    const snapshot = (version: string): Place =>
      place(`hub/snapshots/${version}`, {
        id: `pkg:huggingface/org/name@${version}`,
        registry: 'hugging-face',
        name: 'org/name',
        version,
        artifacts: [shared],
      })
    const weights = seen(
      shared,
      { by: 'holder', kind: 'model' },
      { attributes: [attribute('parameters', '7', 'verified')] },
    )
    const { items } = run([weights], [snapshot(COMMIT), snapshot(OTHER)])
    assert.deepEqual(
      items.map((i) => i.attributes.find((a) => a.name === 'parameters')?.value),
      ['7', '7'],
    )
  })

  it('takes weights for those of the model that a configuration around them describes', () => {
    const lone = (path: string): Place => {
      const { folder: _, ...rest } = place('', { id: `model:${path}`, name: 'w.onnx', artifacts: [path] })
      return rest
    }
    const folder: Subject = { by: 'path', kind: 'model', path: 'repo/embedder' }
    const places = [lone('repo/embedder/1/w.onnx'), lone('repo/other.onnx')]
    assert.deepEqual(
      run([seen('repo/embedder/config.pbtxt', folder)], places).items.map((i) => [i.id, i.name, i.artifacts]),
      [
        ['model:repo/embedder', 'embedder', ['repo/embedder/1/w.onnx']],
        ['model:repo/other.onnx', 'w.onnx', ['repo/other.onnx']],
      ],
    )
    assert.equal(run([seen('dvc.yaml', { ...folder, path: 'repo' })], places).items.length, 3)
  })

  it('says of public names what they tell of family and variant', () => {
    const { items } = run([
      seen('a.yaml', hubSubject('model', 'Qwen/Qwen2.5-7B-Instruct')),
      seen('b.py', { by: 'path', kind: 'model', path: 'out/llama-chat' }),
    ])
    const family = items.map((i) =>
      i.attributes
        .filter((a) => a.name === 'family' || a.name === 'variant')
        .map((a) => `${a.status} ${a.value}`),
    )
    assert.deepEqual(family, [[], ['inferred Qwen2.5', 'inferred instruct']])
  })

  it('takes the version that an author states where no registry tells one', () => {
    const states = (path: string, version: string): SightedAt =>
      seen(path, { by: 'holder', kind: 'model', version })
    const versions = (found: Identified): (string | undefined)[] => found.items.map((i) => i.version)
    assert.deepEqual(versions(run([states('m/README.md', '1.4.0')], [place('m')])), ['1.4.0'])
    const snapshot = place('m', { registry: 'hugging-face', name: 'org/name', version: COMMIT })
    assert.deepEqual(versions(run([states('m/README.md', '1.4.0')], [snapshot])), [COMMIT])
    const both = [states('m/README.md', '1.4.0'), states('m/config.json', '2.0')]
    assert.deepEqual(versions(run(both, [place('m')])), [undefined])
    const named = seen('app.py', { ...hubSubject('model', 'org/name'), place: 'm' })
    const [item] = run([states('m/README.md', '1.4.0'), named], [place('m')]).items
    assert.equal(item?.version, '1.4.0')
    assert.ok(!item.attributes.some((a) => a.name === 'download-url'))
  })

  it('takes tags of one image for names of one thing', () => {
    const digest = `@sha256:${'1'.repeat(64)}`
    const image = (text: string): SightedAt => {
      const reference = parseImage(text)!
      const attributes = imageAttributes(reference).map((a) => attribute(a.name, a.value, 'declared'))
      return seen(text, imageSubject(reference), { attributes })
    }
    const tags = (found: Identified): unknown =>
      found.items.map((i) => [
        i.id.replace(/1{64}/, '…'),
        i.id === i.identity.purl,
        i.attributes.filter((a) => a.name === 'tag').map((a) => a.value),
      ])
    const oci = 'pkg:oci/x@sha256:…?repository_url=ghcr.io%2Fo%2Fx'
    const two = [image(`ghcr.io/o/x:1.2${digest}`), image(`ghcr.io/o/x:latest${digest}`)]
    assert.deepEqual(tags(run(two)), [[oci, true, ['1.2', 'latest']]])
    const bare = [image(`ghcr.io/o/x:1.2${digest}`), image(`ghcr.io/o/x${digest}`)]
    assert.deepEqual(tags(run(bare)), [[`${oci}&tag=1.2`, true, ['1.2']]])
    const moving = [image('ghcr.io/o/x:1.2'), image('ghcr.io/o/x:1.3')]
    assert.deepEqual(tags(run(moving)), [[oci.replace('@sha256:…', ''), true, ['1.2', '1.3']]])
  })

  it('does not depend on the order in which files were read', () => {
    const sightings = [
      seen('a.py', hubSubject('model', 'org/name')),
      seen('b.py', hubSubject('model', 'org/name', COMMIT)),
      seen('c.py', { by: 'path', kind: 'model', path: 'models/x' }),
      seen('d.sh', { ...hubSubject('model', 'org/name'), place: 'models/x' }),
    ]
    const places = [place('models/x', { version: COMMIT })]
    assert.deepEqual(run(sightings.toReversed(), places), run(sightings, places))
  })
})
