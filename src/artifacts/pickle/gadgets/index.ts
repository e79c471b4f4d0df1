import type { Gadget } from '../contract.ts'
import { callGadgets } from './call.ts'
import { embeddedGadgets } from './embedded.ts'
import { evaluateGadgets } from './evaluate.ts'
import { carriers, families, wrappers } from './families.ts'
import { fileGadgets } from './file.ts'
import { gadgetsOf } from './group.ts'
import { importsGadgets } from './imports.ts'
import { installGadgets } from './install.ts'
import { nativeGadgets } from './native.ts'
import { nestedGadgets } from './nested.ts'
import { networkGadgets } from './network.ts'
import { processGadgets } from './process.ts'
import { reachGadgets } from './reach.ts'
import { sourceGadgets } from './source.ts'

/**
 * `executes`: what it is given decides what code runs.
 * `embedded`: it rebuilds functions that travel in the file.
 * `capability`: it reaches files, the network or native memory.
 */
type Danger = 'executes' | 'embedded' | 'capability'

export interface KnownGadget extends Gadget {
  readonly danger: Danger
}

const exact = new Map<string, KnownGadget>()
const lists: readonly (readonly [Danger, readonly Gadget[]])[] = [
  [
    'executes',
    gadgetsOf([
      ...processGadgets,
      ...evaluateGadgets,
      ...sourceGadgets,
      ...importsGadgets,
      ...installGadgets,
    ]),
  ],
  ['executes', gadgetsOf([...reachGadgets, ...callGadgets, ...nestedGadgets])],
  ['embedded', gadgetsOf(embeddedGadgets)],
  ['capability', gadgetsOf([...nativeGadgets, ...fileGadgets, ...networkGadgets])],
]
for (const [danger, gadgets] of lists)
  for (const gadget of gadgets) exact.set(`${gadget.module}.${gadget.name}`, { ...gadget, danger })
for (const [paths, does] of [
  [wrappers, 'loads a pickle kept in its state'],
  [carriers, 'executes source kept in its state'],
] as const)
  for (const path of paths.trim().split(/\s+/)) {
    const dot = path.lastIndexOf('.')
    const [module, name] = [path.slice(0, dot), path.slice(dot + 1)]
    exact.set(path, { module, name, does, source: 'the code of the library', danger: 'executes' })
  }

export const gadgets: readonly KnownGadget[] = [...exact.values()]

const wild = new Map<string, KnownGadget>(
  families.flatMap(({ does, executes, modules }) =>
    modules
      .trim()
      .split(/\s+/)
      .map((module): [string, KnownGadget] => [
        module,
        {
          module: `${module}.*`,
          name: '*',
          does,
          source: 'well-known',
          danger: executes ? 'executes' : 'capability',
        },
      ]),
  ),
)

/** Modules that, met as an attribute of another module, are the real thing: `numpy` + `os.system`. */
const REEXPORTED: ReadonlySet<string> = new Set(
  `os posix nt subprocess sys builtins __builtin__ importlib pty ctypes socket runpy code shutil pickle marshal types
   inspect pdb timeit operator functools tempfile urllib requests multiprocessing threading webbrowser gc platform
   sysconfig codecs io pathlib warnings ast imp pkgutil`.split(/\s+/),
)

/** Attributes that lead from any object to the interpreter. */
const INTERNAL =
  /^(?:__(?:globals|builtins|class|bases|base|mro|subclasses|code|closure|func|self|dict|getattribute|getattr|import|loader|spec|reduce|reduce_ex|init_subclass|call|wrapped|kwdefaults|defaults)__|f_globals|f_builtins|f_locals|gi_frame|func_globals|func_code|modules|mro)$/

/** Finds a name on the list: exactly, by its family, or through the modules that a dotted name passes. */
export function gadgetOf(module: string, name: string): KnownGadget | undefined {
  return (
    exact.get(`${module}.${name}`) ??
    (name.includes('.') ? throughDots(module, name) : undefined) ??
    familyOf(module) ??
    vendored(module, name)
  )
}

function familyOf(module: string): KnownGadget | undefined {
  for (let end = module.length; end > 0; end = module.lastIndexOf('.', end - 1)) {
    const found = wild.get(module.slice(0, end))
    if (found !== undefined) return found
    if (!module.slice(0, end).includes('.')) return undefined
  }
  return undefined
}

function throughDots(module: string, name: string): KnownGadget | undefined {
  const segments = name.split('.')
  for (const [i, raw] of segments.entries()) {
    if (INTERNAL.test(raw)) return reached(module, name, `reaches ${raw} through ${module}`)
    const segment = raw.replace(/^_+/, '')
    if (!REEXPORTED.has(segment) && !REEXPORTED.has(raw)) continue
    const rest = segments.slice(i + 1).join('.')
    const known = exact.get(`${segment}.${rest}`) ?? exact.get(`${raw}.${rest}`)
    return reached(module, name, known?.does ?? `reaches ${raw} through ${module}`)
  }
  for (let i = 1; i < segments.length; i++) {
    const known = exact.get(`${segments.slice(0, i).join('.')}.${segments.slice(i).join('.')}`)
    if (known !== undefined) return reached(module, name, known.does)
  }
  return undefined
}

/** A copy inside another package: `vendor.subprocess` + `Popen`. */
function vendored(module: string, name: string): KnownGadget | undefined {
  const segment = module.slice(module.lastIndexOf('.') + 1).replace(/^_+/, '')
  if (segment === module || !REEXPORTED.has(segment)) return undefined
  const known = exact.get(`${segment}.${name}`)
  return known === undefined || known.danger === 'embedded' ? undefined : reached(module, name, known.does)
}

function reached(module: string, name: string, does: string): KnownGadget {
  return { module, name, does: clip(does), source: 'dotted name', danger: 'executes' }
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
