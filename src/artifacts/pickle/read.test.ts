import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { createContext } from '../../scan/budget.ts'
import type { PickleFacts, PickleFileFacts } from './facts.ts'
import { readPickleFile } from './file.ts'

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function context(): ReturnType<typeof createContext> {
  return createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
  })
}

function readFile(bytes: Buffer): PickleFileFacts {
  for (const seen of readPickleFile('x', memoryBytes(bytes), context()))
    if (seen.kind === 'facts') return seen.facts
  return assert.fail('no facts')
}

function read(text: string): PickleFacts {
  return readFile(latin1(text)).streams[0]!
}

function none(bytes: Buffer): void {
  assert.throws(() => [...readPickleFile('x', memoryBytes(bytes), context())], ReadError)
}

/** Every statement that no contract proves, over all streams. */
function codes(bytes: Buffer): string[] {
  return readFile(bytes).streams.flatMap((s) => s.unproven.map((u) => u.code))
}

const RUN = `x.y('z')`
const CALL = 'cx\ny\n\x8c\x01z\x85R'

describe('names through any indirection', () => {
  const names: Readonly<Record<string, string>> = {
    'GLOBAL and REDUCE': `\x80\x04${CALL}.`,
    'STACK_GLOBAL of memo aliases': '\x80\x04\x8c\x01x\x94\x8c\x01y\x940h\x00h\x01\x93\x8c\x01z\x85R.',
    'a double PUT: the stack counts, not the argument':
      '\x80\x04\x8c\x01xq\x05\x8c\x01yq\x05\x8c\x01q00h\x050\x8c\x01xh\x05\x93\x8c\x01z\x85R.',
    'DUP and POP': '\x80\x04\x8c\x01x2q\x0000h\x00\x8c\x01y\x8c\x01q0\x93\x8c\x01z\x85R.',
    'strings of old protocols': `\x80\x02S'\\x78'\nV\\u0079\n\x93U\x01z\x85R.`,
    'text that is no plain number before it': `I0x10\n0I1\0zz\n0L0x10L\n0${CALL}.`,
    'non-ASCII STRING before it': `S'\xe9'\n0${CALL}.`,
    INST: `(S'z'\nix\ny\n.`,
    OBJ: `(cx\ny\nS'z'\no.`,
    NEWOBJ_EX: '\x80\x04cx\ny\n\x8c\x01z\x85}\x92.',
    'the extension registry': `ccopyreg\nadd_extension\n(S'x'\nS'y'\nK\x05tR0\x82\x05S'z'\n\x85R.`,
    'POP of marks': `\x80\x04((N10${CALL}.`,
  }
  for (const [how, text] of Object.entries(names))
    it(how, () => assert.ok(codes(latin1(text)).includes(RUN), how))

  it('dotted names stay as they are', () => {
    assert.deepEqual(codes(latin1('\x80\x04\x8c\x05torch\x8c\x09os.system\x93)R.')), ['torch.os.system()'])
  })

  it('names that are computed are no plain names', () => {
    const facts = read('\x80\x04cx\ny\n)R\x8c\x01y\x93)R.')
    assert.equal(facts.unproven.at(-1)?.reason, 'indirect')
    assert.match(facts.divergences[0]?.says ?? '', /computed/)
  })
})

describe('evidence outlives errors', () => {
  const ends: Readonly<Record<string, string>> = {
    'a missing STOP': '',
    'an unknown opcode': '\xff',
    'an empty stack': '000',
    'a string past the end': 'X\xff\xff\xff\x7fabc',
    'a length of 2**62': '\x8d\0\0\0\0\0\0\0\x40abc',
    'a memo entry that is not there': 'h\xc8.',
    'a MARK that is not there': 't.',
    'a negative length': '\x8b\xff\xff\xff\xff.',
    'an odd SETITEMS': '}(Nu.',
  }
  for (const [what, text] of Object.entries(ends))
    it(what, () => {
      const facts = read(`\x80\x04${CALL}${text}`)
      assert.equal(facts.unproven[0]?.code, RUN)
      assert.equal(facts.stopped, false)
      assert.ok(facts.error)
    })

  it('for any tail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (tail) => {
        assert.ok(codes(Buffer.concat([latin1(`\x80\x04${CALL}`), tail])).includes(RUN))
      }),
    )
  })
})

describe('where unpicklers part ways', () => {
  it('runs opcodes that an undersized FRAME turns loose from a literal (CPython issue 154848)', () => {
    const hidden = `${CALL}.`
    const size = String.fromCharCode(hidden.length)
    // The frame ends inside the length of BINBYTES: the C unpickler reads the length again from behind it.
    const bytes = latin1(`\x80\x04\x95\x03\0\0\0\0\0\0\0NB${size}\0\0\0\0\0\0${hidden}0N.`)
    const { streams } = readFile(bytes)
    assert.ok(streams.some((s) => s.divergences.some((d) => d.kind === 'attack')))
    assert.ok(streams.some((s) => s.alternative))
  })

  it('a call that only the Python unpickler makes is a call', () => {
    const facts = read('\x80\x04cx\ny\n]\x8c\x01zaR.')
    assert.deepEqual([facts.unproven[0]?.code, facts.divergences[0]?.kind], [RUN, 'attack'])
  })

  it('a line without newline names what the Python unpickler imports', () => {
    assert.deepEqual(
      read('\x80\x02N0cos\nsystemX').globals.map((g) => g.global.name),
      ['system'],
    )
  })

  it('FRAME inside FRAME', () => {
    const facts = read('\x80\x04\x95\x0d\0\0\0\0\0\0\0\x95\x01\0\0\0\0\0\0\0N0N.')
    assert.match(facts.divergences[0]?.says ?? '', /inside a FRAME/)
  })

  it('what picklers write is no divergence', () => {
    assert.deepEqual(read('\x80\x04\x95\x09\0\0\0\0\0\0\0]\x94(K\x01K\x02e.').divergences, [])
    assert.deepEqual(read(`(dp0\nS'a'\np1\nI1\nsS'b'\nL5L\nsS'c'\nF1.5\ns.`).divergences, [])
  })
})

