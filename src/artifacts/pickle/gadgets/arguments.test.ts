import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Value } from '../value.ts'
import { signsIn } from './arguments.ts'

const text = (value: string): Value => ({ kind: 'str', value, size: value.length, at: 0 })
const int = (value: number): Value => ({ kind: 'int', value: BigInt(value) })
const list = (...items: Value[]): Value => ({ kind: 'list', items, length: items.length })

function signs(...args: Value[]): string[] {
  const callee: Value = { kind: 'global', module: 'some.package', name: 'thing', at: 0 }
  return signsIn({ kind: 'call', callee, args, via: 'REDUCE', at: 0 }).map((s) => s.kind)
}

describe('signs in arguments', () => {
  const telling: [string, Value[], string][] = [
    ['a command', [text('echo hello')], 'command'],
    ['a pipe', [text('x | sh')], 'command'],
    ['a program by path', [text('/usr/bin/python3 -m http.server')], 'command'],
    ['an argument vector', [list(text('/bin/sh'), text('-c'), text('id'))], 'command'],
    ['a Windows command', [text('powershell -enc AAAA')], 'command'],
    ['an import', [text('import os\nos.remove("x")')], 'source'],
    ['an expression', [text("__import__('os').system('id')")], 'source'],
    ['a lambda', [text('lambda: 1')], 'source'],
    ['a template', [text('{{ x.__class__ }}')], 'source'],
    ['a dangerous name', [text('os.system')], 'name'],
    ['an entry point', [text('subprocess:Popen')], 'name'],
    ['an address', [text('https://host.example/x')], 'address'],
    ['a host and a port', [list(text('10.0.0.1'), int(4444))], 'address'],
    ['a path', [text('/etc/passwd')], 'path'],
    ['a library', [text('evil.so')], 'path'],
    ['a pickle', [{ kind: 'bytes', size: 4, at: 0, head: Uint8Array.of(0x80, 4, 0x4e, 0x2e) }], 'blob'],
  ]
  for (const [name, args, kind] of telling) it(`sees ${name}`, () => assert.equal(signs(...args)[0], kind))

  const plain: [string, Value[]][] = [
    ['words', [text('a quick brown fox')]],
    ['a sentence with a verb', [text('Find the best model for the task')]],
    ['an option', [text('linear')]],
    ['a word that is also a program', [text('test')]],
    ['numbers', [int(1), int(8080)]],
    ['a dotted label', [text('encoder.layer.0.weight')]],
    ['a date', [text('2024-01-01 10:00:00')]],
  ]
  for (const [name, args] of plain) it(`sees nothing in ${name}`, () => assert.deepEqual(signs(...args), []))
})
