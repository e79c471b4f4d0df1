import type { Severity } from '../../../model/severity.ts'
import type { Rule } from '../../../model/rule.ts'
import type { KerasFacts, KerasReference } from '../facts.ts'

/** TensorFlow symbols that compute on tensors; `TFOpLambda` resolves any exported symbol. */
const COMPUTING =
  /^(?:__operators__\.\w+|(?:math|nn|linalg|image|signal|strings|bitwise|random|ragged|sparse|sets|quantization|audio|dtypes|initializers|debugging|io|experimental\.numpy|keras\.(?:backend|activations|losses|metrics|layers)|compat\.v1(?:\.(?:math|nn|image|linalg|strings|io|random))?|RaggedTensor|SparseTensor|Tensor|Variable)(?:\.\w+)*|_?[A-Za-z]\w*|tf\.(?:Tensor|RaggedTensor|SparseTensor)(?:\.\w+)?)$/
const ACTING =
  /(?:^|\.)(?:py_?func\w*|numpy_function|load_\w*library|saved_model|import_graph_def|read_file|write_file|write_graph|matching_files|gfile|TFRecord\w*|raw_ops\.\w*(?:File|PyFunc|Save|Restore|Dataset|Library)\w*|data\.\w+|train\.\w*(?:load|save|Checkpoint|restore)\w*|summary\.\w+|keras\.(?:utils|models|saving|callbacks)|eval|exec)(?:\.|$)/

export const fileAccess: Rule<KerasFacts> = {
  id: 'keras-file-access',
  title: 'A layer opens files, loads other models or takes arbitrary functions',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Some layers take paths: a vocabulary given as a path is read from the machine that loads the model (saved models ' +
    'hold the words themselves), `TFSMLayer` loads a SavedModel with whatever its graph does, `TorchModuleWrapper` ' +
    'unpickles its module, and layers for TensorFlow operations call any operation by name, file operations included.',
  remedy: 'Do not load it; ask the publisher why the model needs files or modules from outside.',
  references: ['CVE-2025-12058', 'CVE-2025-49655', 'CWE-73', 'CWE-502'],
  *check(facts, path) {
    for (const reference of facts.references) {
      const verdict = judge(reference)
      if (verdict === undefined) continue
      const at = { path }
      yield {
        message: verdict.says,
        severity: verdict.severity,
        at,
        evidence: [
          { at, says: `${reference.owner} at ${reference.where}`, excerpt: reference.value.slice(0, 200) },
        ],
        seen: `${reference.kind} ${reference.owner} ${reference.value.slice(0, 500)}`,
      }
    }
  },
}

function judge({ kind, owner, value }: KerasReference): { severity: Severity; says: string } | undefined {
  const shown = `'${value.slice(0, 120)}'`
  switch (kind) {
    case 'file':
      return {
        severity: 'high',
        says: `reads the file ${shown} of the loading machine into the vocabulary of ${owner}`,
      }
    case 'model':
      return owner === 'KerasLayer'
        ? { severity: 'low', says: `loads another model while it is built: ${shown}` }
        : { severity: 'high', says: `loads a TensorFlow program with TFSMLayer: ${shown}` }
    case 'pickle':
      return { severity: 'critical', says: 'unpickles a PyTorch module on load with TorchModuleWrapper' }
    case 'callable':
      return {
        severity: 'medium',
        says: `calls functions that the configuration names in ${owner}: ${shown}`,
      }
    case 'operation':
      if (ACTING.test(value))
        return { severity: 'high', says: `calls the TensorFlow function ${shown} on load` }
      return COMPUTING.test(value)
        ? undefined
        : {
            severity: 'medium',
            says: `calls a TensorFlow function that is not known to be harmless: ${shown}`,
          }
    default:
      return kind satisfies never
  }
}
