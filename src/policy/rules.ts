import type { RuleInfo } from '../model/rule.ts'

export const deniedFormat: RuleInfo = {
  id: 'policy-denied-format',
  title: 'A format that the policy does not allow',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The policy in force names formats that may not be used here (`deny-formats`, or the preset `safetensors-only`), ' +
    'whatever a particular file holds. Formats that can run code when they are loaded are the usual reason: ' +
    'a harmless file today says nothing about the next version of it.',
  remedy: 'Ask the publisher for safetensors, or convert the weights in an isolated machine.',
  references: ['CWE-502'],
}

export const safeSibling: RuleInfo = {
  id: 'policy-safetensors-sibling',
  title: 'A pickle whose weights are here as safetensors',
  severity: 'info',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Weights lie in a folder twice: as a pickle, which is a program that its loader runs, and as safetensors, which is ' +
    'data. Loaders of transformers and diffusers take the safetensors when both are there and fall back to the pickle ' +
    'when they are not; `use_safetensors=True` ends the fallback. That both hold the same weights is concluded from ' +
    'their names (`pytorch_model.bin` and `model.safetensors`, shards with their index), not compared tensor by tensor. ' +
    'The preset `safetensors-only` denies the pickle.',
  remedy: 'Load the safetensors, with use_safetensors=True where the loader has it, and delete the pickle.',
  references: ['CWE-502'],
}

export const policyRules: readonly RuleInfo[] = [deniedFormat, safeSibling]
