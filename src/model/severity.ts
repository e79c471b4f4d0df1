/** How bad a finding is if it is true, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How sure the rule is that what it saw is what it says. */
export const CONFIDENCES = ['certain', 'firm', 'tentative'] as const
export type Confidence = (typeof CONFIDENCES)[number]

const RANK: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1, info: 0 }

export function severityRank(severity: Severity): number {
  return RANK[severity]
}

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold]
}
