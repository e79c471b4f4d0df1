import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import { parseYaml } from '../../syntax/config/yaml.ts'
import { scriptMentions } from '../../commands/mentions.ts'
import { readMakefile } from './makefile.ts'
import { pipelineMentions } from './pipeline.ts'
import { unitScript } from './unit-file.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

describe('commands outside of shell scripts', () => {
  it('makefiles: variables, defaults and the line of a recipe', () => {
    const { recipes, env } = readMakefile(
      'M ?= maker/tiny-1b\n\nserve: x\n\t@vllm serve $(M) \\\n\t  --port 80\n',
    )
    const [recipe] = recipes
    assert.equal(recipe?.line, 4)
    const seen = scriptMentions(recipe.script, ctx, { env, line: recipe.line })
    const model = seen.find((m) => m.subject.by === 'name' && m.subject.kind === 'model')
    assert.equal(model?.line, 4)
    assert.equal(model?.attributes.find((a) => a.name === 'source')?.status, 'inferred')
  })

  it('pipelines: every value of a matrix, and lines of blocks', () => {
    const [document] = parseYaml(
      'jobs:\n  a:\n    strategy: {matrix: {m: [maker/a-1b, maker/b-2b]}}\n    steps:\n      - run: |\n          true\n          hf download ${{ matrix.m }}\n',
      ctx,
    )
    const seen = pipelineMentions(document?.root, ctx)
    assert.deepEqual(
      seen.map((m) => [m.subject.by === 'name' && m.subject.name, m.line]),
      [
        ['maker/a-1b', 7],
        ['maker/b-2b', 7],
      ],
    )
  })

  it('units of systemd keep their lines', () => {
    const script = unitScript(
      '[Service]\nEnvironment=MODEL=maker/a-1b\nExecStart=/usr/bin/vllm serve ${MODEL} \\\n  --port 1',
    )
    const models = scriptMentions(script, ctx).filter((m) => m.says === 'is served by vLLM')
    assert.deepEqual(
      models.map((m) => m.line),
      [3],
    )
  })
})
