import { canonical } from './capabilities.ts'
import { constantText, HOLE } from './fold.ts'
import { placeOf, type Arguments, type Machine } from './machine.ts'
import { attributeOf } from './reach.ts'
import { lookUp, type Scope } from './scope.ts'
import { textOrigin } from './sources.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import { FROM, originOf, tainted, unknown, UNKNOWN, type Value } from './value.ts'
import { elements } from './comprehensions.ts'

const MAX_NESTED = 6
/** Texts that one source may execute and have followed. */
export const MAX_UNPACKED = 300

type Special = (
  m: Machine,
  args: Arguments,
  node: SyntaxNode,
  scope: Scope,
  callee: Value & { kind: 'ref' },
) => Value | undefined

/** Calls that change what names mean, or that run text. */
const SPECIAL: Readonly<Record<string, Special>> = {
  exec: run,
  eval: run,
  compile: (_m, args) => compiled(args),
  'timeit.timeit': runAll,
  'timeit.repeat': runAll,
  'timeit.Timer': runAll,
  'cProfile.run': runAll,
  'profile.run': runAll,
  'pdb.run': runAll,
  getattr: (_m, args) => reachedByName(args),
  setattr: (_m, args) => attributeSet(args),
  'os.path.join': (_m, args) => joinedPath(args),
  'os.path.expanduser': (_m, args) => sameText(args),
  'os.path.abspath': (_m, args) => sameText(args),
  'os.path.expandvars': (_m, args) => sameText(args),
  __import__: (m, args) => imported(m, args),
  'importlib.import_module': (m, args) => imported(m, args),
  'imp.load_module': (m, args) => imported(m, args),
  'pydoc.locate': (m, args) => imported(m, args),
  'pkgutil.resolve_name': (m, args) => imported(m, args),
  globals: () => ({ kind: 'ref', name: 'globals()', from: 0 }),
  locals: () => ({ kind: 'ref', name: 'globals()', from: 0 }),
  vars: (_m, args) => args.positional[0] ?? { kind: 'ref', name: 'globals()', from: 0 },
  'globals().get': (_m, args, _node, scope) => fromNamespace(args, scope),
  '__builtins__.get': (_m, args, _node, scope) => fromNamespace(args, scope),
  __builtins__: () => ({ kind: 'ref', name: '__builtins__', from: FROM.built }),
  'sys.modules.get': (_m, args) => {
    const [name] = args.positional
    return name?.kind === 'text' ? { kind: 'ref', name: name.text, from: FROM.built } : undefined
  },
  'functools.partial': (_m, args) => {
    const [callee, ...rest] = args.positional
    return callee?.kind === 'ref' ? { ...callee, partial: rest } : (callee ?? UNKNOWN)
  },
  'operator.attrgetter': (_m, args) => ({
    kind: 'ref',
    name: 'operator.attrgetter()',
    from: 0,
    made: args.positional,
  }),
  'operator.methodcaller': (_m, args) => ({
    kind: 'ref',
    name: 'operator.methodcaller()',
    from: 0,
    made: args.positional,
  }),
  'operator.attrgetter()': (_m, args, _node, _scope, callee) => {
    const [object] = args.positional
    const name = callee.made?.[0] && constantText(callee.made[0])
    return object && name ? tainted(name.split('.').reduce(attributeOf, object), FROM.built) : undefined
  },
  'operator.methodcaller()': (m, args, node, scope, callee) => {
    const [object] = args.positional
    const [method, ...rest] = callee.made ?? []
    const name = method && constantText(method)
    if (!object || !name) return undefined
    const reached = tainted(attributeOf(object, name), FROM.built)
    return m.apply(reached, { positional: rest, named: new Map(), written: args.written }, node, scope)
  },
  map: (m, args, node, scope) => mapped(m, args, node, scope),
  dict: (_m, args) => dictionary(args),
  'types.FunctionType': (_m, args) => ({
    kind: 'ref',
    name: 'types.FunctionType()',
    from: args.positional[0] ? originOf(args.positional[0]) : 0,
  }),
  'open().write': dropping,
  'open().writelines': dropping,
  'pathlib.Path().write_bytes': dropping,
  'pathlib.Path().write_text': dropping,
  'tempfile.NamedTemporaryFile().write': dropping,
  'urllib.request.urlretrieve': retrieving,
  'urllib.urlretrieve': retrieving,
  'wget.download': retrieving,
  'shutil.copyfileobj': (m, args) => {
    const [from, to] = args.positional
    if (from && to?.kind === 'ref' && to.key && originOf(from) & FROM.network) m.drops.add(to.key)
    return undefined
  },
  open: (m, args) => opened(m, args),
}

export function special(
  m: Machine,
  name: string,
  callee: Value & { kind: 'ref' },
  args: Arguments,
  node: SyntaxNode,
  scope: Scope,
): Value | undefined {
  return Object.hasOwn(SPECIAL, name) ? SPECIAL[name]!(m, args, node, scope, callee) : undefined
}

