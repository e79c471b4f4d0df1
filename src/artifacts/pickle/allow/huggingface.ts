import type { Contract } from '../contract.ts'
import {
  anyState,
  attributeState,
  bare,
  container,
  instance,
  listed,
  record,
  reference,
  takes,
  type NameLists,
} from './behaviour.ts'
import { any, bytes, rawText, oneOf, type Shape, text, optional } from './shape.ts'
import { timmModels } from './timm-models.ts'
import { torchvisionModels } from './torchvision-models.ts'
import { transformersConfigs, transformersTokenizers } from './transformers/classes.ts'
import { models1 } from './transformers/models-1.ts'
import { models2 } from './transformers/models-2.ts'
import { models3 } from './transformers/models-3.ts'

/** Enumerations are pickled as `cls(value)`. */
const enumerations: NameLists = {
  'torchvision.transforms.functional': 'InterpolationMode',
  'torchvision.transforms.autoaugment': 'AutoAugmentPolicy',
  'timm.layers.format': 'Format',
  'timm.models.layers.format': 'Format',
  'transformers.trainer_utils': `IntervalStrategy SaveStrategy HubStrategy SchedulerType EvaluationStrategy
    ShardedDDPOption FSDPOption HPSearchBackend LoggingStrategy`,
  'transformers.training_args': 'OptimizerNames ParallelMode',
  'transformers.debug_utils': 'DebugOption',
  'transformers.utils.generic': 'PaddingStrategy TensorType ExplicitEnum',
  'transformers.file_utils': 'PaddingStrategy TensorType',
  'transformers.tokenization_utils_base': 'TruncationStrategy PaddingStrategy TensorType',
  'transformers.utils.quantization_config': 'QuantizationMethod AWQLinearVersion AwqBackendPackingMethod',
  'accelerate.utils.dataclasses': `DistributedType SageMakerDistributedType ComputeEnvironment DynamoBackend
    PrecisionType RNGType LoggerType CustomDtype FP8BackendType DDPCommunicationHookType`,
  'accelerate.state': 'DistributedType',
  'peft.utils.peft_types': 'PeftType TaskType',
  'peft.utils.config': 'PeftType TaskType',
  'trl.trainer.utils': 'OnlineDPOJudge',
  'trl.trainer.dpo_config': 'FDivergenceType',
  'datasets.utils.version': 'Version',
  'datasets.splits': 'NamedSplit',
  'sentence_transformers.training_args': 'BatchSamplers MultiDatasetBatchSamplers',
  'sentence_transformers.base.sampler': 'BatchSamplers MultiDatasetBatchSamplers',
  'sentence_transformers.similarity_functions': 'SimilarityFunction',
}

