import type { Random } from './random.ts'

/** What stands first is what runs; what stands behind is odd, and rare. */
interface Choice {
  readonly usual: readonly string[]
  readonly odd: readonly string[]
}

const NAMES: Choice = {
  usual: ['m', 'f', 'os', 'system', 'a.b', 'x y'],
  odd: ['copyreg', 'add_extension', 'é', '', '0', 'long_name_of_a_module'],
}
const TEXT_INTS: Choice = {
  usual: ['0', '1', '00', '01', '-1', '7', '0x10', ' 5', '+3'],
  odd: ['010', '1_0', '5 ', '1\0zz', '\0', '0b11', '0o7', '99999999999999999999', 'zz', ''],
}
const FLOATS: Choice = {
  usual: ['1.5', '-0', 'inf', '1e5', '.5'],
  odd: ['nan', ' 2', '1_0.0', '1\0x', 'x', ''],
}
const STRINGS: Choice = {
  usual: [`'m'`, `"f"`, `'a\\x62'`, `'\\101'`, `''`],
  odd: [`'it"s'`, `m`, `'`, `'\\n'`, `'é'`, `"\\q"`, `'\\x1'`],
}

function choose(random: Random, { usual, odd }: Choice): string {
  return random.pick(random.chance(0.93) ? usual : odd)
}

function u32(value: number): Buffer {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(value >>> 0)
  return b
}

function u64(value: bigint): Buffer {
  const b = Buffer.alloc(8)
  b.writeBigUInt64LE(BigInt.asUintN(64, value))
  return b
}

function line(opcode: string, ...texts: readonly string[]): Buffer {
  return Buffer.from(opcode + texts.map((t) => `${t}\n`).join(''), 'utf8')
}

/** What the generator knows of the stack: enough to make most streams run far. */
interface State {
  /** Kinds above each mark, innermost last. */
  readonly stacks: string[][]
  memo: number
}

type Step = (random: Random, state: State) => Buffer

function top(state: State): string[] {
  return state.stacks.at(-1)!
}

function push(kind: string, bytes: Buffer): Step {
  return (_random, state) => {
    top(state).push(kind)
    return bytes
  }
}

function text(random: Random, state: State): Buffer {
  const value = Buffer.from(choose(random, NAMES))
  top(state).push('str')
  switch (random.below(7)) {
    case 0:
      return Buffer.concat([Buffer.from([0x8c, value.length]), value])
    case 1:
      return Buffer.concat([Buffer.from('X'), u32(value.length), value])
    case 2:
      return Buffer.concat([Buffer.from([0x8d]), u64(BigInt(value.length)), value])
    case 3:
      return Buffer.concat([Buffer.from([0x55, value.length]), value])
    case 4:
      return Buffer.concat([Buffer.from('T'), u32(value.length), value])
    case 5:
      return line(
        'V',
        random.pick([value.toString(), String.raw`\u006d`, String.raw`a\\u0062`, String.raw`\U00000066`]),
      )
    default:
      return line('S', choose(random, STRINGS))
  }
}

function number(random: Random, state: State): Buffer {
  top(state).push('int')
  switch (random.below(7)) {
    case 0:
      return Buffer.from([0x4b, random.below(256)])
    case 1:
      return Buffer.from([0x4d, random.below(256), random.below(256)])
    case 2:
      return Buffer.concat([Buffer.from('J'), u32(random.below(2 ** 32))])
    case 3:
      return line('I', choose(random, TEXT_INTS))
    case 4:
      return line('L', choose(random, TEXT_INTS) + random.pick(['', 'L', 'LL']))
    case 5: {
      const data = random.bytes(random.below(5))
      return Buffer.concat([Buffer.from([0x8a, data.length]), data])
    }
    default: {
      const data = random.bytes(random.below(5))
      return Buffer.concat([Buffer.from([0x8b]), u32(random.chance(0.02) ? 2 ** 31 : data.length), data])
    }
  }
}

function blob(random: Random, state: State): Buffer {
  const data = random.chance(0.3) ? payload() : random.bytes(random.below(20))
  top(state).push('bytes')
  switch (random.below(4)) {
    case 0:
      return Buffer.concat([Buffer.from('C'), Buffer.from([data.length]), data])
    case 1:
      return Buffer.concat([Buffer.from('B'), u32(data.length), data])
    case 2:
      return Buffer.concat([Buffer.from([0x8e]), u64(BigInt(data.length)), data])
    default:
      return Buffer.concat([
        Buffer.from([0x96]),
        u64(random.chance(0.02) ? 2n ** 62n : BigInt(data.length)),
        data,
      ])
  }
}

/** Opcodes that must not run as long as readers take them for data. */
function payload(): Buffer {
  return Buffer.from('chidden\npayload\n(tR.', 'latin1')
}

function named(random: Random, state: State): Buffer {
  top(state).push('global')
  const [module, name] = [choose(random, NAMES), choose(random, NAMES)]
  if (random.chance(0.5)) return line('c', module, name)
  const parts = [module, name].map((n) =>
    Buffer.concat([Buffer.from([0x8c, Buffer.byteLength(n)]), Buffer.from(n)]),
  )
  return Buffer.concat([...parts, Buffer.from([0x93])])
}

function called(random: Random, state: State): Buffer {
  const parts: Buffer[] = []
  if (top(state).at(-1) !== 'global') parts.push(named(random, state))
  top(state).pop()
  switch (random.below(5)) {
    case 0:
      parts.push(Buffer.from(')R'))
      break
    case 1:
      parts.push(Buffer.from([0x29, 0x81]))
      break
    case 2:
      parts.push(Buffer.from([0x29, 0x7d, 0x92]))
      break
    case 3:
      parts.push(text(random, state), Buffer.from([0x85, 0x52]))
      top(state).pop()
      break
    default:
      return Buffer.concat([
        ...parts,
        Buffer.from('0('),
        line('i', choose(random, NAMES), choose(random, NAMES)),
      ])
  }
  top(state).push('object')
  return Buffer.concat(parts)
}

