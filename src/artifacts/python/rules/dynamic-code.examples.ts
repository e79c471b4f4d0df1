import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('def f(c):\n    exec(c)'),
    py('import torch\ndef f(p):\n    return torch.load(p, weights_only=False)'),
    py('import yaml\ndef f(s):\n    return yaml.load(s)'),
  ],
  good: [
    py('import torch\ndef f(p):\n    return torch.load(p, weights_only=True)'),
    py('import yaml\ndef f(s):\n    return yaml.load(s, Loader=yaml.SafeLoader)'),
    py('model.eval()'),
  ],
}
