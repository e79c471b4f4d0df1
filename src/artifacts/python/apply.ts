import { canonical, capabilityOf } from './capabilities.ts'
import { decoded } from './decode.ts'
import { special } from './builtins.ts'
import { invoke, reach } from './invoke.ts'
import { excerpt, note, placeOf, type Arguments, type Machine } from './machine.ts'
import { constantBuiltin } from './methods.ts'
import type { Scope } from './scope.ts'
import { isKeyName, sourceOrigin } from './sources.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { FROM, originOf, unknown, type Origin, type Value } from './value.ts'

/** What calling a value comes to. */
export function apply(m: Machine, callee: Value, args: Arguments, node: SyntaxNode, scope: Scope): Value {
  handOn(m, callee, args, node, scope)
  switch (callee.kind) {
    case 'function':
      return invoke(m, callee.body, args, scope, undefined)
    case 'class': {
      const made: Value = { kind: 'instance', body: callee.body, from: originsOf(args) }
      const init = callee.body.members.get('__init__')
      if (init?.kind === 'function') invoke(m, init.body, args, scope, made)
      return made
    }
    case 'instance': {
      const call = callee.body.members.get('__call__')
      return call?.kind === 'function'
        ? invoke(m, call.body, args, scope, callee)
        : unknown(callee.from | originsOf(args))
    }
    case 'ref':
      if (callee.from & FROM.hiddenName)
        note(m, 'disguised-name', scope.source, node, 'calls a function by a decoded name')
      return applyRef(m, callee, withPartial(callee.partial, args), node, scope)
    default:
      return unknown(originOf(callee) | originsOf(args))
  }
}

function withPartial(partial: readonly Value[] | undefined, args: Arguments): Arguments {
  return partial ? { ...args, positional: [...partial, ...args.positional] } : args
}

function applyRef(
  m: Machine,
  callee: Value & { kind: 'ref' },
  args: Arguments,
  node: SyntaxNode,
  scope: Scope,
): Value {
  const name = resolved(m, canonical(callee.name))
  const given = originsOf(args)
  record(m, name, callee, args, node, scope)
  const folded =
    special(m, name, callee, args, node, scope) ??
    decoded(name, args.positional) ??
    constantBuiltin(name, args.positional)
  if (folded) return folded
  const variable = environmentOrigin(name, args)
  if (variable !== undefined) return unknown(variable | given)
  const from = (callee.from & ~NAMED) | given | sourceOrigin(name) | stolen(name, given | callee.from)
  return {
    kind: 'ref',
    name: canonical(`${name}()`),
    from,
    made: args.positional.slice(0, 4),
    ...keyOf(name, args),
  }
}

/** How a function was reached says nothing about what it gives. */
const NAMED = FROM.built | FROM.hiddenName

/** Names that arrived by `from x import *`. */
function resolved(m: Machine, name: string): string {
  if (m.wildcards.length === 0 || name.includes('.') || capabilityOf(name)) return name
  const module = m.wildcards.find((w) => capabilityOf(`${w}.${name}`) || sourceOrigin(`${w}.${name}`))
  return module ? `${module}.${name}` : name
}

const READERS =
  /^(?:open|sqlite3\.connect|pathlib\.Path\(\)\.(?:read_text|read_bytes|glob|rglob|iterdir)|glob\.i?glob|os\.(?:listdir|walk|scandir)|shutil\.(?:copy|copyfile|copy2|copytree|make_archive)|codecs\.open|zipfile\.ZipFile\(\)\.write|json\.load|subprocess\.\w+|os\.popen|os\.system|configparser\..*read)$/

function stolen(name: string, given: Origin): Origin {
  return given & FROM.secretPath && READERS.test(name) ? FROM.secret : 0
}

/** One variable is not the environment; its name says whether it is a key. */
function environmentOrigin(name: string, args: Arguments): Origin | undefined {
  if (!/^os\.(?:getenv|getenvb|environ\.(?:get|pop|setdefault|__getitem__))$/.test(name)) return undefined
  const [key] = args.positional
  return key?.kind === 'text' && isKeyName(key.text) ? FROM.token : 0
}

