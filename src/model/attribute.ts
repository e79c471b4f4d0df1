import type { Evidence } from './finding.ts'

/**
 * How a value is known. `verified`: worked out from the bytes or checked against them. `declared`: a file says so.
 * `inferred`: concluded from a name, a default or a place. What nobody says is unknown: it has no attribute.
 */
export const STATUSES = ['verified', 'declared', 'inferred'] as const
export type Status = (typeof STATUSES)[number]

/** Where a date comes from that no file states for this very purpose. */
export const BASES = [
  'hub-download-metadata',
  'lock-metadata',
  'manifest',
  'git-history',
  'file-mtime',
  'stated',
] as const
export type Basis = (typeof BASES)[number]

/** One value that is known of a component. Several of one name are several values, or a contradiction. */
export interface Attribute {
  readonly name: AttributeName
  /** For names that hold a map: the hyperparameter, the metric. Untrusted. */
  readonly key?: string
  /** Untrusted text. Numbers in decimal, booleans as `true` and `false`, instants in ISO 8601 UTC to the second. */
  readonly value: string
  readonly status: Status
  /** Of dates alone. */
  readonly basis?: Basis
  readonly evidence: Evidence
}

/** Everything that may be recorded, with what it means. Names are public: they become property names in documents. */
export const ATTRIBUTES = {
  // Any kind
  description: 'What the component is for, in the words of its author',
  license: 'SPDX licence id or expression, else the licence as written',
  author: 'Who made it',
  supplier: 'Organisation that publishes it',
  source:
    'Where it comes from: hugging-face, ollama, oci, provider-api, local, local-fine-tune, git, registry, url',
  'source-url': 'Page or repository of the component',
  'download-url': 'Where its bytes were or can be downloaded',
  'download-date': 'When its bytes were downloaded',
  'revision-requested': 'Branch, tag or revision that was asked for',
  language: 'Natural language',
  role: 'Part that it plays: foundation, fine-tune, adapter, embedding, reranker, quantized, training, evaluation, retrieval',
  'deployment-date': 'When it was put into the running system',
  md5: 'MD5 that a tool recorded: identifies, does not protect',

  // Models
  family: 'Model family as its maker names it: Llama, Qwen2.5, BERT',
  variant: 'Instruct, chat, base, distilled, quantised, adapter',
  architecture: 'Class or architecture name in its configuration',
  task: 'Task as Hugging Face names it',
  quantization: 'Number format or scheme of the weights',
  parameters: 'Number of weights',
  library: 'Library that loads it',
  'tuning-method': 'full, sft, lora, qlora, dpo and so on',
  derivation:
    'Level and class at which its weights were compared with those of the base in its key: L2 quantisation',
  'context-length': 'Tokens',
  dimension: 'Size of an embedding vector',
  pooling: 'How token vectors become one',
  normalize: 'Whether vectors are normalised',
  'model-id': 'Exact id that the API is called with',
  pinned: 'Whether the id names one fixed version: true, or false for a moving alias',
  provider: 'Company whose API or platform serves it',

  // Models and training runs
  hyperparameter: 'Value of the hyperparameter in its key',
  metric: 'Value of the metric in its key',

  // Datasets
  config: 'Configuration or subset of a dataset',
  split: 'Split of a dataset',
  size: 'Bytes',
  records: 'Number of rows',

  // Training runs
  'run-id': 'Id of the run in its tracking system',
  framework: 'Training framework, with its version after @ where known',
  'started-at': 'Start of the run',
  'ended-at': 'End of the run',
  experimenter: 'Who ran it',
  'code-repository': 'Repository of the training code',
  'code-commit': 'Commit of the training code',
  'entry-point': 'Script or command that was run',
  'container-image': 'Image in which it ran, by digest where known',
  hardware: 'Accelerators and hosts',

  // Packages
  ecosystem: 'pypi, conda, npm or helm',
  registry: 'Index that the package is taken from, without credentials',
  requirement: 'Version range as written',
  'resolved-at': 'When the version was chosen',
  direct: 'true when the project names it itself',
  scope: 'Group or extra that needs it: dev, test, gpu',
  marker: 'Environment marker under which it is installed',
  commit: 'Commit of a version control source',
  editable: 'true when installed from a working copy',
  installer: 'Program that installed it',
  artifact: 'Distribution file that was installed',
  build: 'Conda build string',

  // Plugins, tools and services
  'plugin-type': 'mcp-server, extension, skill, agent, command, hook or marketplace',
  client: 'Client whose configuration names it',
  'configured-name': 'Name that a configuration gives it',
  transport: 'stdio, http, sse, ws or streamable-http',
  command: 'Program that is started',
  argument: 'One argument of the command, in order',
  endpoint: 'Address without credentials',
  authenticated: 'Whether credentials are sent',
  permission:
    'One permission granted: fs:write:/data, net:host, env:NAME, oauth:scope, tool:auto-approve:name, tool:allow:name, docker:mount:a:b',
  environment: 'Name of an environment variable handed over; never its value',
  enabled: 'false when it is configured but switched off',
  'integrated-at': 'When it was added to the configuration',
  'service-type': 'model-api, inference-server, vector-store, tracking, object-store or mcp-server',
  flag: 'Option that the service or container is started with',
  tag: 'Tag of a container image',

  // Prompts
  'prompt-type': 'system-prompt, template, agent-instructions, rules or skill',
} as const
export type AttributeName = keyof typeof ATTRIBUTES