/** Text that is executed is read like the file itself, in the scope that executes it. */
function run(m: Machine, args: Arguments, node: SyntaxNode, scope: Scope): Value | undefined {
  const [code] = args.positional
  if (!code || (code.kind !== 'text' && code.kind !== 'bytes'))
    return code ? unknown(originOf(code)) : undefined
  if (m.nested >= MAX_NESTED || ++m.unpacked > MAX_UNPACKED || code.text.length > 512 * 1024)
    return unknown(originOf(code))
  const text = code.kind === 'bytes' ? Buffer.from(code.text, 'latin1').toString('utf8') : code.text
  const tree = m.parse(text.trim())
  if (!tree) return unknown(originOf(code))
  m.nested++
  try {
    const inner: Scope = { ...scope, source: { text: text.trim(), place: placeOf(scope.source, node) } }
    const [only] = tree.children
    if (tree.children.length === 1 && only?.type === 'expression_statement' && only.children.length === 1)
      return m.evaluate(only.children[0]!, inner)
    m.execute(tree, inner)
  } finally {
    m.nested--
  }
  return unknown(originOf(code))
}

/** Tools that take statements as text: what they measure, they run. */
function runAll(m: Machine, args: Arguments, node: SyntaxNode, scope: Scope): Value | undefined {
  for (const value of [...args.positional, ...args.named.values()])
    if (value.kind === 'text') run(m, { ...args, positional: [value] }, node, scope)
  return undefined
}

function compiled(args: Arguments): Value | undefined {
  const [code] = args.positional
  if (!code) return undefined
  return code.kind === 'text' || code.kind === 'bytes' ? code : unknown(originOf(code))
}

function reachedByName(args: Arguments): Value | undefined {
  const [object, name, fallback] = args.positional
  if (!object) return undefined
  const text = name && constantText(name)
  if (text === undefined) return unknown(originOf(object) | (name ? originOf(name) : 0))
  const reached = attributeOf(object, text)
  return reached.kind === 'unknown' && fallback
    ? unknown(originOf(object))
    : tainted(reached, name && originOf(name) & FROM.decoded ? FROM.built | FROM.hiddenName : FROM.built)
}

function imported(m: Machine, args: Arguments): Value {
  const [name] = args.positional
  const text = name && constantText(name)
  if (text === undefined) return unknown((name ? originOf(name) : 0) | FROM.built)
  m.imports.add(text)
  // `__import__('os.path')` gives `os`; taking the whole name loses nothing that matters here.
  return { kind: 'ref', name: text, from: FROM.built }
}

function dictionary(args: Arguments): Value | undefined {
  const [other] = args.positional
  if (other) return unknown(originOf(other))
  return args.named.size > 0 ? { kind: 'dict', entries: args.named, from: 0 } : undefined
}

function attributeSet(args: Arguments): Value {
  const [object, name, value] = args.positional
  const text = name && constantText(name)
  if (text !== undefined && value && (object?.kind === 'class' || object?.kind === 'instance'))
    (object.kind === 'class' ? object.body.members : object.body.fields).set(text, value)
  return UNKNOWN
}

/** What a path says matters even where its beginning is not known: `~/.ssh/id_rsa`. */
function joinedPath(args: Arguments): Value {
  let from = 0
  const parts = args.positional.map((part) => {
    const text = constantText(part)
    from |= originOf(part) | (text === undefined ? FROM.partial : 0)
    return text ?? HOLE
  })
  const path = parts.join('/').slice(0, 4096)
  return { kind: 'text', text: path, from: from | textOrigin(path) }
}

function sameText(args: Arguments): Value | undefined {
  const [path] = args.positional
  return path?.kind === 'text' ? path : undefined
}

function fromNamespace(args: Arguments, scope: Scope): Value | undefined {
  const [name] = args.positional
  const text = name && constantText(name)
  if (text === undefined) return unknown(FROM.built)
  return lookUp(scope, text) ?? { kind: 'ref', name: canonical(text), from: FROM.built }
}

function mapped(m: Machine, args: Arguments, node: SyntaxNode, scope: Scope): Value | undefined {
  const [callee, over] = args.positional
  const items = over && elements(over)
  if (!callee || !over) return undefined
  const one = (value: Value): Value =>
    m.apply(callee, { positional: [value], named: new Map(), written: '' }, node, scope)
  if (!items || items.length > 20_000) return unknown(originOf(one(unknown(originOf(over)))) | originOf(over))
  const out: Value[] = []
  for (const item of items) {
    if (!m.step()) break
    out.push(one(item))
  }
  return { kind: 'list', items: out, from: out.reduce((from, v) => from | v.from, 0) }
}

const ARRIVED = FROM.network | FROM.decoded | FROM.decrypted

function dropping(
  m: Machine,
  args: Arguments,
  _node: SyntaxNode,
  _scope: Scope,
  callee: Value & { kind: 'ref' },
): Value | undefined {
  const [data] = args.positional
  if (!data || !(originOf(data) & ARRIVED)) return undefined
  if (callee.key) m.drops.add(callee.key)
  return undefined
}

function retrieving(m: Machine, args: Arguments): Value | undefined {
  const path = args.positional[1] ?? args.named.get('filename') ?? args.named.get('out')
  if (path?.kind === 'text') m.drops.add(path.text)
  else {
    const written = args.written
      .split(',')[1]
      ?.replace(/^\s*(?:filename|out)\s*=/, '')
      .replace(/\)\s*$/, '')
      .trim()
    if (written && /^[\w.[\]'"]{1,80}$/.test(written)) m.drops.add(written)
  }
  return undefined
}

function opened(m: Machine, args: Arguments): Value | undefined {
  const [path] = args.positional
  const key =
    path?.kind === 'text'
      ? path.text
      : args.written
          .replace(/^\(\s*/, '')
          .split(/[,)]/)[0]!
          .trim()
  if (!key || !m.drops.has(key)) return undefined
  return { kind: 'ref', name: 'open()', from: FROM.network, key }
}
