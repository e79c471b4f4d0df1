import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { LoaderReference, MlmodelFacts } from '../facts.ts'

export const loader: Rule<MlmodelFacts> = {
  id: 'mlmodel-loader',
  title: 'MLflow model names the code that loads it',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    '`mlflow.pyfunc.load_model` imports the `loader_module` of the file and calls it, without asking. MLflow’s own flavours name modules of ' +
    'MLflow; anything else is code of the model’s author: a module of its `code` folder (medium: that folder is reviewed on its own) ' +
    'or whatever Python finds under that name (high). A `python_model` is a pickle and is reviewed as one.',
  remedy: 'Read the named module before loading; load with a built-in flavour where there is one.',
  references: ['CWE-470', 'CWE-829'],
  *check(facts, path) {
    for (const reference of facts.references) {
      const severity = severityOf(reference, facts)
      if (!severity) continue
      const { key, value, flavor, line } = reference
      const at = { path, range: lineRange(line) }
      yield {
        message: `${VERB[key]} on load: ${value.slice(0, 150)} (${key})`,
        at,
        evidence: [{ at, says: `flavor ${flavor.slice(0, 60)} names ${value.slice(0, 150)}` }],
        seen: `${key} ${value}`,
        severity,
      }
    }
  },
}

const VERB: Readonly<Record<LoaderReference['key'], string>> = {
  loader_module: 'imports and calls a loader',
  code: 'puts a folder of code on Python’s path',
  python_model: 'unpickles a Python object',
  model_code_path: 'runs a script',
  data: 'reads',
  env: 'reads',
  artifact: 'reads',
}

function severityOf({ key, value }: LoaderReference, facts: MlmodelFacts): Severity | undefined {
  if (key === 'loader_module') {
    if (/^mlflow(?:\.[A-Za-z_]\w*)+$/.test(value)) return undefined
    return facts.hasCode && /^[A-Za-z_][\w.]*$/.test(value) && !STANDARD.test(value) ? 'medium' : 'high'
  }
  return key === 'code' || key === 'python_model' || key === 'model_code_path' ? 'low' : undefined
}

const STANDARD =
  /^(?:os|posix|nt|subprocess|sys|builtins|runpy|pty|shutil|socket|ctypes|importlib|code|pdb|pip|webbrowser|timeit)(?:\.|$)/
