import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contactOf } from './contact.ts'

it('tells the name of an author from the address', () => {
  assert.deepEqual(contactOf('Ann Example <ann@mail.example>'), {
    name: 'Ann Example',
    email: 'ann@mail.example',
  })
  for (const name of [
    'Ann',
    'ann@mail.example',
    'Ann <nowhere>',
    '<ann@mail.example>',
    'A <b> <ann@mail.example>',
    '',
  ])
    assert.deepEqual(contactOf(name), { name }, name)
})
