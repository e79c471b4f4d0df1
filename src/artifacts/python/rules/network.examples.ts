import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import urllib.request\nurllib.request.urlopen("https://host.example")', '__init__.py'),
    py(
      'import requests\nfrom transformers import PretrainedConfig\nrequests.get("https://host.example/count")\nclass C(PretrainedConfig):\n    pass',
    ),
    py('import requests\nrequests.get("http://203.0.113.5/x")', 'helper.py'),
    py(
      'from setuptools.command.install import install\nimport requests\nclass I(install):\n    def run(self):\n        requests.get("https://host.example/count")',
      'setup.py',
    ),
  ],
  good: [
    py('import requests\ndef fetch(u):\n    return requests.get(u)'),
    py('from transformers import AutoModel'),
  ],
}
