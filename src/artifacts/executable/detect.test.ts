import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { createContext } from '../../scan/budget.ts'
import { elf, machO, windowsProgram } from './example-file.ts'
import { executable } from './format.ts'

function titleOf(bytes: Buffer): string | undefined {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  try {
    for (const seen of executable.read({ path: 'x', bytes: memoryBytes(bytes) }, ctx))
      if (seen.kind === 'facts') return seen.facts.title
  } catch {
    return undefined
  }
  return undefined
}

function javaClass(major: number): Buffer {
  return Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, major, 0, 20, 10, 0, 4, 0, 15, 9])
}

describe('executables', () => {
  const programs: [string, Buffer][] = [
    ['ELF program', elf(2)],
    ['ELF library or program', elf(3)],
    ['Windows program', windowsProgram(2)],
    ['Windows library', windowsProgram(0x2002)],
    ['macOS program', machO().fill(2, 12, 13)],
    ['Java class', javaClass(61)],
    ['WebAssembly module', Buffer.from('\0asm\x01\0\0\0', 'latin1')],
    ['script', Buffer.from('#! /bin/sh -e\r\n')],
    ['Windows batch script', Buffer.from('@ECHO OFF\r\n')],
  ]
  for (const [title, bytes] of programs) it(title, () => assert.equal(titleOf(bytes), title))

  it('magic alone is not enough', () => {
    const weights = Buffer.alloc(512, 0x3e)
    for (const magic of [
      'MZ',
      '\x7fELF',
      '\xca\xfe\xba\xbe',
      '\xcf\xfa\xed\xfe',
      '\0asm',
      '#!',
      '\xa7\r\r\n',
    ]) {
      const bytes = Buffer.from(weights)
      bytes.write(magic, 'latin1')
      assert.equal(titleOf(bytes), undefined, JSON.stringify(magic))
    }
  })

  it('a header that points outside of the file is none', () => {
    const bytes = windowsProgram(2)
    bytes.writeUInt32LE(0xffffffff, 60)
    assert.equal(titleOf(bytes), undefined)
  })
})