function extended(random: Random, state: State): Buffer {
  const code = random.below(4)
  top(state).push('global')
  if (random.chance(0.5)) return Buffer.from([0x82, code])
  const register = Buffer.concat([
    Buffer.from('ccopyreg\nadd_extension\n(X'),
    u32(2),
    Buffer.from('os'),
    Buffer.from('X'),
    u32(6),
    Buffer.from('system'),
    Buffer.from([0x4b, code, 0x74, 0x52, 0x30]),
  ])
  return Buffer.concat([
    register,
    random.pick([
      Buffer.from([0x82, code]),
      Buffer.from([0x83, code, 0]),
      Buffer.concat([Buffer.from([0x84]), u32(code)]),
    ]),
  ])
}

function memo(random: Random, state: State): Buffer {
  const storing = state.memo === 0 || random.chance(0.5)
  const index = random.chance(0.97) ? random.below(state.memo + (storing ? 1 : 0)) : random.below(300)
  if (storing) {
    if (top(state).length === 0) return text(random, state)
    state.memo = Math.max(state.memo, index + 1)
    return random.pick([
      Buffer.from(index === state.memo - 1 ? [0x94] : [0x71, index & 255]),
      Buffer.from([0x71, index & 255]),
      Buffer.concat([Buffer.from('r'), u32(random.chance(0.02) ? 2 ** 31 - 1 : index)]),
      line('p', choose(random, { usual: [String(index)], odd: [` ${index}`, `${index}_0`, '-1'] })),
    ])
  }
  top(state).push('any')
  return random.pick([
    Buffer.from([0x68, index & 255]),
    Buffer.concat([Buffer.from('j'), u32(index)]),
    line('g', choose(random, { usual: [String(index)], odd: [`0${index}`, `+${index}`] })),
  ])
}

function marked(random: Random, state: State): Buffer {
  if (state.stacks.length === 1 || random.chance(0.4)) {
    state.stacks.push([])
    return Buffer.from('(')
  }
  const count = state.stacks.pop()!.length
  const below = top(state)
  const close = random.pick(['t', 'l', 'd', 'e', 'u', '1', '\x90', '\x91', 'o'])
  if ('tld\x91o'.includes(close)) below.push(close === 't' ? 'tuple' : 'any')
  const filler = 'du'.includes(close) && count % 2 !== 0 ? 'N' : ''
  return Buffer.from(filler + close, 'latin1')
}

function combined(random: Random, state: State): Buffer {
  const stack = top(state)
  const choice = random.pick([
    'R',
    '\x81',
    '\x92',
    'b',
    'a',
    's',
    '\x85',
    '\x86',
    '\x87',
    '0',
    '2',
    'Q',
    '\x93',
    '\x98',
  ])
  const takes: Readonly<Record<string, number>> = {
    R: 2,
    '\x81': 2,
    '\x92': 3,
    b: 2,
    a: 2,
    s: 3,
    '\x85': 1,
    '\x86': 2,
    '\x87': 3,
    '0': 1,
    '2': 0,
    Q: 1,
    '\x93': 2,
    '\x98': 1,
  }
  if (stack.length < takes[choice]! && random.chance(0.95)) return named(random, state)
  stack.splice(Math.max(0, stack.length - takes[choice]!))
  if (choice !== '0') stack.push('any')
  if (choice === '2') stack.push('any')
  return Buffer.from(choice, 'latin1')
}

const STEPS: readonly Step[] = [
  text,
  text,
  number,
  blob,
  named,
  named,
  called,
  called,
  called,
  memo,
  memo,
  memo,
  marked,
  marked,
  combined,
  combined,
  combined,
  extended,
  push('none', Buffer.from('N')),
  push('bool', Buffer.from([0x88])),
  push('tuple', Buffer.from(')')),
  push('list', Buffer.from(']')),
  push('dict', Buffer.from('}')),
  push('set', Buffer.from([0x8f])),
  push('buffer', Buffer.from([0x97])),
  (random, state) => {
    top(state).push('object')
    return line('P', random.pick(['id', 'id', '', 'é']))
  },
  (random, state) => {
    top(state).push('float')
    return random.chance(0.5)
      ? line('F', choose(random, FLOATS))
      : Buffer.concat([Buffer.from('G'), random.bytes(8)])
  },
  (random) => Buffer.from([0x80, random.chance(0.97) ? random.below(6) : 6]),
]

/** A pickle that mostly runs, with frames that mostly fit. */
export function generate(random: Random): Buffer {
  const state: State = { stacks: [[]], memo: 0 }
  const steps = Array.from({ length: 2 + random.below(24) }, () => random.pick(STEPS)(random, state))
  const body: Buffer[] = []
  for (let i = 0; i < steps.length;) {
    const n = 1 + random.below(6)
    const part = Buffer.concat(steps.slice(i, i + n))
    if (random.chance(0.15)) {
      const off = random.chance(0.2) ? random.below(21) - 10 : 0
      body.push(Buffer.from([0x95]), u64(BigInt(Math.max(0, part.length + off))))
    }
    body.push(part)
    i += n
  }
  const end = state.stacks.length > 1 ? '1'.repeat(state.stacks.length - 1) : ''
  return Buffer.concat([
    random.chance(0.7) ? Buffer.from([0x80, random.below(6)]) : Buffer.alloc(0),
    ...body,
    Buffer.from(`${end}N.`),
  ])
}
