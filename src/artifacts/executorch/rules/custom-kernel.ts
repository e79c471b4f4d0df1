import type { Rule } from '../../../model/rule.ts'
import type { ExecutorchFacts } from '../facts.ts'

/** Namespaces of kernels that ExecuTorch ships. */
const SHIPPED =
  /^(?:aten|prim|executorch_prim|et_vk|dim_order_ops|quantized_decomposed|torchao|llama|cadence|cortex_m|tosa|backend|higher_order|)$/

export const customKernel: Rule<ExecutorchFacts> = {
  id: 'executorch-custom-kernel',
  title: 'Kernels that only a native extension provides',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The program calls kernels that ExecuTorch does not ship. Whoever runs it must link native code that provides ' +
    'them, and what it does cannot be seen here.',
  remedy: 'Link only kernels that you chose yourself, from a source that you trust.',
  references: ['CWE-829'],
  *check({ operators }, path) {
    const custom = operators.filter((name) => !SHIPPED.test(name.split('::')[0] ?? ''))
    const namespaces = new Set(custom.map((name) => name.split('::')[0] ?? ''))
    for (const namespace of [...namespaces].slice(0, 50)) {
      const example = custom.find((name) => name.startsWith(namespace)) ?? namespace
      yield {
        message: `needs native kernels that provide ${namespace.slice(0, 100)}: ${example.slice(0, 100)}`,
        at: { path },
        evidence: [{ at: { path }, says: `calls ${example.slice(0, 200)}` }],
        seen: namespace,
      }
    }
  },
}
