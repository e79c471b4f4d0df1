import type { RuleExamples } from '../../../model/rule.ts'
import { scriptExample } from '../torch-example.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'nms.pt', bytes: scriptExample('def f(x):\n  return ops.torchvision.nms(x, x, 0.5)\n') },
    {
      path: 'class.pt',
      bytes: scriptExample('class M(Module):\n  p : __torch__.torch.classes.mine.Thing\n'),
    },
  ],
  good: [
    {
      path: 'plain.pt',
      bytes: scriptExample(
        'class M(Module):\n  p : __torch__.torch.classes.quantized.Conv2dPackedParamsBase\n' +
          '  def f(self, x):\n    ops.prim.RaiseException("x")\n    return torch.add(x, x)\n',
      ),
    },
  ],
}
