import type { Contract } from '../contract.ts'
import {
  anyState,
  attributeState,
  bare,
  container,
  instance,
  listed,
  record,
  takesAny,
  type NameLists,
} from './behaviour.ts'

/** Configuration trees, as checkpoints of Lightning, Hydra, fairseq and NeMo keep them: data, resolved on access. */
const omegaconf: NameLists = {
  'omegaconf.dictconfig': 'DictConfig',
  'omegaconf.listconfig': 'ListConfig',
  'omegaconf.base': 'Metadata ContainerMetadata Node Container SCMode UnionNode',
  'omegaconf.nodes': `AnyNode StringNode IntegerNode FloatNode BooleanNode EnumNode ValueNode BytesNode PathNode
    InterpolationResultNode`,
  'omegaconf._utils': 'ValueKind',
}

const dictionaries: NameLists = {
  'pytorch_lightning.utilities.parsing': 'AttributeDict',
  'pytorch_lightning.utilities': 'AttributeDict',
  'lightning.pytorch.utilities.parsing': 'AttributeDict',
  'lightning.fabric.utilities.data': 'AttributeDict',
  'lightning_fabric.utilities.data': 'AttributeDict',
  'lightning_fabric.utilities.types': '_Stateful',
  'lightning_utilities.core.apply_func': 'AttributeDict',
  easydict: 'EasyDict',
  'addict.addict': 'Dict',
  munch: 'Munch DefaultMunch',
  'mmengine.config.config': 'ConfigDict Config',
  'mmcv.utils.config': 'ConfigDict Config',
  'ml_collections.config_dict.config_dict': 'ConfigDict FrozenConfigDict FieldReference',
  'yacs.config': 'CfgNode',
  'attrdict.dictionary': 'AttrDict',
  'attrdict.mapping': 'AttrMap',
  dotmap: 'DotMap',
  'box.box': 'Box',
  'box.config_box': 'ConfigBox',
  'fvcore.common.config': 'CfgNode',
  'detectron2.config.config': 'CfgNode',
  'sortedcontainers.sorteddict': 'SortedDict',
  'networkx.classes.graph': '_NodeView',
  'multidict._multidict': 'MultiDict',
}

const plain: NameLists = {
  'pytorch_lightning.callbacks.model_checkpoint': 'ModelCheckpoint',
  'pytorch_lightning.callbacks.early_stopping': 'EarlyStopping',
  'pytorch_lightning.loops.utilities': '_Progress',
  'pytorch_lightning.trainer.states': 'TrainerState',
  'lightning.pytorch.callbacks.model_checkpoint': 'ModelCheckpoint',
  'lightning.pytorch.callbacks.early_stopping': 'EarlyStopping',
  'torch_geometric.data.data': 'Data DataEdgeAttr DataTensorAttr',
  'torch_geometric.data.storage': 'GlobalStorage NodeStorage EdgeStorage BaseStorage',
  'torch_geometric.data.batch': 'Batch DynamicInheritance',
  'fairseq.data.dictionary': 'Dictionary',
  'fairseq.dataclass.configs': `FairseqConfig CommonConfig DistributedTrainingConfig DatasetConfig OptimizationConfig
    CheckpointConfig GenerationConfig EvalLMConfig InteractiveConfig EMAConfig FairseqBMUFConfig CommonEvalConfig`,
  'fairseq.meters': 'AverageMeter TimeMeter StopwatchMeter',
  'fairseq.logging.meters': 'AverageMeter TimeMeter StopwatchMeter MetersDict',
  'espnet2.train.reporter': 'Reporter',
  'nemo.core.config.base_config': 'Config',
  'mmengine.logging.history_buffer': 'HistoryBuffer',
  'wandb.sdk.lib.config': 'Config',
  'wandb.sdk.wandb_config': 'Config',
}

/** Observation and action spaces: `__setstate__` copies pairs. */
const spaces: NameLists = Object.fromEntries(
  ['gym', 'gymnasium'].flatMap((gym) => [
    [`${gym}.spaces.box`, 'Box'],
    [`${gym}.spaces.discrete`, 'Discrete'],
    [`${gym}.spaces.multi_discrete`, 'MultiDiscrete'],
    [`${gym}.spaces.multi_binary`, 'MultiBinary'],
    [`${gym}.spaces.dict`, 'Dict'],
    [`${gym}.spaces.tuple`, 'Tuple'],
    [`${gym}.spaces.space`, 'Space'],
  ]),
)

const reinforcement: NameLists = {
  'stable_baselines3.common.running_mean_std': 'RunningMeanStd',
  'stable_baselines3.common.vec_env.vec_normalize': 'VecNormalize',
  'stable_baselines3.common.policies': 'ActorCriticPolicy ActorCriticCnnPolicy MultiInputActorCriticPolicy',
  'stable_baselines3.common.torch_layers': 'FlattenExtractor NatureCNN MlpExtractor CombinedExtractor',
  'stable_baselines3.common.buffers': 'RolloutBuffer ReplayBuffer DictReplayBuffer DictRolloutBuffer',
  'stable_baselines3.common.noise': 'NormalActionNoise OrnsteinUhlenbeckActionNoise',
  'stable_baselines3.dqn.policies': 'DQNPolicy CnnPolicy MultiInputPolicy QNetwork',
  'stable_baselines3.sac.policies': 'SACPolicy Actor MultiInputPolicy',
  'stable_baselines3.td3.policies': 'TD3Policy Actor MultiInputPolicy',
  'stable_baselines3.common.utils': 'FloatSchedule LinearSchedule ConstantSchedule',
}

export const training: readonly Contract[] = [
  ...listed('training', omegaconf, { ...record, build: anyState }),
  ...listed('training', dictionaries, { ...container, call: takesAny(), build: anyState }),
  ...listed('training', plain, { ...instance, build: anyState }),
  ...listed('training', spaces, { call: bare, build: anyState }),
  ...listed('training', reinforcement, { call: bare, build: attributeState }),
  ...listed('training', { 'stable_baselines3.common.type_aliases': 'TrainFreq RolloutReturn' }, record),
  ...listed('training', { 'stable_baselines3.common.type_aliases': 'TrainFrequencyUnit' }, record),
  ...listed(
    'training',
    {
      'pytorch_lightning.utilities.enums': 'GradClipAlgorithmType',
      'pytorch_lightning.trainer.states': 'TrainerFn TrainerStatus RunningStage',
      'pytorch_lightning.core.saving': 'HyperparamsDict',
    },
    record,
  ),
  ...listed(
    'training',
    {
      'optax._src.base': 'EmptyState',
      'optax._src.transform': 'ScaleByAdamState ScaleByScheduleState TraceState',
      'flax.core.frozen_dict': 'FrozenDict',
      'flax.training.train_state': 'TrainState',
    },
    { call: takesAny(), build: attributeState, extend: () => undefined },
  ),
]
