import { pythonModelUse } from './code/python-model-use/discoverer.ts'
import { javascriptModelUse } from './code/javascript-model-use/discoverer.ts'
import { modelConfig } from './code/model-config/discoverer.ts'
import { ollamaModelfile } from './serving/ollama-modelfile/discoverer.ts'
import { servingConfig } from './serving/serving-config/discoverer.ts'
import { torchserve } from './serving/torchserve/discoverer.ts'
import { tritonModel } from './serving/triton-model/discoverer.ts'
import { shellModelUse } from './code/shell-model-use/discoverer.ts'
import type { Discoverer } from './model/discoverer.ts'
import { condaEnvironment } from './packages/conda/conda-environment/discoverer.ts'
import { condaLock } from './packages/conda/conda-lock/discoverer.ts'
import { pixiLock } from './packages/conda/pixi-lock/discoverer.ts'
import { pixiManifest } from './packages/conda/pixi-manifest/discoverer.ts'
import { condaMeta } from './packages/installed/conda-meta/discoverer.ts'
import { distInfo } from './packages/installed/dist-info/discoverer.ts'
import { npmLock } from './packages/npm/npm-lock/discoverer.ts'
import { packageJson } from './packages/npm/package-json/discoverer.ts'
import { pnpmLock } from './packages/npm/pnpm-lock/discoverer.ts'
import { yarnLock } from './packages/npm/yarn-lock/discoverer.ts'
import { inlineScript } from './packages/pypi/inline-script/discoverer.ts'
import { pdmLock } from './packages/pypi/pdm-lock/discoverer.ts'
import { pipRequirements } from './packages/pypi/pip-requirements/discoverer.ts'
import { pipfileLock } from './packages/pypi/pipfile-lock/discoverer.ts'
import { pipfile } from './packages/pypi/pipfile/discoverer.ts'
import { poetryLock } from './packages/pypi/poetry-lock/discoverer.ts'
import { pylock } from './packages/pypi/pylock/discoverer.ts'
import { pyproject } from './packages/pypi/pyproject/discoverer.ts'
import { setupCfg } from './packages/pypi/setup-cfg/discoverer.ts'
import { uvLock } from './packages/pypi/uv-lock/discoverer.ts'
import { agentRules } from './plugins/agent-rules/discoverer.ts'
import { claudePlugin } from './plugins/claude-plugin/discoverer.ts'
import { mcpBundle } from './plugins/mcp-bundle/discoverer.ts'
import { mcpRegistry } from './plugins/mcp-registry/discoverer.ts'
import { promptFile } from './plugins/prompt-file/discoverer.ts'
import { skill } from './plugins/skill/discoverer.ts'
import { mcpPackage } from './plugins/mcp-package/discoverer.ts'
import { mcpConfig } from './plugins/mcp-config/discoverer.ts'
import { checksumList } from './integrity/listings/checksum-list/discoverer.ts'
import { derivationResult } from './integrity/derivations/derivation-result/discoverer.ts'
import { assayLock } from './integrity/lock/assay-lock/discoverer.ts'
import { compose } from './serving/compose/discoverer.ts'
import { dockerfile } from './serving/dockerfile/discoverer.ts'
import { helm } from './serving/helm/discoverer.ts'
import { kubernetes } from './serving/kubernetes/discoverer.ts'
import { kustomize } from './serving/kustomize/discoverer.ts'
import { axolotl } from './training/axolotl/discoverer.ts'
import { llamaFactory } from './training/llama-factory/discoverer.ts'
import { modelCard } from './training/model-card/discoverer.ts'
import { torchtune } from './training/torchtune/discoverer.ts'
import { trainResults } from './training/train-results/discoverer.ts'
import { trainerState } from './training/trainer-state/discoverer.ts'
import { trl } from './training/trl/discoverer.ts'
import { croissant } from './datasets/croissant/discoverer.ts'
import { datasetInfo } from './datasets/dataset-info/discoverer.ts'
import { dvc } from './training/dvc/discoverer.ts'
import { kitfile } from './training/kitfile/discoverer.ts'
import { mlflowRun } from './training/mlflow-run/discoverer.ts'
import { wandbRun } from './training/wandb-run/discoverer.ts'

/** Every reader of files that name components. One folder, one line. */
export const discoverers: readonly Discoverer<unknown>[] = [
  assayLock,
  axolotl,
  checksumList,
  compose,
  condaEnvironment,
  condaLock,
  condaMeta,
  derivationResult,
  distInfo,
  dockerfile,
  helm,
  kubernetes,
  kustomize,
  llamaFactory,
  agentRules,
  claudePlugin,
  mcpBundle,
  mcpRegistry,
  promptFile,
  skill,
  mcpConfig,
  mcpPackage,
  modelCard,
  npmLock,
  packageJson,
  inlineScript,
  pdmLock,
  pipRequirements,
  pipfile,
  pipfileLock,
  pixiLock,
  pixiManifest,
  pnpmLock,
  poetryLock,
  pylock,
  pyproject,
  setupCfg,
  pythonModelUse,
  javascriptModelUse,
  modelConfig,
  ollamaModelfile,
  servingConfig,
  torchserve,
  tritonModel,
  shellModelUse,
  torchtune,
  trainResults,
  trainerState,
  trl,
  uvLock,
  yarnLock,
  croissant,
  datasetInfo,
  dvc,
  kitfile,
  mlflowRun,
  wandbRun,
]
