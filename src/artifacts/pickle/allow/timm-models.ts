import type { NameLists } from './behaviour.ts'

/** Models and layers of timm. */
export const timmModels: NameLists = {
  'timm.layers.activations': `
    Swish Mish Sigmoid Tanh HardSwish HardSigmoid HardMish PReLU GELU GELUTanh QuickGELU
  `,
  'timm.layers.activations_me': 'SwishMe MishMe HardSigmoidMe HardSwishMe HardMishMe',
  'timm.layers.adaptive_avgmax_pool': `
    FastAdaptiveAvgPool FastAdaptiveMaxPool FastAdaptiveAvgMaxPool FastAdaptiveCatAvgMaxPool
    AdaptiveAvgMaxPool2d AdaptiveCatAvgMaxPool2d SelectAdaptivePool2d
  `,
  'timm.layers.attention': 'Attention AttentionRope',
  'timm.layers.attention2d': 'MultiQueryAttentionV2 MultiQueryAttention2d Attention2d',
  'timm.layers.attention_pool': 'AttentionPoolLatent AttentionPoolPrr',
  'timm.layers.attention_pool2d': 'RotAttentionPool2d AttentionPool2d',
  'timm.layers.blur_pool': 'BlurPool2d',
  'timm.layers.bottleneck_attn': 'PosEmbedRel BottleneckAttn',
  'timm.layers.cbam': `
    ChannelAttn LightChannelAttn SpatialAttn LightSpatialAttn CbamModule LightCbamModule
  `,
  'timm.layers.classifier': 'ClassifierHead NormMlpClassifierHead ClNormMlpClassifierHead',
  'timm.layers.cond_conv2d': 'CondConv2d',
  'timm.layers.conv2d_same': 'Conv2dSame Conv2dSameExport',
  'timm.layers.conv_bn_act': 'ConvNormAct',
  'timm.layers.coord_attn': 'CoordAttn SimpleCoordAttn EfficientLocalAttn StripAttn',
  'timm.layers.diff_attention': 'DiffAttention',
  'timm.layers.drop': 'DropBlock2d DropPath',
  'timm.layers.eca': 'EcaModule CecaModule',
  'timm.layers.evo_norm': `
    EvoNorm2dB0 EvoNorm2dB1 EvoNorm2dB2 EvoNorm2dS0 EvoNorm2dS0a EvoNorm2dS1 EvoNorm2dS1a EvoNorm2dS2
    EvoNorm2dS2a
  `,
  'timm.layers.filter_response_norm': 'FilterResponseNormTlu2d FilterResponseNormAct2d',
  'timm.layers.format': 'Format',
  'timm.layers.gather_excite': 'GatherExcite',
  'timm.layers.global_context': 'GlobalContext',
  'timm.layers.grn': 'GlobalResponseNorm',
  'timm.layers.halo_attn': 'PosEmbedRel HaloAttn',
  'timm.layers.hybrid_embed': 'HybridEmbed HybridEmbedWithSize',
  'timm.layers.inplace_abn': 'InplaceAbn',
  'timm.layers.lambda_layer': 'LambdaLayer',
  'timm.layers.layer_scale': 'LayerScale LayerScale2d',
  'timm.layers.linear': 'Linear',
  'timm.layers.median_pool': 'MedianPool2d',
  'timm.layers.mixed_conv2d': 'MixedConv2d',
  'timm.layers.ml_decoder': 'MLDecoder',
  'timm.layers.mlp': 'Mlp GluMlp SwiGLU GatedMlp ConvMlp GlobalResponseNormMlp',
  'timm.layers.non_local_attn': 'NonLocalAttn BilinearAttnTransform BatNonLocalAttn',
  'timm.layers.norm': `
    GroupNorm GroupNorm1 LayerNorm LayerNormFp32 LayerNorm2d LayerNorm2dFp32 LayerNormExp2d RmsNorm
    RmsNormFp32 RmsNorm2d RmsNorm2dFp32 SimpleNorm SimpleNormFp32 SimpleNorm2d SimpleNorm2dFp32
  `,
  'timm.layers.norm_act': `
    BatchNormAct2d SyncBatchNormAct FrozenBatchNormAct2d GroupNormAct GroupNorm1Act LayerNormAct
    LayerNormActFp32 LayerNormAct2d LayerNormAct2dFp32 RmsNormAct RmsNormActFp32 RmsNormAct2d
    RmsNormAct2dFp32
  `,
  'timm.layers.other_pool': 'LsePlus2d LsePlus1d SimPool2d SimPool1d',
  'timm.layers.patch_dropout': 'PatchDropout PatchDropoutWithIndices',
  'timm.layers.patch_embed': `
    PatchEmbed PatchEmbedWithSize PatchEmbedResamplerFixedOrigSize PatchEmbedInterpolator
  `,
  'timm.layers.pool2d_same': 'AvgPool2dSame MaxPool2dSame',
  'timm.layers.pos_embed_rel': 'RelPosBias RelPosMlp RelPosBiasTf',
  'timm.layers.pos_embed_sincos': `
    FourierEmbed RotaryEmbedding RotaryEmbeddingCat RotaryEmbeddingMRope RotaryEmbeddingMixed
    RotaryEmbeddingDinoV3
  `,
  'timm.layers.selective_kernel': 'SelectiveKernelAttn SelectiveKernel',
  'timm.layers.separable_conv': 'SeparableConvNormAct SeparableConv2d',
  'timm.layers.space_to_depth': 'SpaceToDepth DepthToSpace',
  'timm.layers.split_attn': 'RadixSoftmax SplitAttn',
  'timm.layers.split_batchnorm': 'SplitBatchNorm2d',
  'timm.layers.squeeze_excite': 'SEModule EffectiveSEModule SqueezeExciteCl',
  'timm.layers.std_conv': 'StdConv2d StdConv2dSame ScaledStdConv2d ScaledStdConv2dSame',
  'timm.layers.test_time_pool': 'TestTimePoolHead',
  'timm.models._efficientnet_blocks': `
    SqueezeExcite ConvBnAct DepthwiseSeparableConv InvertedResidual UniversalInvertedResidual
    MobileAttention CondConvResidual EdgeResidual
  `,
  'timm.models._features': 'FeatureDictNet FeatureListNet FeatureHookNet FeatureGetterNet',
  'timm.models._features_fx': 'FeatureGraphNet GraphExtractNet',
  'timm.models.beit': 'Attention Block RelativePositionBias Beit',
  'timm.models.byobnet': `
    DownsampleAvg BasicBlock BottleneckBlock DarkBlock EdgeBlock RepVggBlock MobileOneBlock SelfAttnBlock
    Stem ByobNet
  `,
  'timm.models.cait': 'ClassAttn LayerScaleBlockClassAttn TalkingHeadAttn LayerScaleBlock Cait',
  'timm.models.coat': 'ConvRelPosEnc FactorAttnConvRelPosEnc ConvPosEnc SerialBlock ParallelBlock CoaT',
  'timm.models.convit': 'GPSA MHSA Block ConVit',
  'timm.models.convmixer': 'Residual ConvMixer',
  'timm.models.convnext': 'Downsample ConvNeXtBlock ConvNeXtStage ConvNeXt',
  'timm.models.cpubone': `
    LinearLayer ResidualBlock ConvLayer MBConv FusedMBConv ConvAttention CPUBoneBlock ClsHead CPUBone
  `,
  'timm.models.crossvit': 'PatchEmbed CrossAttention CrossAttentionBlock MultiScaleBlock CrossVit',
  'timm.models.csatv2': `
    Dct1d Dct2d LearnableDct2d Dct2dStats Block SpatialTransformerBlock SpatialAttention TransformerBlock
    PosConv CSATv2
  `,
  'timm.models.cspnet': 'BottleneckBlock DarkBlock EdgeBlock CrossStage CrossStage3 DarkStage CspNet',
  'timm.models.davit': `
    ConvPosEnc Stem Downsample ChannelAttentionV2 ChannelAttention ChannelBlock WindowAttention SpatialBlock
    DaVitStage DaVit
  `,
  'timm.models.deit': 'VisionTransformerDistilled',
  'timm.models.densenet': 'DenseLayer DenseBlock DenseTransition DenseNet',
  'timm.models.dla': 'DlaBasic DlaBottleneck DlaBottle2neck DlaRoot DlaTree DLA',
  'timm.models.dpn': 'CatBnAct BnActConv2d DualPathBlock DPN',
  'timm.models.edgenext': `
    PositionalEncodingFourier ConvBlock CrossCovarianceAttn SplitTransposeBlock EdgeNeXtStage EdgeNeXt
  `,
  'timm.models.efficientformer': `
    Attention Stem4 Downsample Flat Pooling ConvMlpWithNorm MetaBlock1d MetaBlock2d EfficientFormerStage
    EfficientFormer
  `,
  'timm.models.efficientformer_v2': `
    ConvNorm Attention2d LocalGlobalQuery Attention2dDownsample Downsample ConvMlpWithNorm
    EfficientFormerV2Block Stem4 EfficientFormerV2Stage EfficientFormerV2
  `,
  'timm.models.efficientnet': 'EfficientNet EfficientNetFeatures',
  'timm.models.efficientnet_blocks': `
    SqueezeExcite ConvBnAct DepthwiseSeparableConv InvertedResidual UniversalInvertedResidual
    MobileAttention CondConvResidual EdgeResidual
  `,
  'timm.models.efficientvit_mit': `
    ConvNormAct DSConv ConvBlock MBConv FusedMBConv LiteMLA EfficientVitBlock ResidualBlock Stem
    EfficientVitStage EfficientVitLargeStage ClassifierHead EfficientVit EfficientVitLarge
  `,
  'timm.models.efficientvit_msra': `
    ConvNorm NormLinear PatchMerging ResidualDrop ConvMlp CascadedGroupAttention LocalWindowAttention
    EfficientVitBlock EfficientVitStage PatchEmbedding EfficientVitMsra
  `,
  'timm.models.eva': 'EvaAttention EvaBlock EvaBlockPostNorm Eva',
  'timm.models.fasternet': 'Partial_conv3 MLPBlock Block PatchEmbed PatchMerging FasterNet',
  'timm.models.fastvit': `
    MobileOneBlock ReparamLargeKernelConv Attention PatchEmbed LayerScale2d RepMixer ConvMlp
    RepConditionalPosEnc RepMixerBlock AttentionBlock FastVitStage FastVit
  `,
  'timm.models.features': 'FeatureDictNet FeatureListNet FeatureHookNet FeatureGetterNet',
  'timm.models.features_fx': 'FeatureGraphNet GraphExtractNet',
  'timm.models.focalnet': 'FocalModulation FocalNetBlock FocalNetStage Downsample FocalNet',
  'timm.models.gcvit': `
    MbConvBlock Downsample2d FeatureBlock Stem WindowAttentionGlobal GlobalContextVitBlock
    GlobalContextVitStage GlobalContextVit
  `,
  'timm.models.gemma4_vit': `
    Gemma4ClippableLinear Gemma4RotaryEmbedding2D Gemma4PatchEmbed Gemma4Attention Gemma4GatedMlp
    Gemma4Block Gemma4VisionPooler Gemma4VitEncoder Gemma4VitClassifier
  `,
  'timm.models.ghostnet': `
    GhostModule GhostModuleV2 GhostModuleV3 GhostBottleneck GhostBottleneckV3 GhostNet
  `,
  'timm.models.hgnet': `
    LearnableAffineBlock ConvBNAct LightConvBNAct EseModule StemV1 StemV2 HighPerfGpuBlock HighPerfGpuStage
    ClassifierHead HighPerfGpuNet
  `,
  'timm.models.hiera': 'Unroll Reroll MaskUnitAttention HieraBlock PatchEmbed Hiera',
  'timm.models.hieradet_sam2': 'MultiScaleAttention MultiScaleBlock HieraPatchEmbed HieraDet',
  'timm.models.hrnet': 'HighResolutionModule SequentialList HighResolutionNet HighResolutionNetFeatures',
  'timm.models.inception_next': `
    InceptionDWConv2d ConvMlp MlpClassifierHead MetaNeXtBlock MetaNeXtStage MetaNeXt
  `,
  'timm.models.inception_resnet_v2': 'Mixed_5b Block35 Mixed_6a Block17 Mixed_7a Block8 InceptionResnetV2',
  'timm.models.inception_v3': `
    InceptionA InceptionB InceptionC InceptionD InceptionE InceptionAux InceptionV3
  `,
  'timm.models.inception_v4': `
    Mixed3a Mixed4a Mixed5a InceptionA ReductionA InceptionB ReductionB InceptionC InceptionV4
  `,
  'timm.models.layers.activations': `
    Swish Mish Sigmoid Tanh HardSwish HardSigmoid HardMish PReLU GELU GELUTanh QuickGELU
  `,
  'timm.models.layers.activations_me': 'SwishMe MishMe HardSigmoidMe HardSwishMe HardMishMe',
  'timm.models.layers.adaptive_avgmax_pool': `
    FastAdaptiveAvgPool FastAdaptiveMaxPool FastAdaptiveAvgMaxPool FastAdaptiveCatAvgMaxPool
    AdaptiveAvgMaxPool2d AdaptiveCatAvgMaxPool2d SelectAdaptivePool2d
  `,
  'timm.models.layers.attention': 'Attention AttentionRope',
  'timm.models.layers.attention2d': 'MultiQueryAttentionV2 MultiQueryAttention2d Attention2d',
  'timm.models.layers.attention_pool': 'AttentionPoolLatent AttentionPoolPrr',
  'timm.models.layers.attention_pool2d': 'RotAttentionPool2d AttentionPool2d',
  'timm.models.layers.blur_pool': 'BlurPool2d',
  'timm.models.layers.bottleneck_attn': 'PosEmbedRel BottleneckAttn',
  'timm.models.layers.cbam': `
    ChannelAttn LightChannelAttn SpatialAttn LightSpatialAttn CbamModule LightCbamModule
  `,
  'timm.models.layers.classifier': 'ClassifierHead NormMlpClassifierHead ClNormMlpClassifierHead',
  'timm.models.layers.cond_conv2d': 'CondConv2d',
  'timm.models.layers.conv2d_same': 'Conv2dSame Conv2dSameExport',
  'timm.models.layers.conv_bn_act': 'ConvNormAct',
  'timm.models.layers.coord_attn': 'CoordAttn SimpleCoordAttn EfficientLocalAttn StripAttn',
  'timm.models.layers.diff_attention': 'DiffAttention',
  'timm.models.layers.drop': 'DropBlock2d DropPath',
  'timm.models.layers.eca': 'EcaModule CecaModule',
  'timm.models.layers.evo_norm': `
    EvoNorm2dB0 EvoNorm2dB1 EvoNorm2dB2 EvoNorm2dS0 EvoNorm2dS0a EvoNorm2dS1 EvoNorm2dS1a EvoNorm2dS2
    EvoNorm2dS2a
  `,
  'timm.models.layers.filter_response_norm': 'FilterResponseNormTlu2d FilterResponseNormAct2d',
  'timm.models.layers.format': 'Format',
  'timm.models.layers.gather_excite': 'GatherExcite',
  'timm.models.layers.global_context': 'GlobalContext',
  'timm.models.layers.grn': 'GlobalResponseNorm',
  'timm.models.layers.halo_attn': 'PosEmbedRel HaloAttn',
  'timm.models.layers.hybrid_embed': 'HybridEmbed HybridEmbedWithSize',
  'timm.models.layers.inplace_abn': 'InplaceAbn',
  'timm.models.layers.lambda_layer': 'LambdaLayer',
  'timm.models.layers.layer_scale': 'LayerScale LayerScale2d',
  'timm.models.layers.linear': 'Linear',
  'timm.models.layers.median_pool': 'MedianPool2d',
  'timm.models.layers.mixed_conv2d': 'MixedConv2d',
  'timm.models.layers.ml_decoder': 'MLDecoder',
  'timm.models.layers.mlp': 'Mlp GluMlp SwiGLU GatedMlp ConvMlp GlobalResponseNormMlp',
  'timm.models.layers.non_local_attn': 'NonLocalAttn BilinearAttnTransform BatNonLocalAttn',
  'timm.models.layers.norm': `
    GroupNorm GroupNorm1 LayerNorm LayerNormFp32 LayerNorm2d LayerNorm2dFp32 LayerNormExp2d RmsNorm
    RmsNormFp32 RmsNorm2d RmsNorm2dFp32 SimpleNorm SimpleNormFp32 SimpleNorm2d SimpleNorm2dFp32
  `,
  'timm.models.layers.norm_act': `
    BatchNormAct2d SyncBatchNormAct FrozenBatchNormAct2d GroupNormAct GroupNorm1Act LayerNormAct
    LayerNormActFp32 LayerNormAct2d LayerNormAct2dFp32 RmsNormAct RmsNormActFp32 RmsNormAct2d
    RmsNormAct2dFp32
  `,
  'timm.models.layers.other_pool': 'LsePlus2d LsePlus1d SimPool2d SimPool1d',
  'timm.models.layers.patch_dropout': 'PatchDropout PatchDropoutWithIndices',
  'timm.models.layers.patch_embed': `
    PatchEmbed PatchEmbedWithSize PatchEmbedResamplerFixedOrigSize PatchEmbedInterpolator
  `,
  'timm.models.layers.pool2d_same': 'AvgPool2dSame MaxPool2dSame',
  'timm.models.layers.pos_embed_rel': 'RelPosBias RelPosMlp RelPosBiasTf',
  'timm.models.layers.pos_embed_sincos': `
    FourierEmbed RotaryEmbedding RotaryEmbeddingCat RotaryEmbeddingMRope RotaryEmbeddingMixed
    RotaryEmbeddingDinoV3
  `,
  'timm.models.layers.selective_kernel': 'SelectiveKernelAttn SelectiveKernel',
  'timm.models.layers.separable_conv': 'SeparableConvNormAct SeparableConv2d',
  'timm.models.layers.space_to_depth': 'SpaceToDepth DepthToSpace',
  'timm.models.layers.split_attn': 'RadixSoftmax SplitAttn',
  'timm.models.layers.split_batchnorm': 'SplitBatchNorm2d',
  'timm.models.layers.squeeze_excite': 'SEModule EffectiveSEModule SqueezeExciteCl',
  'timm.models.layers.std_conv': 'StdConv2d StdConv2dSame ScaledStdConv2d ScaledStdConv2dSame',
  'timm.models.layers.test_time_pool': 'TestTimePoolHead',
  'timm.models.lcnetv2': 'RepDepthwiseSeparable LCNetV2',
  'timm.models.levit': `
    ConvNorm LinearNorm NormLinear Stem8 Stem16 Downsample Attention AttentionDownsample LevitMlp
    LevitDownsample LevitBlock LevitStage Levit LevitDistilled
  `,
  'timm.models.lowformer': `
    ResidualBlock ConvLayer MBConv FusedMBConv ConvAttention LowFormerBlock LowFormer
  `,
  'timm.models.mambaout': `
    Stem DownsampleNormFirst Downsample MlpHead GatedConvBlock MambaOutStage MambaOut
  `,
  'timm.models.maxxvit': `
    Attention2d AttentionCl Downsample2d TransformerBlock2d MbConvBlock ConvNeXtBlock PartitionAttentionCl
    ParallelPartitionAttention PartitionAttention2d MaxxVitBlock ParallelMaxxVitBlock MaxxVitStage Stem
    MaxxVit
  `,
  'timm.models.metaformer': `
    Stem Downsampling Scale SquaredReLU StarReLU Attention GroupNorm1NoBias LayerNorm2dNoBias
    LayerNormNoBias SepConv Pooling MlpHead MetaFormerBlock MetaFormerStage MetaFormer
  `,
  'timm.models.mlp_mixer': 'MixerBlock Affine ResBlock SpatialGatingUnit SpatialGatingBlock MlpMixer',
  'timm.models.mobilenetv3': 'MobileNetV3 MobileNetV3Features',
  'timm.models.mobilenetv5': 'MobileNetV5MultiScaleFusionAdapter MobileNetV5 MobileNetV5Encoder',
  'timm.models.mobilevit': 'MobileVitBlock LinearSelfAttention LinearTransformerBlock MobileVitV2Block',
  'timm.models.mvitv2': `
    PatchEmbed MultiScaleAttentionPoolFirst MultiScaleAttention MultiScaleBlock MultiScaleVitStage
    MultiScaleVit
  `,
  'timm.models.naflexvit': 'NaFlexEmbeds NaFlexVit',
  'timm.models.nasnet': `
    ActConvBn SeparableConv2d BranchSeparables CellStem0 CellStem1 FirstCell NormalCell ReductionCell0
    ReductionCell1 NASNetALarge
  `,
  'timm.models.nest': 'Attention TransformerLayer ConvPool NestLevel Nest',
  'timm.models.nextvit': `
    ConvNormAct PatchEmbed ConvAttention NextConvBlock EfficientAttention NextTransformerBlock NextStage
    NextViT
  `,
  'timm.models.nfnet': 'GammaAct DownsampleAvg NormFreeBlock NormFreeNet',
  'timm.models.pit': 'SequentialTuple Transformer Pooling ConvEmbedding PoolingVisionTransformer',
  'timm.models.pnasnet': `
    SeparableConv2d BranchSeparables ActConvBn FactorizedReduction CellBase CellStem0 Cell PNASNet5Large
  `,
  'timm.models.pvt_v2': `
    MlpWithDepthwiseConv Attention Block OverlapPatchEmbed PyramidVisionTransformerStage
    PyramidVisionTransformerV2
  `,
  'timm.models.rdnet': 'Block BlockESE DenseBlock DenseStage RDNet',
  'timm.models.regnet': 'Bottleneck PreBottleneck RegStage RegNet',
  'timm.models.repghost': 'RepGhostModule RepGhostBottleneck RepGhostNet',
  'timm.models.repvit': `
    ConvNorm NormLinear RepVggDw RepVitMlp RepViTBlock RepVitStem RepVitDownsample RepVitClassifier
    RepVitStage RepVit
  `,
  'timm.models.res2net': 'Bottle2neck',
  'timm.models.resnest': 'ResNestBottleneck',
  'timm.models.resnet': 'BasicBlock Bottleneck ResNet',
  'timm.models.resnetv2': `
    PreActBasic PreActBottleneck Bottleneck DownsampleConv DownsampleAvg ResNetStage ResNetV2
  `,
  'timm.models.rexnet': 'LinearBottleneck RexNet',
  'timm.models.selecsls': 'SequentialList SelectSeq SelecSlsBlock SelecSls',
  'timm.models.senet': `
    SEModule Bottleneck SEBottleneck SEResNetBottleneck SEResNeXtBottleneck SEResNetBlock SENet
  `,
  'timm.models.sequencer': `
    RNNIdentity RNN2dBase LSTM2d Sequencer2dBlock Shuffle Downsample2d Sequencer2dStage Sequencer2d
  `,
  'timm.models.shvit': 'Residual Conv2dNorm NormLinear PatchMerging FFN SHSA BasicBlock StageBlock SHViT',
  'timm.models.sknet': 'SelectiveKernelBasic SelectiveKernelBottleneck',
  'timm.models.starnet': 'ConvBN Block StarNet',
  'timm.models.swiftformer': `
    LayerScale2d Embedding ConvEncoder Mlp EfficientAdditiveAttention LocalRepresentation Block Stage
    SwiftFormer
  `,
  'timm.models.swin_transformer': `
    WindowAttention SwinTransformerBlock PatchMerging SwinTransformerStage SwinTransformer
  `,
  'timm.models.swin_transformer_v2': `
    WindowAttention SwinTransformerV2Block PatchMerging SwinTransformerV2Stage SwinTransformerV2
  `,
  'timm.models.swin_transformer_v2_cr': `
    WindowMultiHeadAttention SwinTransformerV2CrBlock PatchMerging PatchEmbed SwinTransformerV2CrStage
    SwinTransformerV2Cr
  `,
  'timm.models.tiny_vit': `
    ConvNorm PatchEmbed MBConv PatchMerging ConvLayer NormMlp Attention TinyVitBlock TinyVitStage TinyVit
  `,
  'timm.models.tnt': 'Attention Block PixelEmbed TNT',
  'timm.models.tresnet': 'BasicBlock Bottleneck TResNet',
  'timm.models.twins': 'LocallyGroupedAttn GlobalSubSampleAttn Block PosConv PatchEmbed Twins',
  'timm.models.vgg': 'ConvMlp VGG',
  'timm.models.visformer': 'SpatialMlp Attention Block Visformer',
  'timm.models.vision_transformer': `
    Block ResPostBlock ParallelScalingBlock DiffParallelScalingBlock ParallelThingsBlock VisionTransformer
  `,
  'timm.models.vision_transformer_hybrid': 'ConvStem',
  'timm.models.vision_transformer_relpos': `
    RelPosAttention RelPosBlock ResPostRelPosBlock VisionTransformerRelPos
  `,
  'timm.models.vision_transformer_sam': 'Attention Block VisionTransformerSAM',
  'timm.models.vitamin': 'Stem Downsample2d StridedConv MbConvLNBlock MbConvStages GeGluMlp',
  'timm.models.volo': `
    OutlookAttention Outlooker Attention Transformer ClassAttention ClassBlock PatchEmbed Downsample VOLO
  `,
  'timm.models.vovnet': 'SequentialAppendList OsaBlock OsaStage VovNet',
  'timm.models.xception': 'SeparableConv2d Block Xception',
  'timm.models.xception_aligned': `
    SeparableConv2d PreSeparableConv2d XceptionModule PreXceptionModule XceptionAligned
  `,
  'timm.models.xcit': 'PositionalEncodingFourier ConvPatchEmbed LPI ClassAttentionBlock XCA XCABlock Xcit',
}