describe('objects that are changed in place', () => {
  it('BUILD on a bare name', () => {
    assert.equal(read('\x80\x04cx\ny\n}b.').unproven[0]?.effect.kind, 'build')
  })

  it('items for something that is no container', () => {
    const facts = read('\x80\x04cx\ny\n)R(N\x8c\x01zu(Ne(N\x90.')
    assert.deepEqual(
      facts.unproven.map((u) => u.effect.kind),
      ['call', 'setitem', 'append', 'add'],
    )
  })

  it('a list whose item is replaced holds something unknown', () => {
    const [effect] = read('\x80\x04cx\ny\n](NNeK\x00cx\nq\ns\x85R.').unproven
    assert.ok(effect?.effect.kind === 'call')
    const [list] = effect.effect.call.args
    assert.ok(list?.kind === 'list' && list.items.some((i) => i.kind === 'unknown'))
  })
})

describe('bombs', () => {
  it('lists of memo references are cut', () => {
    const levels = Array.from({ length: 200 }, (_, i) => `](${`h${String.fromCharCode(i)}`.repeat(10)}e\x94`)
    const facts = read(`\x80\x04]\x94${levels.join('')}cx\ny\nh\xc8\x85R.`)
    assert.equal(facts.unproven.length, 1)
    assert.ok(facts.unproven[0]!.code.length <= 401)
    assert.ok(facts.source().length < 5000)
  })

  it('marks without end are a limit, not a crash', () => {
    const seen = [...readPickleFile('x', memoryBytes(latin1(`\x80\x04${'('.repeat(22_000_000)}`)), context())]
    assert.ok(seen.some((s) => s.kind === 'gap' && s.gap.reason === 'limit'))
  })
})

describe('long lines', () => {
  const long = `(S'${'a'.repeat(300_000)}'\ncx\ny\n(S'z'\ntR`

  it('a STRING longer than the window is a string', () => {
    assert.deepEqual(
      read(`${long}t.`).unproven.map((u) => u.code),
      [RUN],
    )
  })

  it('and still needs its closing quote', () => {
    assert.equal(read(`cx\ny\n)RS'${'a'.repeat(300_000)}\n.`).stopped, false)
  })
})

describe('files', () => {
  it('a stream that reads the memo of an earlier one goes on', () => {
    const facts = readFile(latin1('\x80\x04\x8c\x01x\x94.\x80\x04h\x00\x8c\x01y\x93)R.'))
    assert.equal(facts.streams[1]?.unproven[0]?.reason, 'indirect')
  })

  it('streams one after the other, with junk before, between and behind', () => {
    const junk = '#junk#'.repeat(200)
    const facts = readFile(latin1(`${junk}\x80\x04${CALL}.${junk}cx\nq\n(tR.${junk}`))
    assert.deepEqual(
      facts.streams.flatMap((s) => s.unproven.map((u) => u.code)),
      [RUN, 'x.q()'],
    )
    assert.equal(facts.stray.length, 3)
  })

  it('plain streams behind each other leave nothing over', () => {
    const facts = readFile(latin1('\x80\x04K\x01.\x80\x04K\x02.I1\n.'))
    assert.deepEqual([facts.streams.length, facts.stray], [3, []])
  })

  it('text and random bytes are no pickle', () => {
    none(Buffer.from('GIT v1.5.2.1 Release Notes\n'))
    none(Buffer.from('copyright\nlicense\nis granted to all.\n'))
    none(Buffer.from('{"a": [1, 2, 3]}'))
    none(Buffer.from('id,name\n1,x\n'))
  })

  it('bytes that a call takes are read as files', () => {
    const inner = `\x80\x04${CALL}.`
    const seen = [
      ...readPickleFile(
        'x',
        memoryBytes(latin1(`\x80\x04cpickle\nloads\nC${String.fromCharCode(inner.length)}${inner}\x85R.`)),
        context(),
      ),
    ]
    const child = seen.find((s) => s.kind === 'child')
    assert.ok(child?.kind === 'child')
    assert.deepEqual(child.as, ['pickle'])
    assert.deepEqual(child.entry.open().read(0, 100), latin1(inner))
  })

  it('never ends in anything but facts or a ReadError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const seen of readPickleFile('x', memoryBytes(bytes), context()))
            if (seen.kind === 'facts') for (const s of seen.facts.streams) s.source()
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })
})
