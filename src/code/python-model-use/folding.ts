import type { Evaluator } from './evaluate.ts'
import {
  choice,
  eachOf,
  assumed,
  joined,
  mapTexts,
  text,
  textsOf,
  UNKNOWN,
  type Call,
  type Value,
} from './value.ts'

/** Stands for the folder of the file itself in paths that are built from `__file__`. */
export const HERE = '\u0001here'

/** What a call comes to: texts that are put together, defaults of the environment, what functions of the file return. */
export function folded(call: Call, evaluator: Evaluator): Value {
  const { callee, name, scope } = call
  const argument = (i: number, keyword?: string): Value =>
    evaluator.valueOf((keyword && call.keywords.get(keyword)) || call.positional[i], scope)
  const self: Value = { kind: 'instance', call }
  if (callee.kind === 'function') {
    const value = evaluator.returned(callee.definition)
    return value.kind === 'unknown' ? self : value
  }
  if (callee.kind === 'member') return ofMember(call, callee.of, callee.name, argument, evaluator) ?? self
  if (callee.kind !== 'ref') return self
  if (ENVIRONMENT.test(name)) return assumed(argument(1, 'default'))
  switch (name) {
    case 'os.path.join':
    case 'posixpath.join':
      return call.positional.map((p) => evaluator.valueOf(p, scope)).reduce((a, b) => joined(a, b, '/'))
    case 'pathlib.Path':
    case 'pathlib.PurePath':
    case 'pathlib.PosixPath':
    case 'Path':
      return call.positional.length === 0
        ? UNKNOWN
        : call.positional.map((p) => pathOf(evaluator.valueOf(p, scope))).reduce((a, b) => joined(a, b, '/'))
    case 'os.path.dirname':
      return mapTexts(pathOf(argument(0)), (t) => t.replace(/\/?[^/]*$/, ''))
    case 'os.path.abspath':
    case 'os.path.realpath':
    case 'os.path.expanduser':
    case 'os.path.normpath':
    case 'os.fspath':
    case 'str':
      return argumentText(argument(0)) ?? self
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'sorted':
    case 'reversed':
    case 'tqdm':
    case 'tqdm.tqdm':
    case 'iter':
    case 'copy.copy':
    case 'copy.deepcopy':
    case 'typing.cast':
      return argument(name === 'typing.cast' ? 1 : 0)
    case 'itertools.chain':
      return listed(call.positional.flatMap((p) => itemsOf(evaluator.valueOf(p, scope))))
    case 'itertools.product':
    case 'product':
    case 'zip':
    case 'zip_longest':
      // Which go together does not matter for what there is.
      return listed([
        listed(call.positional.slice(0, 8).map((p) => choice(itemsOf(evaluator.valueOf(p, scope))))),
      ])
    case 'enumerate':
      return pairs(argument(0), (v, i) => [{ kind: 'plain', text: String(i) }, v])
    case 'dict':
      return {
        kind: 'dict',
        entries: new Map([...call.keywords].map(([k, v]) => [k, evaluator.valueOf(v, scope)])),
      }
    case 'getattr':
      return assumed(argument(2))
    default:
      break
  }
  // A choice on a page: whoever uses it picks one.
  if (/^(?:streamlit|st)\b.*\.(?:selectbox|radio|multiselect)$/.test(name)) {
    const offered = argument(1, 'options')
    return offered.kind === 'list' ? assumed(choice(offered.items)) : self
  }
  if (/^(?:streamlit|st)\b.*\.text_input$/.test(name)) return assumed(argument(1, 'value'))
  return self
}

const ENVIRONMENT =
  /^(?:os\.)?(?:getenv|environ\.get|environ\.setdefault|environ\.pop)$|^(?:decouple\.|starlette\.config\.)?config$|^env(?:\.str)?$/

function argumentText(value: Value): Value | undefined {
  const of = pathOf(value)
  const texts = textsOf(of)
  return texts.length > 0 ? choice(texts) : undefined
}

function pathOf(value: Value): Value {
  return value.kind === 'ref' && value.name === '__file__' ? text(`${HERE}/-`) : value
}

function listed(items: readonly Value[]): Value {
  return { kind: 'list', items }
}

