/**
 * The library: scan a tree, get facts and findings; verify at startup what a program is going to load. The command
 * line and the server only parse input and print what this returns.
 */
export { DEFAULT_LIMITS, GiB, KiB, MiB, type Limits } from './model/context.ts'
export type { Artifact, Component, ComponentKind, Relation, RelationKind } from './model/component.ts'
export type { Evidence, Finding, Gap, GapReason } from './model/finding.ts'
export type { Digest, Identity, Purl } from './model/identity.ts'
export type { Location, Range } from './model/location.ts'
export type { Decision, Outcome, Report, Waiver } from './model/report.ts'
export type { Confidence, Severity } from './model/severity.ts'
export { scan, type Progress, type ScanOptions, type ScanResult } from './scan/scan.ts'
export { StartupRefused, verifyAtStartup } from './cli/guard/verify-at-startup.ts'
export type { StartupOptions, VerifiedStartup } from './cli/guard/verify-at-startup.ts'
export type { LoadedArtifact, LoadEvent } from './integrity/guard/events/load-event.ts'
export type { Refusal, RefusalCode } from './integrity/refusal.ts'
