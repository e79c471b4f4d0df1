import type { Rule } from '../../../model/rule.ts'
import type { SkopsFacts, SkopsNode } from '../facts.ts'

export const contradiction: Rule<SkopsFacts> = {
  id: 'skops-contradiction',
  title: 'A node says one thing and loads another',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Older versions of skops check the type that a node declares and then import what its content names. A node in ' +
    'which the two differ shows the person who audits it a harmless type and loads something else. skops never writes one.',
  remedy: 'Do not load it.',
  references: ['CVE-2025-54412', 'CVE-2025-54413', 'CWE-345'],
  *check(facts, path) {
    for (const node of facts.nodes) {
      const says = contradicts(node)
      if (says === undefined) continue
      const at = { path }
      yield {
        message: `hides what it loads: ${says}`,
        at,
        evidence: [{ at, says: `${node.loader} at ${node.where || 'the top'}` }],
        seen: says,
      }
    }
  },
}

function contradicts({ loader, declared, reached }: SkopsNode): string | undefined {
  const declaredModule = moduleOf(declared)
  const says = `declares ${declared.slice(0, 80)}, loads ${reached.slice(0, 80)}`
  switch (loader) {
    case 'OperatorFuncNode':
      return /^_?operator$/.test(declaredModule) ? undefined : says
    case 'FunctionNode':
      return declaredModule === moduleOf(reached) || declaredModule === 'builtins' ? undefined : says
    case 'TypeNode':
      return declared === 'builtins.type' || /Meta$|type$/i.test(declared) ? undefined : says
    case 'MethodNode':
      return root(declared) === root(reached) || declaredModule === 'builtins' || declaredModule === 'types'
        ? undefined
        : says
    case 'PartialNode':
      return declared === 'functools.partial' ? undefined : says
    default:
      return undefined
  }
}

function moduleOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')))
}

function root(name: string): string {
  return name.split('.', 1)[0]!
}
