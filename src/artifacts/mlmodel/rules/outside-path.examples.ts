import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(flavor: string): Example {
  const text = `flavors:\n  python_function:\n    loader_module: mlflow.pyfunc.model\n${flavor}\nmlflow_version: 2.19.0\n`
  return { path: 'MLmodel', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('    python_model: ../../shared/model.pkl'),
    file('    data: /tmp/x'),
    file('    code: https://host.example/code'),
  ],
  good: [
    file('    python_model: python_model.pkl\n    code: code\n    model_code_path: /home/someone/model.py'),
  ],
}
