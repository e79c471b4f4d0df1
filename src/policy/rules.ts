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

export const policyRules: readonly RuleInfo[] = [deniedFormat]
