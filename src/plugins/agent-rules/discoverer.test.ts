import assert from 'node:assert/strict'
import { it } from 'node:test'
import { discovered } from '../discover-example.ts'
import { agentRules } from './discoverer.ts'

it('names the model that a command asks for, and none where the client chooses', () => {
  const models = (model: string): string[] =>
    discovered(
      agentRules,
      '.claude/commands/review.md',
      `---\ndescription: Review\nmodel: ${model}\n---\nReview.\n`,
    ).sightings.flatMap(({ subject: s, evidence }) =>
      s.by === 'name' && s.kind === 'model' ? [`${s.registry} ${s.name} L${evidence.at.range?.start}`] : [],
    )
  assert.deepEqual(models('claude-3-5-haiku-20241022'), ['anthropic claude-3-5-haiku-20241022 L3'])
  assert.deepEqual(models('anthropic/claude-opus-4-1'), ['anthropic claude-opus-4-1 L3'])
  assert.deepEqual(models('sonnet'), [])
  assert.deepEqual(models('inherit'), [])
})
