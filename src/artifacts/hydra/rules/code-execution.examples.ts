import type { Example, RuleExamples } from '../../../model/rule.ts'

export function yaml(text: string): Example {
  return { path: 'model_config.yaml', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    yaml("target:\n  _target_: os.system\n  _args_: ['echo hi']\n"),
    yaml('encoder:\n  _target_: subprocess.Popen\n  args: [echo]\n'),
    yaml('model:\n  target: builtins.exec\n  params:\n    source: print()\n'),
    yaml('trainer:\n  class_path: torch.hub.load\n  init_args: {repo: a/b}\n'),
    yaml('x:\n  _target_: hydra.utils.get_method\n  path: os.popen\n'),
    yaml('? _target_\n: "\\x6fs.system"\n'),
    yaml(`${'# padding\n'.repeat(9000)}a: 1\nb: {_target_: torch.serialization.os.system}\n`),
    yaml('a: &a os.system\nb: {_target_: posix.system}\n  broken: [\n'),
    { path: 'config.json', bytes: Buffer.from('{"a":{"_target_":"os.system","_args_":["echo"]}}') },
    { path: 'config.json', bytes: Buffer.from('{"py/reduce":[{"py/function":"os.system"},["echo"]]}') },
    { path: 'config.toml', bytes: Buffer.from('[model]\n_target_ = "os.system"\n') },
  ],
  good: [
    yaml('encoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\n  layers: 4\n'),
    yaml('optim:\n  _target_: torch.optim.AdamW\n  lr: 0.1\n'),
    yaml('# _target_: os.system\nencoder:\n  _target_: torch.nn.Linear\n'),
    yaml('model:\n  target: ldm.models.diffusion.ddpm.LatentDiffusion\n  params: {}\n'),
    { path: 'README.md', bytes: Buffer.from('# Use\n\n```yaml\n_target_: os.system\n```\n') },
    { path: 'build.py', bytes: Buffer.from('import os\nx = {"_target_": "os.system"}\n') },
  ],
}