/** By what later calls know a file again: its constant path, else the expression. */
function keyOf(name: string, args: Arguments): { key?: string } {
  if (!/(?:^|\.)open$|pathlib\.Path$|NamedTemporaryFile$/.test(name)) return {}
  const [path] = args.positional
  if (path?.kind === 'text' && path.text) return { key: path.text }
  const written = args.written
    .replace(/^\(\s*/, '')
    .split(/[,)]/)[0]!
    .trim()
  return /^[\w.[\]'"()/ +]{1,120}$/.test(written) ? { key: written } : {}
}

function originsOf(args: Arguments): Origin {
  let from = 0
  for (const a of args.positional) from |= originOf(a)
  for (const a of args.named.values()) from |= originOf(a)
  return from
}

/** Every call of interest once: by place, name and constants. */
export function record(
  m: Machine,
  name: string,
  callee: Value,
  args: Arguments,
  node: SyntaxNode,
  scope: Scope,
): void {
  const does = capabilityOf(name)
  if (!does) return
  const { source, owner } = scope
  const place = placeOf(source, node)
  const reached = callee.from
  const from = originsOf(args) | reached
  const shown = args.positional
    .map((a) => (a.kind === 'text' || a.kind === 'bytes' ? a.text.slice(0, 200) : a.kind))
    .join(',')
  const id = `${place.start} ${owner.id} ${name} ${from} ${shown.slice(0, 400)}`
  if (m.calls.has(id) || m.calls.size > 20_000) return
  m.calls.set(id, {
    does,
    name,
    owner,
    place,
    code: excerpt(source, node),
    args,
    from,
    reached,
    made: callee.kind === 'ref' ? (callee.made ?? []) : [],
    dropped: namesDrop(m, args),
    unpacked: source.place !== undefined,
  })
}

function namesDrop(m: Machine, args: Arguments): boolean {
  if (m.drops.size > 200) return true
  for (const key of m.drops) {
    const at = args.written.indexOf(key)
    if (at >= 0 && !/\w/.test(args.written[at - 1] ?? '') && !/\w/.test(args.written[at + key.length] ?? ''))
      return true
    const texts = args.positional.flatMap((a) => (a.kind === 'list' ? [...a.items] : [a]))
    if (texts.some((t) => t.kind === 'text' && t.text.includes(key))) return true
    if (texts.some((t) => t.kind === 'ref' && t.key === key)) return true
  }
  return false
}

/** `pool.submit` of a pool that came from who knows where. */
function writtenName(node: SyntaxNode, scope: Scope): string {
  const callee = child(node, 'function')
  return callee ? scope.source.text.slice(Math.max(callee.start, callee.end - 60), callee.end) : ''
}

const CALLS_BACK =
  /(?:^|[._])(?:Thread|Process|Timer|submit|map|imap\w*|starmap\w*|apply\w*|register|run|run_until_complete|call_later|call_soon|create_task|ensure_future|gather|start_new_thread|run_in_executor|filter|reduce|signal|partial|schedule|enter|after|do|add_job)$/

/** A function given as an argument (`Thread(target=f)`, `map(exec, …)`) is taken to be called with the rest. */
function handOn(m: Machine, callee: Value, args: Arguments, node: SyntaxNode, scope: Scope): void {
  const all = [...args.positional, ...args.named.values()]
  if (!all.some((v) => v.kind === 'function' || v.kind === 'ref')) return
  const direct = callee.kind === 'ref' ? callee.name : writtenName(node, scope)
  for (const value of all) {
    if (value.kind === 'function' && (callee.kind !== 'ref' || CALLS_BACK.test(direct)))
      reach(m, value.body, scope)
    if (
      value.kind !== 'ref' ||
      value.name.endsWith('()') ||
      !capabilityOf(canonical(value.name)) ||
      /(?:^|\.)(?:getattr|hasattr|setattr|isinstance|type|id|print|repr|\w*(?:assert|raises|patch|mock|warns)\w*)$/i.test(
        direct,
      )
    )
      continue
    const rest = all
      .filter((v) => v !== value)
      .flatMap((v) => (v.kind === 'list' ? v.items.slice(0, 100) : [v]))
    record(
      m,
      canonical(value.name),
      value,
      { positional: rest, named: new Map(), written: args.written },
      node,
      scope,
    )
    if (canonical(value.name) === 'exec' || canonical(value.name) === 'eval')
      for (const text of rest)
        if (text.kind === 'text')
          m.apply(value, { positional: [text], named: new Map(), written: '' }, node, scope)
  }
}
