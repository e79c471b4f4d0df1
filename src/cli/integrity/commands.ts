import type { CommandSpec, OptionGroup, OptionSpec } from '../command.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

const FORMAT: OptionSpec = {
  flags: '-f, --format <format>',
  about: 'table or json',
  choices: ['table', 'json'],
}
const LOG_FORMAT: OptionSpec = {
  flags: '--log-format <format>',
  about: 'refusals as text, or as json: one a line',
  choices: ['text', 'json'],
}
const LOCK: OptionSpec = {
  flags: '--lock <file>',
  about: 'instead of the assay.lock found upwards',
  isPath: true,
}
const LOCK_KEY: OptionSpec = {
  flags: '--lock-key <pem>',
  about: 'key that must have signed it; repeatable',
  repeats: true,
  isPath: true,
}
const AGAINST: OptionSpec = {
  flags: '--against <authority>',
  about: 'list, page (file or URL), lock, hub; repeatable',
  repeats: true,
  isPath: true,
}
const ORIGIN: OptionSpec = {
  flags: '--origin <url>',
  about: 'where the files were downloaded from',
}
const ONLINE: OptionSpec = { flags: '--online', about: 'ask the network: hub, pages, logs' }

const WORK: OptionGroup = {
  title: 'Work',
  options: [
    { flags: '--workers <n>', about: 'files hashed at the same time' },
    { flags: '--no-cache', about: 'hash every file again' },
    { flags: '--no-progress', about: 'no progress on a terminal' },
  ],
}
const TRUST: OptionGroup = {
  title: 'Trust',
  options: [
    { flags: '--public-key <pem>', about: 'key that is trusted; repeatable', repeats: true, isPath: true },
    {
      flags: '--certificate-root <pem>',
      about: 'root of trusted certificates; repeatable',
      repeats: true,
      isPath: true,
    },
    { flags: '--identity <name>', about: 'keyless: address or URL of who must have signed' },
    { flags: '--issuer <url>', about: 'keyless: who must have vouched for the identity' },
    {
      flags: '--trusted-root <json>',
      about: 'Sigstore root, not the one that ships',
      isPath: true,
    },
    {
      flags: '--accept-unproven-time',
      about: 'although nothing proves when it was signed',
    },
  ],
}
const SIGNER: OptionGroup = {
  title: 'Signer',
  options: [
    { flags: '--key <pem>', about: 'private key', isPath: true },
    { flags: '--certificate <pem>', about: 'certificate of the key, and the chain above it', isPath: true },
    { flags: '--keyless', about: 'Sigstore: sign with an identity token; needs --online' },
    {
      flags: '--identity-token <file>',
      about: 'token of an OpenID provider; - is standard input',
      isPath: true,
    },
    ONLINE,
  ],
}

