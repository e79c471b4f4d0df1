import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeTarget, type TargetTier } from './judge.ts'

const CASES: readonly (readonly [TargetTier, string])[] = [
  ['known', 'nemo.collections.asr.modules.ConformerEncoder'],
  ['known', 'torch.optim.AdamW'],
  ['known', 'torch.utils.data.DataLoader'],
  ['known', 'ldm.models.diffusion.ddpm.LatentDiffusion'],
  ['known', 'lightning.pytorch.Trainer'],
  ['known', 'builtins.dict'],
  ['code', 'os.system'],
  ['code', 'os:system'],
  ['code', 'subprocess.Popen'],
  ['code', 'torch.hub.load'],
  ['code', 'torch.load'],
  ['code', 'nemo.utils.os.system'],
  ['code', 'lightning.pytorch.utilities.__builtins__.get'],
  ['code', 'exec'],
  ['system', 'colorsys.rgb_to_hls'],
  ['class', 'my_project.models.Net'],
  ['class', 'my_project.models.Net.from_name'],
  ['function', 'my_project.build'],
  ['function', 'numpy._private_thing'],
  ['dynamic', '${oc.env:TARGET}'],
]

describe('targets of a configuration', () => {
  for (const [tier, target] of CASES)
    it(`${target} is ${tier}`, () => assert.equal(judgeTarget(target), tier))
})