function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items.slice(0, 200)
  return value.kind === 'dict' ? [...value.entries.keys()].slice(0, 200).map((k) => text(k)) : []
}

function pairs(value: Value, pair: (value: Value, i: number) => Value[]): Value {
  if (value.kind !== 'list') return UNKNOWN
  return { kind: 'list', items: value.items.map((v, i) => ({ kind: 'list', items: pair(v, i) })) }
}

function ofMember(
  call: Call,
  of: Value,
  method: string,
  argument: (i: number, keyword?: string) => Value,
  evaluator: Evaluator,
): Value | undefined {
  const dicts = eachOf(of).filter((v) => v.kind === 'dict')
  if (dicts.length > 0) return ofDicts(dicts, method, argument)
  if (of.kind === 'instance' && method.startsWith('parse_args_into_dataclasses'))
    return parsedInto(of.call, evaluator)
  if (
    of.kind === 'instance' &&
    /^(?:parse_args_and_config|parse_json_file|parse_dict|parse_yaml_file)$/.test(method)
  )
    return parsedInto(of.call, evaluator)
  const texts = textsOf(of)
  if (texts.length === 0) return undefined
  switch (method) {
    case 'strip':
    case 'rstrip':
    case 'lstrip':
      return call.positional.length === 0 ? mapTexts(of, (t) => t.trim()) : undefined
    case 'lower':
      return mapTexts(of, (t) => t.toLowerCase())
    case 'resolve':
    case 'absolute':
    case 'expanduser':
    case 'as_posix':
      return of
    case 'joinpath':
      return joined(of, argument(0), '/')
    case 'format':
      return formatted(of, call, argument)
    case 'join': {
      const parts = argument(0)
      return parts.kind === 'list' && parts.items.length > 0
        ? parts.items.reduce((a, b) => joined(joined(a, of), b))
        : undefined
    }
    default:
      return undefined
  }
}

function ofDicts(
  dicts: readonly Extract<Value, { kind: 'dict' }>[],
  method: string,
  argument: (i: number, keyword?: string) => Value,
): Value | undefined {
  const entries = dicts.flatMap((d) => [...d.entries])
  const key = (k: string): Value => (k.startsWith('\0') ? UNKNOWN : text(k))
  switch (method) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const keys = textsOf(argument(0))
      const values = keys.length > 0 ? entries.filter(([k]) => keys.some((t) => t.text === k)) : entries
      const found = values.map(([, v]) => (keys.length > 0 ? v : assumed(v)))
      return choice([...found, ...(keys.length > 0 && found.length > 0 ? [] : [assumed(argument(1))])])
    }
    case 'items':
      return { kind: 'list', items: entries.map(([k, v]) => ({ kind: 'list', items: [key(k), v] })) }
    case 'values':
      return { kind: 'list', items: entries.map(([, v]) => v) }
    case 'keys':
      return { kind: 'list', items: entries.map(([k]) => key(k)) }
    case 'copy':
      return dicts[0]
    default:
      return undefined
  }
}

/** `HfArgumentParser((ModelArguments, DataArguments))` gives one object of each class. */
function parsedInto(parser: Call, evaluator: Evaluator): Value | undefined {
  const given = parser.keywords.get('dataclass_types') ?? parser.positional[0]
  const classes = evaluator.valueOf(given, parser.scope)
  if (classes.kind === 'class') return { kind: 'list', items: [classes] }
  return classes.kind === 'list' ? classes : undefined
}

/** `"{}/{}".format(a, b)` with plain fields. */
function formatted(of: Value, call: Call, argument: (i: number, keyword?: string) => Value): Value {
  let result: Value = text('')
  const [template] = textsOf(of)
  if (!template || template.text.length > 2000) return UNKNOWN
  let next = 0
  for (const part of template.text.split(/(\{\w*\})/)) {
    const field = /^\{(\w*)\}$/.exec(part)
    if (!field) {
      result = joined(result, text(part))
      continue
    }
    const name = field[1]!
    const value =
      name === ''
        ? argument(next++)
        : /^\d+$/.test(name)
          ? argument(Number(name))
          : argument(call.positional.length, name)
    result = joined(result, value.kind === 'plain' ? text(value.text) : value)
  }
  return result
}