/** From download to load: whose word there is for bytes, and whether they are still the same. */
export const integrityCommands: readonly CommandSpec[] = [
  {
    name: 'verify',
    summary: 'Whose word there is for the bytes: checksums, signatures, attestations',
    examples: [
      ['assay verify models/', 'all that is at hand'],
      ['assay verify m.gguf --against release.html', 'a release page that was saved'],
      ['assay verify m/ --against hub --online', "the hub's own digests"],
      ['assay verify m/ --public-key team.pem', 'its model.sig'],
      ['assay verify m.pt --attestation scan.json', 'in-toto'],
    ],
    arguments: [{ name: '<path>', about: 'file, model folder, cache' }],
    groups: [
      {
        title: 'Authority',
        options: [
          AGAINST,
          ORIGIN,
          { flags: '--signature <file>', about: 'OpenSSF Model Signing bundle', isPath: true },
          {
            flags: '--attestation <file>',
            about: 'in-toto statement or bundle; repeatable',
            repeats: true,
            isPath: true,
          },
          {
            flags: '--predicate-type <uri>',
            about: 'what it must be: scan, lock, sbom, or a URI',
          },
          { flags: '--builder <uri>', about: 'SLSA provenance: who must have built it' },
          {
            flags: '--require <verdict>',
            about: 'consistent (default) or verified',
            choices: ['consistent', 'verified'],
          },
          ONLINE,
        ],
      },
      TRUST,
      { title: 'Output', options: [FORMAT, LOG_FORMAT] },
      WORK,
      CONFIGURATION,
      GENERAL,
    ],
    load: async () => (await import('../commands/verify.ts')).run,
  },
  {
    name: 'lock',
    summary: 'Pin every artifact by digest and by who vouched for it',
    examples: [
      ['assay lock models/', 'write or update assay.lock'],
      ['assay lock --check', 'fail on any difference; for CI'],
      ['assay lock models/ --against SHA256SUMS', 'with an authority'],
      ['assay lock --accept models/m.gguf', 'take what nobody vouches for'],
    ],
    arguments: [{ name: '[path...]', about: 'what to lock; what the lock covers already' }],
    groups: [
      {
        title: 'Lock',
        options: [
          { flags: '--check', about: 'write nothing; exit 1 on drift' },
          { ...LOCK, about: 'the lock to write or check; ./assay.lock' },
          AGAINST,
          ORIGIN,
          ONLINE,
          {
            flags: '--accept <path>',
            about: 'take changed bytes of this artifact without a new authority; repeatable',
            repeats: true,
            isPath: true,
          },
          {
            flags: '--base <lock>',
            about: 'with --check: earlier lock whose authorities must not be lost',
            isPath: true,
          },
          { flags: '--trust', about: 'let this machine forget newer versions of the lock that it has seen' },
          { flags: '--key <pem>', about: 'private key that signs the lock', isPath: true },
          LOCK_KEY,
        ],
      },
      TRUST,
      { title: 'Output', options: [FORMAT, LOG_FORMAT] },
      WORK,
      CONFIGURATION,
      GENERAL,
    ],
    load: async () => (await import('../commands/lock.ts')).run,
  },
  {
    name: 'run',
    summary: 'Start a command only if what it will load still is what was locked',
    examples: [
      ['assay run -- python serve.py --model models/m', 'check, then become the command'],
      ['assay run --paranoid -- vllm serve models/m', 'hash everything again'],
      ['assay run --dry-run -- python serve.py', 'only say what would be refused'],
    ],
    arguments: [{ name: '<command...>', about: 'after --: the command and its arguments' }],
    groups: [
      {
        title: 'Guard',
        options: [
          LOCK,
          LOCK_KEY,
          { flags: '--paranoid', about: 'hash every file again, whatever is remembered' },
          { flags: '--python-hook', about: 'also refuse unlisted files inside Python' },
          { flags: '--dry-run', about: 'check only; do not start the command' },
          { flags: '--events <file>', about: 'append load events here', isPath: true },
        ],
      },
      { title: 'Output', options: [LOG_FORMAT] },
      CONFIGURATION,
      GENERAL,
    ],
    load: async () => (await import('../commands/run.ts')).run,
  },
  {
    name: 'sign',
    summary: 'Sign a model: OpenSSF Model Signing v1.0',
    examples: [
      ['assay sign models/m --key signing.key', 'writes models/m/model.sig'],
      ['assay sign m --key leaf.key --certificate c.pem', 'with a certificate'],
      ['assay sign models/m --keyless --online', 'with an identity, by Sigstore'],
    ],
    arguments: [{ name: '<path>', about: 'model folder or file' }],
    groups: [
      SIGNER,
      {
        title: 'Signature',
        options: [
          { flags: '-o, --output <file>', about: 'instead of model.sig in the model', isPath: true },
          {
            flags: '--ignore <path>',
            about: 'left out of the signature; repeatable',
            repeats: true,
            isPath: true,
          },
          {
            flags: '--trusted-root <json>',
            about: 'Sigstore root, not the one that ships',
            isPath: true,
          },
        ],
      },
      WORK,
      CONFIGURATION,
      GENERAL,
    ],
    load: async () => (await import('../commands/sign.ts')).run,
  },
  {
    name: 'attest',
    summary: 'State a result as an in-toto attestation: scan, lock, SBOM, derivation',
    examples: [
      ['assay attest report.json --key signing.key', 'a JSON report of assay scan'],
      ['assay attest assay.lock --key signing.key', 'a lock'],
      ['assay attest sbom.cdx.json --subject model.gguf', 'a bill of materials'],
      ['assay attest assay.lock --provenance --subject m', 'what m was made of'],
    ],
    arguments: [{ name: '<result>', about: 'report, lock, bill of materials or derivation' }],
    groups: [
      SIGNER,
      {
        title: 'Statement',
        options: [
          {
            flags: '--subject <path>',
            about: 'file it is about, if the result names none; repeatable',
            repeats: true,
            isPath: true,
          },
          { flags: '-o, --output <file>', about: 'instead of standard output', isPath: true },
        ],
      },
      {
        title: 'SLSA',
        options: [
          { flags: '--provenance', about: 'provenance of the subjects, with the result as by-product' },
          { flags: '--builder <uri>', about: 'who built them; else the signer alone stands for it' },
          { flags: '--build-type <uri>', about: 'how to understand the parameters' },
          {
            flags: '--parameter <name=value>',
            about: 'what the build was started with; repeatable',
            repeats: true,
          },
          { flags: '--vsa', about: 'verification summary: the decision of a report' },
          { flags: '--resource <uri>', about: 'what the summary is about' },
          { flags: '--policy <file>', about: 'what decided', isPath: true },
        ],
      },
      WORK,
      CONFIGURATION,
      GENERAL,
    ],
    load: async () => (await import('../commands/attest.ts')).run,
  },
]
