import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { imageSubject, parseImage } from './container-image.ts'

const DIGEST = `sha256:${'0'.repeat(64)}`

describe('references to container images', () => {
  const cases: [text: string, name: string | undefined, repository?: string, tag?: string][] = [
    ['python', 'python', 'docker.io/library/python'],
    ['library/python:3.12', 'python', 'docker.io/library/python', '3.12'],
    ['docker.io/vllm/vllm-openai:v1', 'vllm/vllm-openai', 'docker.io/vllm/vllm-openai', 'v1'],
    ['ghcr.io/Org/x', undefined],
    ['ghcr.io/org/x:latest', 'ghcr.io/org/x', 'ghcr.io/org/x', 'latest'],
    ['localhost:5000/x', 'localhost:5000/x', 'localhost:5000/x'],
    ['registry.example:5000/a/b/c:1', 'registry.example:5000/a/b/c', 'registry.example:5000/a/b/c', '1'],
    ['$IMAGE:1', undefined],
    ['{{ .Values.image }}', undefined],
    ['a b', undefined],
    ['x@sha256:short', undefined],
  ]
  for (const [text, name, repository, tag] of cases)
    it(text, () => {
      const image = parseImage(text)
      assert.equal(image?.name, name)
      assert.equal(image?.repository, repository)
      assert.equal(image?.tag, tag)
    })

  it('only a digest is a version', () => {
    const subject = imageSubject(parseImage(`ghcr.io/org/x:1@${DIGEST}`)!)
    assert.equal(subject.version, DIGEST)
    assert.equal(subject.purl, `pkg:oci/x@${DIGEST}?repository_url=ghcr.io%2Forg%2Fx&tag=1`)
    assert.equal(imageSubject(parseImage('ghcr.io/org/x:1')!).version, undefined)
  })
})