/** Plain attributes, set by BUILD. `__getattr__` of `PartialState` only words an error. */
const classes: NameLists = {
  'transformers.training_args': 'TrainingArguments',
  'transformers.training_args_seq2seq': 'Seq2SeqTrainingArguments',
  'transformers.trainer_pt_utils': 'AcceleratorConfig LabelSmoother',
  'transformers.trainer_callback': 'TrainerState TrainerControl',
  'transformers.integrations.deepspeed': 'HfTrainerDeepSpeedConfig HfDeepSpeedConfig',
  'transformers.deepspeed': 'HfTrainerDeepSpeedConfig HfDeepSpeedConfig',
  'accelerate.state': 'PartialState AcceleratorState GradientState',
  'accelerate.utils.dataclasses': `DeepSpeedPlugin FullyShardedDataParallelPlugin GradientAccumulationPlugin
    ProjectConfiguration DataLoaderConfiguration DistributedDataParallelKwargs GradScalerKwargs
    InitProcessGroupKwargs TorchDynamoPlugin AutocastKwargs MegatronLMPlugin ParallelismConfig`,
  'accelerate.scheduler': 'AcceleratedScheduler',
  'accelerate.parallelism_config': 'ParallelismConfig',
  'transformers.generation.configuration_utils': `GenerationConfig WatermarkingConfig BaseWatermarkingConfig
    SynthIDTextWatermarkingConfig CompileConfig`,
  'transformers.generation_utils': 'GenerationConfig',
  'transformers.configuration_utils': 'PretrainedConfig PreTrainedConfig',
  'transformers.utils.quantization_config': `BitsAndBytesConfig GPTQConfig AwqConfig QuantizationConfigMixin
    HqqConfig EetqConfig TorchAoConfig`,
  'transformers.tokenization_utils_base': 'SpecialTokensMixin',
  'transformers.tokenization_utils': 'Trie PreTrainedTokenizer ExtensionsTrie',
  'transformers.tokenization_utils_fast': 'PreTrainedTokenizerFast',
  'transformers.tokenization_utils_tokenizers': 'TokenizersBackend PreTrainedTokenizerFast',
  'transformers.data.processors.utils': 'InputExample InputFeatures SingleSentenceClassificationProcessor',
  'transformers.data.processors.squad': 'SquadExample SquadFeatures SquadResult',
  'transformers.data.data_collator': `DataCollatorWithPadding DataCollatorForTokenClassification
    DataCollatorForSeq2Seq DataCollatorForLanguageModeling DefaultDataCollator`,
  'trl.trainer.sft_config': 'SFTConfig',
  'trl.trainer.dpo_config': 'DPOConfig',
  'trl.trainer.grpo_config': 'GRPOConfig',
  'trl.trainer.kto_config': 'KTOConfig',
  'trl.trainer.orpo_config': 'ORPOConfig',
  'trl.trainer.cpo_config': 'CPOConfig',
  'trl.trainer.reward_config': 'RewardConfig',
  'trl.trainer.ppo_config': 'PPOConfig',
  'trl.trainer.rloo_config': 'RLOOConfig',
  'trl.trainer.online_dpo_config': 'OnlineDPOConfig',
  'trl.trainer.gkd_config': 'GKDConfig',
  'trl.trainer.model_config': 'ModelConfig',
  'unsloth.trainer': 'UnslothTrainingArguments',
  'peft.tuners.lora': 'LoraConfig',
  'peft.tuners.lora.config': 'LoraConfig LoftQConfig LoraRuntimeConfig EvaConfig',
  'peft.tuners.prompt_tuning.config': 'PromptTuningConfig',
  'peft.tuners.prefix_tuning.config': 'PrefixTuningConfig',
  'peft.tuners.adalora.config': 'AdaLoraConfig',
  'peft.tuners.ia3.config': 'IA3Config',
  'sentence_transformers.training_args': 'SentenceTransformerTrainingArguments',
  'sentence_transformers.sentence_transformer.training_args': 'SentenceTransformerTrainingArguments',
  'sentence_transformers.cross_encoder.training_args': 'CrossEncoderTrainingArguments',
  'sentence_transformers.sparse_encoder.training_args': 'SparseEncoderTrainingArguments',
  'sentence_transformers.SentenceTransformer': 'SentenceTransformer',
  'sentence_transformers.models.Transformer': 'Transformer',
  'sentence_transformers.models.Pooling': 'Pooling',
  'sentence_transformers.models.Normalize': 'Normalize',
  'sentence_transformers.models.Dense': 'Dense',
  'sentence_transformers.readers.InputExample': 'InputExample',
  'sentence_transformers.model_card': 'SentenceTransformerModelCardData',
  'datasets.info': 'DatasetInfo',
  'datasets.features.features': 'Features Value ClassLabel Sequence Translation Array2D Array3D',
  'setfit.training_args': 'TrainingArguments',
  'diffusers.configuration_utils': 'FrozenDict',
  'diffusers.training_utils': 'EMAModel',
  'diffusers.models.unets.unet_2d': 'UNet2DModel',
  'diffusers.schedulers.scheduling_ddpm': 'DDPMScheduler',
}

