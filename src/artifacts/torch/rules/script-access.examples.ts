import type { RuleExamples } from '../../../model/rule.ts'
import { scriptExample } from '../torch-example.ts'

const forward = (body: string): string =>
  `class M(Module):\n  training : bool\n  def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n${body}    return x\n`

export const examples: RuleExamples = {
  bad: [
    { path: 'save.pt', bytes: scriptExample(forward('    torch.save(x, "/tmp/x")\n')) },
    {
      path: 'map.pt',
      bytes: scriptExample(forward('    y = ops.aten.from_file("/etc/passwd", False, 10)\n')),
    },
    {
      path: 'alias.pt',
      bytes: scriptExample(forward('    t = torch\n    u = t\n    u.save(x, "/tmp/x")\n')),
    },
    { path: 'attribute.pt', bytes: scriptExample(forward('    getattr((torch), "save")(x, "/tmp/x")\n')) },
    { path: 'spread.pt', bytes: scriptExample(forward('    torch . \\\n      save(x, "/tmp/x")\n')) },
    { path: 'library.pt', bytes: scriptExample(forward('    torch.ops.load_library("x.so")\n')) },
    {
      path: 'lite.ptl',
      bytes: scriptExample(forward(''), [{ name: 'archive/bytecode.pkl', data: '(X\n\0\0\0aten::savet.' }]),
    },
  ],
  good: [
    {
      path: 'plain.pt',
      bytes: scriptExample(
        forward(
          '    print("torch.save(x)")  # torch.save(x)\n    y = torch.relu(x)\n    _0 = (self).save(y, "torch.save")\n' +
            '    torch_save = 1\n    z = self.torch.save(y)\n',
        ),
      ),
    },
  ],
}
