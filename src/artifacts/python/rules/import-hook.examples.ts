import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py(
      'import sys\nclass H:\n    def find_spec(self, n, p, t=None):\n        return None\nsys.meta_path.insert(0, H())',
    ),
    py('import builtins\no = builtins.__import__\ndef i(*a):\n    return o(*a)\nbuiltins.__import__ = i'),
  ],
  good: [
    py('import sys\nsys.path.insert(0, ".")'),
    py('import importlib\nm = importlib.import_module("json")'),
  ],
}
