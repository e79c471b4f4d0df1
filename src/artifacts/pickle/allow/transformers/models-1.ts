import type { NameLists } from '../behaviour.ts'

/** Model classes that people pickle whole: `torch.nn.Module` subclasses. */
export const models1: NameLists = {
  'transformers.activations': `
    AccurateGELUActivation ClippedGELUActivation FastGELUActivation GELUActivation GELUTanh
    LaplaceActivation LinearActivation MishActivation NewGELUActivation QuickGELUActivation
    ReLUSquaredActivation SiLUActivation SqrtSoftplusActivation XIELUActivation
  `,
  'transformers.modeling_utils': `
    Conv1D SequenceSummary PoolerStartLogits PoolerEndLogits PoolerAnswerClass SQuADHead PreTrainedModel
  `,
  'transformers.models.albert.modeling_albert': `
    AlbertEmbeddings AlbertAttention AlbertLayer AlbertLayerGroup AlbertTransformer AlbertPreTrainedModel
    AlbertModel AlbertForPreTraining AlbertMLMHead AlbertSOPHead AlbertForMaskedLM
    AlbertForSequenceClassification AlbertForTokenClassification AlbertForQuestionAnswering
    AlbertForMultipleChoice
  `,
  'transformers.models.altclip.modeling_altclip': `
    AltRobertaEmbeddings AltRobertaSelfAttention AltRobertaSelfOutput AltRobertaAttention
    AltRobertaIntermediate AltRobertaOutput AltRobertaLayer AltRobertaEncoder AltRobertaPooler
    AltCLIPAttention AltCLIPMLP AltCLIPEncoderLayer AltCLIPEncoder AltCLIPVisionEmbeddings
    AltCLIPPreTrainedModel AltCLIPVisionModel AltRobertaModel AltCLIPTextModel AltCLIPModel
  `,
  'transformers.models.audio_spectrogram_transformer.modeling_audio_spectrogram_transformer': `
    ASTPatchEmbeddings ASTEmbeddings ASTAttention ASTMLP ASTLayer ASTPreTrainedModel ASTModel ASTMLPHead
    ASTForAudioClassification
  `,
  'transformers.models.bark.modeling_bark': `
    BarkSelfAttention BarkSelfFlashAttention2 BarkMLP BarkBlock BarkPreTrainedModel BarkCausalModel
    BarkSemanticModel BarkCoarseModel BarkFineModel BarkModel
  `,
  'transformers.models.bart.modeling_bart': `
    BartLearnedPositionalEmbedding BartScaledWordEmbedding BartAttention BartEncoderLayer BartDecoderLayer
    BartClassificationHead BartPreTrainedModel PretrainedBartModel BartPretrainedModel BartEncoder
    BartDecoder BartModel BartForConditionalGeneration BartForSequenceClassification
    BartForQuestionAnswering BartDecoderWrapper BartForCausalLM
  `,
  'transformers.models.beit.modeling_beit': `
    BeitPatchEmbeddings BeitEmbeddings BeitRelativePositionBias BeitAttention BeitMLP BeitDropPath BeitLayer
    BeitPreTrainedModel BeitModel BeitPooler BeitForMaskedImageModeling BeitForImageClassification
    BeitConvLayer BeitPyramidPoolingBlock BeitPyramidPoolingModule BeitUperHead BeitFCNHead BeitFPNUpBlock
    BeitFPNNeck BeitForSemanticSegmentation BeitBackbone
  `,
  'transformers.models.bert.modeling_bert': `
    BertEmbeddings BertSelfAttention BertCrossAttention BertSelfOutput BertAttention BertIntermediate
    BertOutput BertLayer BertEncoder BertPooler BertPredictionHeadTransform BertLMPredictionHead
    BertOnlyMLMHead BertOnlyNSPHead BertPreTrainingHeads BertPreTrainedModel BertModel BertForPreTraining
    BertLMHeadModel BertForMaskedLM BertForNextSentencePrediction BertForSequenceClassification
    BertForMultipleChoice BertForTokenClassification BertForQuestionAnswering
  `,
  'transformers.models.bert_generation.modeling_bert_generation': `
    BertGenerationSelfOutput BertGenerationSelfAttention BertGenerationCrossAttention
    BertGenerationAttention BertGenerationIntermediate BertGenerationOutput BertGenerationLayer BertEncoder
    BertGenerationEmbeddings BertGenerationPreTrainedModel BertGenerationEncoder BertGenerationOnlyLMHead
    BertGenerationDecoder
  `,
  'transformers.models.blenderbot.modeling_blenderbot': `
    BlenderbotLearnedPositionalEmbedding BlenderbotScaledWordEmbedding BlenderbotAttention
    BlenderbotEncoderLayer BlenderbotDecoderLayer BlenderbotPreTrainedModel BlenderbotEncoder
    BlenderbotDecoder BlenderbotModel BlenderbotForConditionalGeneration BlenderbotDecoderWrapper
    BlenderbotForCausalLM
  `,
  'transformers.models.blip.modeling_blip': `
    BlipVisionEmbeddings BlipTextEmbeddings BlipAttention BlipMLP BlipEncoderLayer BlipPreTrainedModel
    BlipEncoder BlipVisionModel BlipModel BlipForConditionalGeneration BlipForQuestionAnswering
    BlipForImageTextRetrieval
  `,
  'transformers.models.blip.modeling_blip_text': `
    BlipTextEmbeddings BlipTextSelfAttention BlipTextSelfOutput BlipTextAttention BlipTextIntermediate
    BlipTextOutput BlipTextLayer BlipTextEncoder BlipTextPooler BlipTextPredictionHeadTransform
    BlipTextLMPredictionHead BlipTextOnlyMLMHead BlipTextPreTrainedModel BlipTextModel BlipTextLMHeadModel
  `,
  'transformers.models.blip_2.modeling_blip_2': `
    Blip2VisionEmbeddings Blip2Attention Blip2MLP Blip2EncoderLayer Blip2PreTrainedModel Blip2Encoder
    Blip2VisionModel Blip2QFormerMultiHeadAttention Blip2QFormerSelfOutput Blip2QFormerAttention
    Blip2QFormerIntermediate Blip2QFormerOutput Blip2QFormerLayer Blip2QFormerEncoder Blip2TextEmbeddings
    Blip2QFormerModel Blip2Model Blip2TextModelWithProjection Blip2VisionModelWithProjection
    Blip2ForConditionalGeneration Blip2ForImageTextRetrieval
  `,
  'transformers.models.bloom.modeling_bloom': `
    BloomGelu BloomAttention BloomMLP BloomBlock BloomPreTrainedModel BloomModel BloomForCausalLM
    BloomForSequenceClassification BloomForTokenClassification BloomForQuestionAnswering
  `,
  'transformers.models.camembert.modeling_camembert': `
    CamembertEmbeddings CamembertSelfAttention CamembertCrossAttention CamembertSelfOutput
    CamembertAttention CamembertIntermediate CamembertOutput CamembertLayer CamembertLMHead
    CamembertPreTrainedModel CamembertEncoder CamembertPooler CamembertModel CamembertForMaskedLM
    CamembertClassificationHead CamembertForSequenceClassification CamembertForMultipleChoice
    CamembertForTokenClassification CamembertForQuestionAnswering CamembertForCausalLM
  `,
  'transformers.models.canine.modeling_canine': `
    CanineEmbeddings CharactersToMolecules ConvProjection CanineSelfAttention CanineSelfOutput
    CanineAttention CanineIntermediate CanineOutput CanineLayer CanineEncoder CaninePooler
    CaninePredictionHeadTransform CanineLMPredictionHead CanineOnlyMLMHead CaninePreTrainedModel CanineModel
    CanineForSequenceClassification CanineForMultipleChoice CanineForTokenClassification
    CanineForQuestionAnswering
  `,
  'transformers.models.chinese_clip.modeling_chinese_clip': `
    ChineseCLIPTextEmbeddings ChineseCLIPVisionEmbeddings ChineseCLIPTextSelfAttention
    ChineseCLIPTextSelfOutput ChineseCLIPTextAttention ChineseCLIPVisionAttention
    ChineseCLIPTextIntermediate ChineseCLIPTextOutput ChineseCLIPVisionMLP ChineseCLIPTextLayer
    ChineseCLIPVisionLayer ChineseCLIPTextPooler ChineseCLIPPreTrainedModel ChineseCLIPTextEncoder
    ChineseCLIPVisionEncoder ChineseCLIPVisionModel ChineseCLIPTextModel ChineseCLIPModel
  `,
  'transformers.models.clap.modeling_clap': `
    ClapAudioAFFBlock ClapAudioPatchEmbed ClapAudioSelfAttention ClapAudioSelfOutput ClapAudioAttention
    ClapAudioIntermediate ClapAudioOutput ClapDropPath ClapAudioLayer ClapAudioStage ClapAudioPatchMerging
    ClapAudioEncoder ClapProjectionLayer ClapTextEmbeddings ClapTextSelfAttention ClapTextSelfOutput
    ClapTextAttention ClapTextIntermediate ClapTextOutput ClapTextLayer ClapTextEncoder ClapTextPooler
    ClapPreTrainedModel ClapAudioModel ClapTextModel ClapModel ClapTextModelWithProjection
    ClapAudioModelWithProjection
  `,
  'transformers.models.clip.modeling_clip': `
    CLIPVisionEmbeddings CLIPTextEmbeddings CLIPAttention CLIPMLP CLIPEncoderLayer CLIPPreTrainedModel
    CLIPEncoder CLIPTextModel CLIPVisionModel CLIPModel CLIPTextModelWithProjection
    CLIPVisionModelWithProjection CLIPForImageClassification
  `,
  'transformers.models.clipseg.modeling_clipseg': `
    CLIPSegVisionEmbeddings CLIPSegTextEmbeddings CLIPSegAttention CLIPSegMLP CLIPSegEncoderLayer
    CLIPSegDecoderLayer CLIPSegPreTrainedModel CLIPSegEncoder CLIPSegDecoder CLIPSegTextModel
    CLIPSegVisionModel CLIPSegModel CLIPSegForImageSegmentation
  `,
  'transformers.models.codegen.modeling_codegen': `
    CodeGenAttention CodeGenMLP CodeGenBlock CodeGenPreTrainedModel CodeGenModel CodeGenForCausalLM
  `,
  'transformers.models.cohere.modeling_cohere': `
    CohereLayerNorm CohereRotaryEmbedding CohereMLP CohereAttention CohereDecoderLayer CoherePreTrainedModel
    CohereModel CohereForCausalLM
  `,
  'transformers.models.conditional_detr.modeling_conditional_detr': `
    ConditionalDetrFrozenBatchNorm2d ConditionalDetrConvEncoder ConditionalDetrSinePositionEmbedding
    ConditionalDetrLearnedPositionEmbedding ConditionalDetrSelfAttention ConditionalDetrDecoderSelfAttention
    ConditionalDetrDecoderCrossAttention ConditionalDetrMLP ConditionalDetrEncoderLayer
    ConditionalDetrDecoderLayer ConditionalDetrMLPPredictionHead ConditionalDetrConvBlock
    ConditionalDetrFPNFusionStage ConditionalDetrMaskHeadSmallConv ConditionalDetrMHAttentionMap
    ConditionalDetrPreTrainedModel ConditionalDetrEncoder ConditionalDetrDecoder ConditionalDetrModel
    ConditionalDetrForObjectDetection ConditionalDetrForSegmentation
  `,
  'transformers.models.convbert.modeling_convbert': `
    ConvBertEmbeddings SeparableConv1D ConvBertSelfAttention ConvBertSelfOutput ConvBertAttention
    GroupedLinearLayer ConvBertIntermediate ConvBertOutput ConvBertLayer ConvBertPreTrainedModel
    ConvBertEncoder ConvBertPredictionHeadTransform ConvBertSequenceSummary ConvBertModel
    ConvBertGeneratorPredictions ConvBertForMaskedLM ConvBertClassificationHead
    ConvBertForSequenceClassification ConvBertForMultipleChoice ConvBertForTokenClassification
    ConvBertForQuestionAnswering
  `,
  'transformers.models.convnext.modeling_convnext': `
    ConvNextLayerNorm ConvNextEmbeddings ConvNextDropPath ConvNextLayer ConvNextStage
    ConvNextPreTrainedModel ConvNextEncoder ConvNextModel ConvNextForImageClassification ConvNextBackbone
  `,
  'transformers.models.convnextv2.modeling_convnextv2': `
    ConvNextV2GRN ConvNextV2LayerNorm ConvNextV2Embeddings ConvNextV2DropPath ConvNextV2Layer
    ConvNextV2Stage ConvNextV2PreTrainedModel ConvNextV2Encoder ConvNextV2Model
    ConvNextV2ForImageClassification ConvNextV2Backbone
  `,
  'transformers.models.ctrl.modeling_ctrl': `
    MultiHeadAttention EncoderLayer CTRLPreTrainedModel CTRLModel CTRLLMHeadModel
    CTRLForSequenceClassification
  `,
  'transformers.models.cvt.modeling_cvt': `
    CvtEmbeddings CvtConvEmbeddings CvtSelfAttentionConvProjection CvtSelfAttentionLinearProjection
    CvtSelfAttentionProjection CvtSelfAttention CvtSelfOutput CvtAttention CvtIntermediate CvtOutput
    CvtDropPath CvtLayer CvtStage CvtEncoder CvtPreTrainedModel CvtModel CvtForImageClassification
  `,
  'transformers.models.data2vec.modeling_data2vec_audio': `
    Data2VecAudioConvLayer Data2VecAudioPadLayer Data2VecAudioPositionalConvLayer
    Data2VecAudioPositionalConvEmbedding Data2VecAudioFeatureEncoder Data2VecAudioFeatureProjection
    Data2VecAudioAttention Data2VecAudioFeedForward Data2VecAudioEncoderLayer Data2VecAudioEncoder
    Data2VecAudioAdapterLayer Data2VecAudioAdapter Data2VecAudioPreTrainedModel Data2VecAudioModel
    Data2VecAudioForCTC Data2VecAudioForSequenceClassification Data2VecAudioForAudioFrameClassification
    AMSoftmaxLoss TDNNLayer Data2VecAudioForXVector
  `,
  'transformers.models.data2vec.modeling_data2vec_text': `
    Data2VecTextEmbeddings Data2VecTextSelfAttention Data2VecTextCrossAttention Data2VecTextSelfOutput
    Data2VecTextAttention Data2VecTextIntermediate Data2VecTextOutput Data2VecTextLayer
    Data2VecTextPreTrainedModel Data2VecTextEncoder Data2VecTextPooler Data2VecTextModel Data2VecTextLMHead
    Data2VecTextClassificationHead Data2VecTextForCausalLM Data2VecTextForMaskedLM
    Data2VecTextForSequenceClassification Data2VecTextForMultipleChoice Data2VecTextForTokenClassification
    Data2VecTextForQuestionAnswering
  `,
  'transformers.models.data2vec.modeling_data2vec_vision': `
    Data2VecVisionEmbeddings Data2VecVisionPatchEmbeddings Data2VecVisionSelfAttention
    Data2VecVisionSdpaSelfAttention Data2VecVisionSelfOutput Data2VecVisionAttention
    Data2VecVisionIntermediate Data2VecVisionOutput Data2VecVisionDropPath Data2VecVisionLayer
    Data2VecVisionRelativePositionBias Data2VecVisionEncoder Data2VecVisionPreTrainedModel
    Data2VecVisionModel Data2VecVisionPooler Data2VecVisionForImageClassification Data2VecVisionConvLayer
    Data2VecVisionPyramidPoolingBlock Data2VecVisionPyramidPoolingModule Data2VecVisionUperHead
    Data2VecVisionFCNHead Data2VecVisionForSemanticSegmentation
  `,
  'transformers.models.deberta.modeling_deberta': `
    DebertaLayerNorm DebertaSelfOutput DisentangledSelfAttention DebertaEmbeddings DebertaAttention
    DebertaIntermediate DebertaOutput DebertaLayer DebertaEncoder DebertaPreTrainedModel DebertaModel
    LegacyDebertaPredictionHeadTransform LegacyDebertaLMPredictionHead LegacyDebertaOnlyMLMHead
    DebertaLMPredictionHead DebertaOnlyMLMHead DebertaForMaskedLM ContextPooler
    DebertaForSequenceClassification DebertaForTokenClassification DebertaForQuestionAnswering
  `,
  'transformers.models.deberta_v2.modeling_deberta_v2': `
    DebertaV2SelfOutput DisentangledSelfAttention DebertaV2Attention DebertaV2Intermediate DebertaV2Output
    DebertaV2Layer ConvLayer DebertaV2Embeddings DebertaV2Encoder DebertaV2PreTrainedModel DebertaV2Model
    LegacyDebertaV2PredictionHeadTransform LegacyDebertaV2LMPredictionHead LegacyDebertaV2OnlyMLMHead
    DebertaV2LMPredictionHead DebertaV2OnlyMLMHead DebertaV2ForMaskedLM ContextPooler
    DebertaV2ForSequenceClassification DebertaV2ForTokenClassification DebertaV2ForQuestionAnswering
    DebertaV2ForMultipleChoice
  `,
  'transformers.models.decision_transformer.modeling_decision_transformer': `
    DecisionTransformerGPT2Attention DecisionTransformerGPT2MLP DecisionTransformerGPT2Block
    DecisionTransformerGPT2PreTrainedModel DecisionTransformerGPT2Model DecisionTransformerPreTrainedModel
    DecisionTransformerModel
  `,
  'transformers.models.deformable_detr.modeling_deformable_detr': `
    MultiScaleDeformableAttention DeformableDetrFrozenBatchNorm2d DeformableDetrConvEncoder
    DeformableDetrSinePositionEmbedding DeformableDetrLearnedPositionEmbedding DeformableDetrSelfAttention
    DeformableDetrMultiscaleDeformableAttention DeformableDetrMLP DeformableDetrEncoderLayer
    DeformableDetrDecoderLayer DeformableDetrPreTrainedModel DeformableDetrEncoder DeformableDetrDecoder
    DeformableDetrModel DeformableDetrMLPPredictionHead DeformableDetrForObjectDetection
  `,
  'transformers.models.deit.modeling_deit': `
    DeiTPatchEmbeddings DeiTEmbeddings DeiTAttention DeiTMLP DeiTLayer DeiTPreTrainedModel DeiTPooler
    DeiTModel DeiTForMaskedImageModeling DeiTForImageClassification DeiTForImageClassificationWithTeacher
  `,
  'transformers.models.detr.modeling_detr': `
    DetrFrozenBatchNorm2d DetrConvEncoder DetrSinePositionEmbedding DetrLearnedPositionEmbedding
    DetrSelfAttention DetrCrossAttention DetrMLP DetrEncoderLayer DetrDecoderLayer DetrConvBlock
    DetrFPNFusionStage DetrMaskHeadSmallConv DetrMHAttentionMap DetrPreTrainedModel DetrEncoder DetrDecoder
    DetrModel DetrMLPPredictionHead DetrForObjectDetection DetrForSegmentation
  `,
  'transformers.models.dinov2.modeling_dinov2': `
    Dinov2Embeddings Dinov2PatchEmbeddings Dinov2SelfAttention Dinov2SelfOutput Dinov2Attention
    Dinov2LayerScale Dinov2MLP Dinov2SwiGLUFFN Dinov2DropPath Dinov2Layer Dinov2PreTrainedModel
    Dinov2Encoder Dinov2Model Dinov2ForImageClassification Dinov2Backbone
  `,
  'transformers.models.distilbert.modeling_distilbert': `
    Embeddings DistilBertSelfAttention FFN TransformerBlock Transformer DistilBertPreTrainedModel
    DistilBertModel DistilBertForMaskedLM DistilBertForSequenceClassification DistilBertForQuestionAnswering
    DistilBertForTokenClassification DistilBertForMultipleChoice
  `,
  'transformers.models.donut.modeling_donut_swin': `
    DonutSwinEmbeddings DonutSwinPatchEmbeddings DonutSwinPatchMerging DonutSwinSelfAttention
    DonutSwinSelfOutput DonutSwinAttention DonutSwinIntermediate DonutSwinOutput DonutDropPath
    DonutSwinLayer DonutSwinStage DonutSwinEncoder DonutSwinPreTrainedModel DonutSwinModel
    DonutSwinForImageClassification
  `,
  'transformers.models.dpr.modeling_dpr': `
    DPRPreTrainedModel DPREncoder DPRSpanPredictor DPRPretrainedContextEncoder DPRPretrainedQuestionEncoder
    DPRPretrainedReader DPRContextEncoder DPRQuestionEncoder DPRReader
  `,
  'transformers.models.dpt.modeling_dpt': `
    DPTViTHybridEmbeddings DPTViTEmbeddings DPTViTPatchEmbeddings DPTSelfAttention DPTViTSelfOutput
    DPTViTAttention DPTViTIntermediate DPTViTOutput DPTViTLayer DPTReassembleStage DPTReassembleLayer
    DPTFeatureFusionStage DPTPreActResidualLayer DPTFeatureFusionLayer DPTPreTrainedModel DPTViTEncoder
    DPTModel DPTViTPooler DPTNeck DPTDepthEstimationHead DPTForDepthEstimation DPTSemanticSegmentationHead
    DPTAuxiliaryHead DPTForSemanticSegmentation
  `,
  'transformers.models.efficientnet.modeling_efficientnet': `
    EfficientNetEmbeddings EfficientNetDepthwiseConv2d EfficientNetExpansionLayer EfficientNetDepthwiseLayer
    EfficientNetSqueezeExciteLayer EfficientNetFinalBlockLayer EfficientNetBlock EfficientNetEncoder
    EfficientNetPreTrainedModel EfficientNetModel EfficientNetForImageClassification
  `,
  'transformers.models.electra.modeling_electra': `
    ElectraEmbeddings ElectraSelfAttention ElectraCrossAttention ElectraSelfOutput ElectraAttention
    ElectraIntermediate ElectraOutput ElectraLayer ElectraEncoder ElectraDiscriminatorPredictions
    ElectraGeneratorPredictions ElectraPreTrainedModel ElectraModel ElectraClassificationHead
    ElectraSequenceSummary ElectraForSequenceClassification ElectraForPreTraining ElectraForMaskedLM
    ElectraForTokenClassification ElectraForQuestionAnswering ElectraForMultipleChoice ElectraForCausalLM
  `,
  'transformers.models.encoder_decoder.modeling_encoder_decoder': 'EncoderDecoderModel',
  'transformers.models.ernie.modeling_ernie': `
    ErnieEmbeddings ErnieSelfAttention ErnieCrossAttention ErnieSelfOutput ErnieAttention ErnieIntermediate
    ErnieOutput ErnieLayer ErniePooler ErniePredictionHeadTransform ErnieLMPredictionHead ErnieEncoder
    ErniePreTrainedModel ErnieModel ErniePreTrainingHeads ErnieForPreTraining ErnieOnlyMLMHead
    ErnieForCausalLM ErnieForMaskedLM ErnieOnlyNSPHead ErnieForNextSentencePrediction
    ErnieForSequenceClassification ErnieForMultipleChoice ErnieForTokenClassification
    ErnieForQuestionAnswering
  `,
  'transformers.models.esm.modeling_esm': `
    EsmRotaryEmbedding EsmContactPredictionHead EsmEmbeddings EsmSelfAttention EsmSelfOutput EsmAttention
    EsmIntermediate EsmOutput EsmLayer EsmEncoder EsmPooler EsmPreTrainedModel EsmModel EsmForMaskedLM
    EsmLMHead EsmForSequenceClassification EsmForTokenClassification EsmClassificationHead
  `,
  'transformers.models.esm.modeling_esmfold': `
    EsmFoldLinear EsmFoldLayerNorm EsmFoldAttention EsmFoldTriangleAttention
    EsmFoldTriangleMultiplicativeUpdate EsmFoldPreTrainedModel EsmFoldSelfAttention EsmFoldDropout
    EsmFoldSequenceToPair EsmFoldPairToSequence EsmFoldResidueMLP EsmFoldTriangularSelfAttentionBlock
    EsmCategoricalMixture EsmFoldRelativePosition EsmFoldAngleResnetBlock EsmFoldAngleResnet
    EsmFoldInvariantPointAttention EsmFoldBackboneUpdate EsmFoldStructureModuleTransitionLayer
    EsmFoldStructureModuleTransition EsmFoldStructureModule EsmFoldingTrunk EsmForProteinFolding
  `,
  'transformers.models.falcon.modeling_falcon': `
    FalconLinear FalconRotaryEmbedding FalconAttention FalconFlashAttention2 FalconMLP FalconDecoderLayer
    FalconPreTrainedModel FalconModel FalconForCausalLM FalconForSequenceClassification
    FalconForTokenClassification FalconForQuestionAnswering
  `,
  'transformers.models.flaubert.modeling_flaubert': `
    MultiHeadAttention TransformerFFN FlaubertPredLayer FlaubertPoolerStartLogits FlaubertPoolerEndLogits
    FlaubertPoolerAnswerClass FlaubertSQuADHead FlaubertSequenceSummary FlaubertPreTrainedModel
    FlaubertModel FlaubertWithLMHeadModel FlaubertForSequenceClassification FlaubertForTokenClassification
    FlaubertForQuestionAnsweringSimple FlaubertForQuestionAnswering FlaubertForMultipleChoice
  `,
  'transformers.models.fnet.modeling_fnet': `
    FNetEmbeddings FNetBasicFourierTransform FNetBasicOutput FNetFourierTransform FNetIntermediate
    FNetOutput FNetLayer FNetEncoder FNetPooler FNetPredictionHeadTransform FNetLMPredictionHead
    FNetOnlyMLMHead FNetOnlyNSPHead FNetPreTrainingHeads FNetPreTrainedModel FNetModel FNetForPreTraining
    FNetForMaskedLM FNetForNextSentencePrediction FNetForSequenceClassification FNetForMultipleChoice
    FNetForTokenClassification FNetForQuestionAnswering
  `,
  'transformers.models.fsmt.modeling_fsmt': `
    PretrainedFSMTModel EncoderLayer FSMTEncoder DecoderLayer FSMTDecoder Attention FSMTModel
    FSMTForConditionalGeneration SinusoidalPositionalEmbedding
  `,
  'transformers.models.funnel.modeling_funnel': `
    FunnelEmbeddings FunnelAttentionStructure FunnelRelMultiheadAttention FunnelPositionwiseFFN FunnelLayer
    FunnelEncoder FunnelDecoder FunnelDiscriminatorPredictions FunnelPreTrainedModel
    FunnelClassificationHead FunnelBaseModel FunnelModel FunnelForPreTraining FunnelForMaskedLM
    FunnelForSequenceClassification FunnelForMultipleChoice FunnelForTokenClassification
    FunnelForQuestionAnswering
  `,
  'transformers.models.gemma.modeling_gemma': `
    GemmaTextScaledWordEmbedding GemmaRMSNorm GemmaMLP GemmaRotaryEmbedding GemmaAttention GemmaDecoderLayer
    GemmaPreTrainedModel GemmaModel GemmaForCausalLM GemmaForSequenceClassification
    GemmaForTokenClassification
  `,
}
