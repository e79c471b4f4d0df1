import type { NameLists } from './behaviour.ts'

/** Models, layers and transforms of torchvision. */
export const torchvisionModels: NameLists = {
  'torchvision.models._utils': 'IntermediateLayerGetter _ModelURLs',
  'torchvision.models.alexnet': 'AlexNet',
  'torchvision.models.convnext': 'LayerNorm2d CNBlock CNBlockConfig ConvNeXt',
  'torchvision.models.densenet': '_DenseLayer _DenseBlock _Transition DenseNet',
  'torchvision.models.detection._utils': `
    BalancedPositiveNegativeSampler BoxCoder BoxLinearCoder Matcher SSDMatcher
  `,
  'torchvision.models.detection.anchor_utils': 'AnchorGenerator DefaultBoxGenerator',
  'torchvision.models.detection.backbone_utils': 'BackboneWithFPN',
  'torchvision.models.detection.faster_rcnn': 'FasterRCNN TwoMLPHead FastRCNNConvFCHead FastRCNNPredictor',
  'torchvision.models.detection.fcos': 'FCOSHead FCOSClassificationHead FCOSRegressionHead FCOS',
  'torchvision.models.detection.generalized_rcnn': 'GeneralizedRCNN',
  'torchvision.models.detection.image_list': 'ImageList',
  'torchvision.models.detection.keypoint_rcnn': 'KeypointRCNN KeypointRCNNHeads KeypointRCNNPredictor',
  'torchvision.models.detection.mask_rcnn': 'MaskRCNN MaskRCNNHeads MaskRCNNPredictor',
  'torchvision.models.detection.retinanet': `
    RetinaNetHead RetinaNetClassificationHead RetinaNetRegressionHead RetinaNet
  `,
  'torchvision.models.detection.roi_heads': 'RoIHeads',
  'torchvision.models.detection.rpn': 'RPNHead RegionProposalNetwork',
  'torchvision.models.detection.ssd': `
    SSDHead SSDScoringHead SSDClassificationHead SSDRegressionHead SSD SSDFeatureExtractorVGG
  `,
  'torchvision.models.detection.ssdlite': `
    SSDLiteHead SSDLiteClassificationHead SSDLiteRegressionHead SSDLiteFeatureExtractorMobileNet
  `,
  'torchvision.models.detection.transform': 'GeneralizedRCNNTransform',
  'torchvision.models.efficientnet': 'MBConvConfig FusedMBConvConfig MBConv FusedMBConv EfficientNet',
  'torchvision.models.feature_extraction': 'LeafModuleAwareTracer NodePathTracer DualGraphModule',
  'torchvision.models.googlenet': 'GoogLeNet Inception InceptionAux BasicConv2d',
  'torchvision.models.inception': `
    Inception3 InceptionA InceptionB InceptionC InceptionD InceptionE InceptionAux BasicConv2d
  `,
  'torchvision.models.maxvit': `
    MBConv RelativePositionalMultiHeadAttention SwapAxes WindowPartition WindowDepartition
    PartitionAttentionLayer MaxVitLayer MaxVitBlock MaxVit
  `,
  'torchvision.models.mnasnet': '_InvertedResidual MNASNet',
  'torchvision.models.mobilenetv2': 'InvertedResidual MobileNetV2',
  'torchvision.models.mobilenetv3': 'InvertedResidualConfig InvertedResidual MobileNetV3',
  'torchvision.models.optical_flow.raft': `
    ResidualBlock BottleneckBlock FeatureEncoder MotionEncoder ConvGRU RecurrentBlock FlowHead UpdateBlock
    MaskPredictor CorrBlock RAFT
  `,
  'torchvision.models.quantization.googlenet': `
    QuantizableBasicConv2d QuantizableInception QuantizableInceptionAux QuantizableGoogLeNet
  `,
  'torchvision.models.quantization.inception': `
    QuantizableBasicConv2d QuantizableInceptionA QuantizableInceptionB QuantizableInceptionC
    QuantizableInceptionD QuantizableInceptionE QuantizableInceptionAux QuantizableInception3
  `,
  'torchvision.models.quantization.mobilenetv2': 'QuantizableInvertedResidual QuantizableMobileNetV2',
  'torchvision.models.quantization.mobilenetv3': `
    QuantizableSqueezeExcitation QuantizableInvertedResidual QuantizableMobileNetV3
  `,
  'torchvision.models.quantization.resnet': 'QuantizableBasicBlock QuantizableBottleneck QuantizableResNet',
  'torchvision.models.quantization.shufflenetv2': 'QuantizableInvertedResidual QuantizableShuffleNetV2',
  'torchvision.models.regnet': `
    SimpleStemIN BottleneckTransform ResBottleneckBlock AnyStage BlockParams RegNet
  `,
  'torchvision.models.resnet': 'BasicBlock Bottleneck ResNet',
  'torchvision.models.segmentation._utils': '_SimpleSegmentationModel',
  'torchvision.models.segmentation.deeplabv3': 'DeepLabV3 DeepLabHead ASPPConv ASPPPooling ASPP',
  'torchvision.models.segmentation.fcn': 'FCN FCNHead',
  'torchvision.models.segmentation.lraspp': 'LRASPP LRASPPHead',
  'torchvision.models.shufflenetv2': 'InvertedResidual ShuffleNetV2',
  'torchvision.models.squeezenet': 'Fire SqueezeNet',
  'torchvision.models.swin_transformer': `
    PatchMerging PatchMergingV2 ShiftedWindowAttention ShiftedWindowAttentionV2 SwinTransformerBlock
    SwinTransformerBlockV2 SwinTransformer
  `,
  'torchvision.models.vgg': 'VGG',
  'torchvision.models.video.mvit': `
    MSBlockConfig Pool MultiscaleAttention MultiscaleBlock PositionalEncoding MViT
  `,
  'torchvision.models.video.resnet': `
    Conv3DSimple Conv2Plus1D Conv3DNoTemporal BasicBlock Bottleneck BasicStem R2Plus1dStem VideoResNet
  `,
  'torchvision.models.video.s3d': 'TemporalSeparableConv SepInceptionBlock3D S3D',
  'torchvision.models.video.swin_transformer': 'ShiftedWindowAttention3d PatchEmbed3d SwinTransformer3d',
  'torchvision.models.vision_transformer': 'ConvStemConfig MLPBlock EncoderBlock Encoder VisionTransformer',
  'torchvision.ops.deform_conv': 'DeformConv2d',
  'torchvision.ops.drop_block': 'DropBlock2d DropBlock3d',
  'torchvision.ops.feature_pyramid_network': `
    ExtraFPNBlock FeaturePyramidNetwork LastLevelMaxPool LastLevelP6P7
  `,
  'torchvision.ops.misc': `
    FrozenBatchNorm2d ConvNormActivation Conv2dNormActivation Conv3dNormActivation SqueezeExcitation MLP
    Permute
  `,
  'torchvision.ops.poolers': 'LevelMapper MultiScaleRoIAlign',
  'torchvision.ops.ps_roi_align': 'PSRoIAlign',
  'torchvision.ops.ps_roi_pool': 'PSRoIPool',
  'torchvision.ops.roi_align': 'RoIAlign',
  'torchvision.ops.roi_pool': 'RoIPool',
  'torchvision.ops.stochastic_depth': 'StochasticDepth',
  'torchvision.transforms._presets': `
    ObjectDetection ImageClassification VideoClassification SemanticSegmentation OpticalFlow
  `,
  'torchvision.transforms._transforms_video': `
    RandomCropVideo RandomResizedCropVideo CenterCropVideo NormalizeVideo ToTensorVideo
    RandomHorizontalFlipVideo
  `,
  'torchvision.transforms.autoaugment': 'AutoAugment RandAugment TrivialAugmentWide AugMix',
  'torchvision.transforms.transforms': `
    Compose ToTensor PILToTensor ConvertImageDtype ToPILImage Normalize Resize CenterCrop Pad Lambda
    RandomTransforms RandomApply RandomOrder RandomChoice RandomCrop RandomHorizontalFlip RandomVerticalFlip
    RandomPerspective RandomResizedCrop FiveCrop TenCrop LinearTransformation ColorJitter RandomRotation
    RandomAffine Grayscale RandomGrayscale RandomErasing GaussianBlur RandomInvert RandomPosterize
    RandomSolarize RandomAdjustSharpness RandomAutocontrast RandomEqualize ElasticTransform
  `,
  'torchvision.transforms.v2._augment': 'RandomErasing _BaseMixUpCutMix MixUp CutMix JPEG',
  'torchvision.transforms.v2._auto_augment': `
    _AutoAugmentBase AutoAugment RandAugment TrivialAugmentWide AugMix
  `,
  'torchvision.transforms.v2._color': `
    Grayscale RandomGrayscale RGB ColorJitter RandomChannelPermutation RandomPhotometricDistort
    RandomEqualize RandomInvert RandomPosterize RandomSolarize RandomAutocontrast RandomAdjustSharpness
  `,
  'torchvision.transforms.v2._container': 'Compose RandomApply RandomChoice RandomOrder',
  'torchvision.transforms.v2._deprecated': 'ToTensor',
  'torchvision.transforms.v2._geometry': `
    RandomHorizontalFlip RandomVerticalFlip Resize CenterCrop RandomResizedCrop FiveCrop TenCrop Pad
    RandomZoomOut RandomRotation RandomAffine RandomCrop RandomPerspective ElasticTransform RandomIoUCrop
    ScaleJitter RandomShortestSize RandomResize
  `,
  'torchvision.transforms.v2._meta': `
    ConvertBoundingBoxFormat ClampBoundingBoxes ClampKeyPoints SetClampingMode
  `,
  'torchvision.transforms.v2._misc': `
    Identity Lambda LinearTransformation Normalize GaussianBlur GaussianNoise ToDtype ConvertImageDtype
    SanitizeBoundingBoxes SanitizeKeyPoints
  `,
  'torchvision.transforms.v2._temporal': 'UniformTemporalSubsample',
  'torchvision.transforms.v2._transform': 'Transform _RandomApplyTransform',
  'torchvision.transforms.v2._type_conversion': 'PILToTensor ToImage ToPILImage ToPureTensor',
}
