import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(flavor: string): Example {
  const text = `artifact_path: model\nflavors:\n  python_function:\n${flavor}\nmlflow_version: 2.19.0\n`
  return { path: 'MLmodel', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('    loader_module: evil_loader\n    data: data'),
    file('    code: code\n    loader_module: my_loader'),
    file('    "loader_module": "os"\n    code: code'),
    file('    loader_module: mlflow.pyfunc.model\n    python_model: python_model.pkl'),
  ],
  good: [
    file(
      '    env: conda.yaml\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n    python_version: 3.11.9',
    ),
  ],
}
