import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { addBinding, type Binding, type ClassDefinition, type Scope, type Stretch } from './scope.ts'

interface Where {
  readonly scope: Scope
  readonly within: Stretch
  readonly inClass: ClassDefinition | undefined
  /** Nobody outside of the block sees the name. */
  readonly inside?: boolean
}

/** Binds a target of an assignment, a loop or a `with`: names, tuples of them, attributes of `self`. */
export function bindTarget(
  target: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  kind: 'value' | 'element',
  from: number,
  where: Where,
  text: string,
  path: readonly number[] = [],
): void {
  if (!target || !value || path.length > 4) return
  const { scope, within, inClass, inside = false } = where
  const binding = { origin: { kind, node: value, path }, from, within, scope, inside } as const
  switch (target.type) {
    case 'identifier':
      addBinding(scope, text.slice(target.start, target.end), binding)
      return
    case 'attribute': {
      const [object, attribute] = [child(target, 'object'), child(target, 'attribute')]
      if (!inClass || object?.type !== 'identifier' || !attribute) return
      if (!/^(?:self|cls)$/.test(text.slice(object.start, object.end))) return
      const name = text.slice(attribute.start, attribute.end)
      const known = inClass.attributes.get(name)
      if (known) known.push(binding)
      else inClass.attributes.set(name, [binding])
      return
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      for (const [i, inner] of target.children.entries())
        bindTarget(inner, value, kind, from, where, text, [...path, i])
      return
    default:
  }
}

/** `import a.b as c`, `from a import b as c`. Names of the package itself begin with a dot. */
export function bindImport(
  node: SyntaxNode,
  scope: Scope,
  within: Stretch,
  program: { readonly text: string; readonly imports: Set<string> },
): void {
  const word = (n: SyntaxNode): string => program.text.slice(n.start, n.end).replaceAll(/\s/g, '')
  const bind = (name: string, full: string): void => {
    const origin: Binding['origin'] = { kind: 'import', name: full }
    addBinding(scope, name, { origin, from: node.start, within, scope })
  }
  const moduleNode = child(node, 'module_name')
  const module = moduleNode ? word(moduleNode) : undefined
  if (module !== undefined) program.imports.add(module)
  const prefix = module === undefined ? '' : module.endsWith('.') ? module : `${module}.`
  for (const name of node.children) {
    if (name === moduleNode) continue
    const alias = name.type === 'aliased_import' ? child(name, 'alias') : undefined
    const source = name.type === 'aliased_import' ? child(name, 'name') : name
    if (source?.type !== 'dotted_name') continue
    const full = prefix + word(source)
    if (module === undefined) program.imports.add(full)
    if (alias) bind(word(alias), full)
    else if (module === undefined) bind(full.split('.', 1)[0]!, full.split('.', 1)[0]!)
    else bind(word(source), full)
  }
}
