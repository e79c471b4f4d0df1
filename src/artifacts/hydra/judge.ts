import { isBareExecuting, pythonReach } from '../../text/python-name.ts'

/** `code`: runs code or commands. `system`: standard library, no part of a model. `known`: of a framework. */
export type TargetTier = 'code' | 'system' | 'known' | 'class' | 'function' | 'dynamic'

/** Packages of which configurations of models build objects. What runs code inside of them is judged before. */
const FRAMEWORKS =
  /^(?:torch|torchvision|torchaudio|torchtext|torchmetrics|torchtune|torchdiffeq|torchsde|torch_geometric|torch_ema|torchdata|transformers|diffusers|accelerate|peft|trl|datasets|tokenizers|evaluate|optimum|bitsandbytes|sentence_transformers|timm|lightning|pytorch_lightning|lightning_fabric|lightning_utilities|lightning_transformers|pl_bolts|flash|nemo|nemo_text_processing|nemo_toolkit|megatron|apex|transformer_engine|deepspeed|fairscale|fairseq|fairseq2|flash_attn|xformers|einops|hydra|hydra_plugins|omegaconf|hydra_zen|numpy|np|scipy|sklearn|pandas|xgboost|lightgbm|catboost|jax|flax|optax|haiku|keras|tensorflow|tf_keras|ldm|sgm|taming|cldm|lvdm|imagen_pytorch|kornia|monai|albumentations|torchio|detectron2|mmengine|mmcv|mmdet|mmseg|segmentation_models_pytorch|ultralytics|speechbrain|pyannote|espnet|espnet2|whisper|librosa|soundfile|audiomentations|stable_audio_tools|audiocraft|wandb|mlflow|rich|tqdm|optuna|ray|nerfstudio|lerobot|gymnasium|stable_baselines3|schedulefree|prodigyopt|lion_pytorch|vllm|llama_recipes|open_clip|clip|gluonts|neuralforecast|pytorch_forecasting|allennlp|spacy|nltk|sacrebleu|rouge_score|seqeval|esm|openfold|anomalib|aeon|sktime|colossalai|composer|streaming|llmfoundry|litgpt|litdata|vector_quantize_pytorch|pytorch_metric_learning|timesfm|uni2ts|chronos|moshi|f5_tts|TTS|matcha|vocos|bigvgan)(?:\.|$)/

export function judgeTarget(target: string): TargetTier {
  if (target.includes('${') || /^\s*[{[]/.test(target)) return 'dynamic'
  const name = target.replaceAll(':', '.').replace(/\s+/g, '')
  const reach = pythonReach(name)
  if (reach === 'code' || reach === 'system') return reach
  if (isBareExecuting(name)) return 'code'
  if (reach === 'harmless') return 'known'
  if (!/^[\w.]+$/.test(name)) return 'function'
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (FRAMEWORKS.test(name) && !last.startsWith('_')) return 'known'
  const owner = name.split('.').at(-2) ?? ''
  return /^_*[A-Z]/.test(last) || /^[A-Z]/.test(owner) ? 'class' : 'function'
}
