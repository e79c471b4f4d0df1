import type { Contract } from '../contract.ts'
import { anyState, bare, instance, listed, type NameLists } from './behaviour.ts'

const tasks = `
  BaseModel DetectionModel SegmentationModel PoseModel ClassificationModel OBBModel WorldModel RTDETRDetectionModel
  YOLOEModel YOLOESegModel Ensemble
`
const convolutions = `
  Conv Conv2 LightConv DWConv DWConvTranspose2d ConvTranspose Focus GhostConv RepConv ChannelAttention SpatialAttention
  CBAM Concat Index
`
const blocks = `
  A2C2f AAttn ABlock ADown AConv Attention BNContrastiveHead Bottleneck BottleneckCSP C1 C2 C2PSA C2f C2fAttn C2fCIB
  C2fPSA C3 C3Ghost C3TR C3k C3k2 C3x CBFuse CBLinear CIB ContrastiveHead DFL ELAN1 GhostBottleneck HGBlock HGStem
  ImagePoolingAttn MaxSigmoidAttnBlock PSA PSABlock Proto RepBottleneck RepC3 RepCSP RepNCSPELAN4 RepVGGDW
  ResNetBlock ResNetLayer Residual SAVPE SCDown SPP SPPELAN SPPF SwiGLUFFN TorchVision
`
const heads = `
  Classify Detect LRPCHead OBB Pose RTDETRDecoder Segment WorldDetect YOLOEDetect YOLOESegment v10Detect
`
const transformer = `
  AIFI DeformableTransformerDecoder DeformableTransformerDecoderLayer LayerNorm2d MLP MLPBlock MSDeformAttn
  TransformerBlock TransformerEncoderLayer TransformerLayer
`
const losses = `
  BboxLoss DFLoss E2EDetectLoss FocalLoss KeypointLoss RotatedBboxLoss TVPDetectLoss TVPSegmentLoss VarifocalLoss
  v8ClassificationLoss v8DetectionLoss v8OBBLoss v8PoseLoss v8SegmentationLoss
`

/** Whole models of the YOLO repositories: their checkpoints hold the module, not a state dict. */
const ultralytics: NameLists = {
  'ultralytics.nn.tasks': tasks,
  'ultralytics.nn.modules': `${convolutions} ${blocks} ${heads} ${transformer}`,
  'ultralytics.nn.modules.conv': convolutions,
  'ultralytics.nn.modules.block': blocks,
  'ultralytics.nn.modules.head': heads,
  'ultralytics.nn.modules.transformer': transformer,
  'ultralytics.nn.autobackend': 'AutoBackend',
  'ultralytics.utils': 'IterableSimpleNamespace SimpleClass',
  'ultralytics.yolo.utils': 'IterableSimpleNamespace SimpleClass',
  'ultralytics.utils.loss': losses,
  'ultralytics.yolo.utils.loss': losses,
  'ultralytics.utils.tal': 'TaskAlignedAssigner RotatedTaskAlignedAssigner',
  'ultralytics.yolo.utils.tal': 'TaskAlignedAssigner',
  'ultralytics.yolo.v8.detect.train': 'Loss',
  'ultralytics.yolo.v8.segment.train': 'SegLoss',
  'ultralytics.engine.results': 'Results Boxes Masks Keypoints Probs OBB',
}

/** The older repositories are run from their own folder: their modules have no package. */
const yolo: NameLists = {
  'models.yolo': `${tasks} Model Detect Segment Classify IDetect IAuxDetect IBin IKeypoint DDetect DualDetect DualDDetect`,
  'models.common': `${convolutions} ${blocks} AutoShape autoShape C3SPP C3STR Classify Contract CrossConv
    DetectMultiBackend Detections Expand GhostCSPA ImplicitA ImplicitM MixConv2d MP NMS Proto ReOrg RepConv_OREPA
    Shortcut SP SPPCSPC SPPFCSPC Stem SwinTransformerBlock TransformerBlock TransformerLayer Silence RepConvN RepNCSP
    RepNBottleneck RepNCSPELAN4`,
  'models.experimental': 'CrossConv Ensemble GhostBottleneck GhostConv MixConv2d Sum ORT_NMS TRT_NMS End2End',
  'utils.activations': 'SiLU Hardswish Mish MemoryEfficientMish FReLU AconC MetaAconC',
  'utils.loss': 'ComputeLoss FocalLoss BCEBlurWithLogitsLoss QFocalLoss',
}
const packaged = Object.fromEntries(
  Object.entries(yolo).map(([module, names]) => [`yolov5.${module}`, names]),
)

const others: NameLists = {
  'segment_anything.modeling.sam': 'Sam',
  'segmentation_models_pytorch.decoders.unet.model': 'Unet',
  'segmentation_models_pytorch.decoders.unet.decoder': 'UnetDecoder DecoderBlock UnetCenterBlock',
  'segmentation_models_pytorch.unet.model': 'Unet',
  'segmentation_models_pytorch.unet.decoder': 'UnetDecoder DecoderBlock CenterBlock',
  'segmentation_models_pytorch.base.heads': 'SegmentationHead ClassificationHead',
  'segmentation_models_pytorch.base.modules': 'Conv2dReLU Attention SCSEModule Activation ArgMax Flatten',
  'segmentation_models_pytorch.encoders.resnet': 'ResNetEncoder',
  'efficientnet_pytorch.model': 'EfficientNet MBConvBlock',
  'efficientnet_pytorch.utils': `Conv2dStaticSamePadding Conv2dDynamicSamePadding MemoryEfficientSwish Swish
    MaxPool2dStaticSamePadding Identity GlobalParams BlockArgs`,
  'facenet_pytorch.models.inception_resnet_v1': `InceptionResnetV1 BasicConv2d Block35 Block17 Block8 Mixed_6a
    Mixed_7a`,
}

export const detection: readonly Contract[] = [
  ...listed('detection', ultralytics, instance),
  ...listed('detection', yolo, instance),
  ...listed('detection', packaged, instance),
  ...listed('detection', others, { call: bare, build: anyState }),
]