const transformersModels: NameLists = { ...models1, ...models2, ...models3 }

/** Modules of models from before they had folders of their own. */
const former = Object.fromEntries(
  Object.entries(transformersModels).flatMap(([module, names]) => {
    const last = module.slice(module.lastIndexOf('.') + 1)
    return last.startsWith('modeling_') ? [[`transformers.${last}`, names]] : []
  }),
)
const formerConfigs = Object.fromEntries(
  Object.entries({ ...transformersConfigs, ...transformersTokenizers }).map(([module, names]) => [
    `transformers.${module.slice(module.lastIndexOf('.') + 1)}`,
    names,
  ]),
)

/** Rust objects: the state is JSON, read by their own parser. */
const json: Shape = oneOf(bytes, rawText)
const rust = {
  call: takes([any, any, any, any], 0),
  build: (state: Parameters<typeof attributeState>[0]) => (json.fits(state) ? undefined : anyState(state)),
}

export const huggingface: readonly Contract[] = [
  ...listed('huggingface', enumerations, record),
  ...listed('huggingface', classes, instance),
  ...listed('huggingface', former, instance),
  ...listed('huggingface', formerConfigs, instance),
  ...listed('huggingface', transformersModels, instance),
  ...listed('huggingface', transformersConfigs, instance),
  ...listed('huggingface', transformersTokenizers, { call: bare, build: anyState }),
  ...listed('huggingface', torchvisionModels, instance),
  ...listed('huggingface', timmModels, instance),
  ...listed(
    'huggingface',
    {
      'torchvision.ops.boxes': 'box_iou nms batched_nms clip_boxes_to_image',
      'torchvision.ops.misc': 'FrozenBatchNorm2d',
    },
    reference,
  ),
  ...listed(
    'huggingface',
    {
      tokenizers: 'Tokenizer AddedToken Encoding Regex',
      'tokenizers.models': 'Model BPE WordPiece WordLevel Unigram',
      'tokenizers.normalizers':
        'Normalizer BertNormalizer Lowercase NFC NFD NFKC NFKD Sequence Replace Strip Precompiled',
      'tokenizers.pre_tokenizers':
        'PreTokenizer BertPreTokenizer ByteLevel Whitespace WhitespaceSplit Metaspace Sequence Split Digits Punctuation',
      'tokenizers.processors':
        'PostProcessor BertProcessing RobertaProcessing ByteLevel TemplateProcessing Sequence',
      'tokenizers.decoders':
        'Decoder BPEDecoder ByteLevel WordPiece Metaspace Sequence ByteFallback Fuse Replace Strip CTC',
    },
    rust,
  ),
  ...listed(
    'huggingface',
    {
      'transformers.tokenization_utils_base': 'BatchEncoding AddedToken EncodingFast CharSpan TokenSpan',
      'transformers.feature_extraction_utils': 'BatchFeature',
      'transformers.modeling_outputs': `BaseModelOutput BaseModelOutputWithPooling SequenceClassifierOutput
        CausalLMOutput CausalLMOutputWithPast MaskedLMOutput TokenClassifierOutput QuestionAnsweringModelOutput
        BaseModelOutputWithPoolingAndCrossAttentions CausalLMOutputWithCrossAttentions
        BaseModelOutputWithPastAndCrossAttentions Seq2SeqLMOutput Seq2SeqModelOutput`,
      'transformers.trainer_utils': 'PredictionOutput EvalPrediction TrainOutput EvalLoopOutput BestRun',
    },
    { ...record, extend: () => undefined },
  ),
  ...listed('huggingface', { 'transformers.utils.generic': 'ModelOutput' }, container),
  ...listed(
    'huggingface',
    { 'huggingface_hub.repocard_data': 'EvalResult' },
    { call: takes([optional(text)], 0), build: attributeState },
  ),
]
