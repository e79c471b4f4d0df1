/** Attributes that lead from any Python object to its interpreter, beside all of the form `__x__`. */
const INTERNAL = new Set([
  'mro',
  'func_globals',
  'func_code',
  'func_closure',
  'im_func',
  'im_class',
  'im_self',
  'gi_frame',
  'gi_code',
  'gi_yieldfrom',
  'cr_frame',
  'cr_code',
  'ag_frame',
  'ag_code',
  'tb_frame',
  'f_back',
  'f_globals',
  'f_locals',
  'f_builtins',
  'f_code',
  'co_code',
  'co_consts',
])

export function isInternalName(name: string): boolean {
  return /^__\w+__$/.test(name) || INTERNAL.has(name)
}

/** Text with an internal name somewhere: format fields, dotted attribute paths. */
export function containsInternalName(text: string): boolean {
  return /__[a-z]\w*__/i.test(text) || text.split('.').some((part) => INTERNAL.has(part))
}

/** Functions and methods that run code, read files or import. No chat template calls anything by these names. */
export const DANGEROUS_CALLS: ReadonlySet<string> = new Set([
  'exec',
  'eval',
  'compile',
  'open',
  'popen',
  'Popen',
  'system',
  'spawn',
  'check_output',
  'check_call',
  'getoutput',
  'getstatusoutput',
  'import_module',
  'import_string',
  'load_module',
  'exec_module',
  'run_module',
  'getattr',
  'setattr',
  'delattr',
  'globals',
  'locals',
  'vars',
  'breakpoint',
  'input',
  'execfile',
  'file',
  'read_text',
  'write_text',
  'read_bytes',
  'write_bytes',
  'urlopen',
  'urlretrieve',
  'from_string',
  'get_template',
  'to_json_file',
])

/** Modules under the names by which templates reach them. */
export const MODULES: ReadonlySet<string> = new Set([
  'os',
  'sys',
  'subprocess',
  'builtins',
  'importlib',
  'socket',
  'shutil',
  'pathlib',
  'ctypes',
  'pickle',
  'commands',
  'pty',
])

/** Functions that Jinja and the loaders of chat templates provide. */
export const ENGINE_FUNCTIONS: ReadonlySet<string> = new Set([
  'range',
  'dict',
  'lipsum',
  'cycler',
  'joiner',
  'namespace',
  'raise_exception',
  'strftime_now',
  'caller',
  'super',
  'tojson',
  'gettext',
  'ngettext',
  '_',
])

/** Globals of web frameworks that render with Jinja, under names that mean nothing else. */
export const FRAMEWORK_OBJECTS: ReadonlySet<string> = new Set([
  'request',
  'url_for',
  'get_flashed_messages',
  'current_app',
  'self',
])

/** The same under names that a loader could give a value of its own, when these are asked of them. */
export function isFrameworkSetting(object: string, attribute: string): boolean {
  if (!/^(?:config|session|g|app|handler|settings)$/.test(object)) return false
  return /^(?:items|values|from_\w+|root_path|[A-Z][A-Z_]+)$/.test(attribute)
}

const DUNDERS =
  '__class__ __classcell__ __base__ __bases__ __mro__ __subclasses__ __init__ __globals__ __builtins__ __import__ ' +
  '__getitem__ __getattribute__ __dict__ __code__ __closure__ __module__ __self__ __func__ __call__ __loader__ __reduce__'

/** Half of the name of an internal: `__cla`, `ss__`. */
export function isNameFragment(text: string): boolean {
  if (!/^(?:__[a-z]{2,}|[a-z]{2,}__)$/i.test(text)) return false
  const lower = text.toLowerCase()
  return DUNDERS.split(' ').some((name) => name.startsWith(lower) || name.endsWith(lower))
}

/** Filters whose arguments name attributes. */
export const ATTRIBUTE_FILTERS: ReadonlySet<string> = new Set([
  'attr',
  'map',
  'selectattr',
  'rejectattr',
  'groupby',
  'sort',
  'unique',
  'sum',
  'min',
  'max',
  'join',
])
