import type { NameLists } from '../behaviour.ts'

/** Model classes that people pickle whole: `torch.nn.Module` subclasses. */
export const models2: NameLists = {
  'transformers.models.gemma2.modeling_gemma2': `
    Gemma2RMSNorm Gemma2MLP Gemma2RotaryEmbedding Gemma2Attention Gemma2DecoderLayer
    Gemma2TextScaledWordEmbedding Gemma2PreTrainedModel Gemma2Model Gemma2ForCausalLM
    Gemma2ForSequenceClassification Gemma2ForTokenClassification
  `,
  'transformers.models.gemma3.modeling_gemma3': `
    Gemma3TextScaledWordEmbedding Gemma3MLP Gemma3RMSNorm Gemma3RotaryEmbedding Gemma3Attention
    Gemma3DecoderLayer Gemma3PreTrainedModel Gemma3TextModel Gemma3ForCausalLM Gemma3MultiModalProjector
    Gemma3Model Gemma3ForConditionalGeneration Gemma3TextForSequenceClassification
    Gemma3ForSequenceClassification
  `,
  'transformers.models.git.modeling_git': `
    GitEmbeddings GitSelfAttention GitSelfOutput GitAttention GitIntermediate GitOutput GitLayer GitEncoder
    GitPreTrainedModel GitVisionEmbeddings GitVisionMLP GitVisionAttention GitVisionEncoderLayer
    GitVisionEncoder GitVisionTransformer GitVisionModel GitProjection GitModel GitForCausalLM
  `,
  'transformers.models.glpn.modeling_glpn': `
    GLPNOverlapPatchEmbeddings GLPNEfficientSelfAttention GLPNSelfOutput GLPNAttention GLPNDepthWiseConv
    GLPNMixFFN GlpnDropPath GLPNLayer GLPNEncoder GLPNPreTrainedModel GLPNModel GLPNSelectiveFeatureFusion
    GLPNDecoderStage GLPNDecoder SiLogLoss GLPNDepthEstimationHead GLPNForDepthEstimation
  `,
  'transformers.models.gpt2.modeling_gpt2': `
    GPT2Attention GPT2MLP GPT2Block GPT2SequenceSummary GPT2PreTrainedModel GPT2Model GPT2LMHeadModel
    GPT2DoubleHeadsModel GPT2ForSequenceClassification GPT2ForTokenClassification GPT2ForQuestionAnswering
  `,
  'transformers.models.gpt_bigcode.modeling_gpt_bigcode': `
    GPTBigCodeAttention GPTBigCodeMLP GPTBigCodeBlock GPTBigCodePreTrainedModel GPTBigCodeModel
    GPTBigCodeForCausalLM GPTBigCodeForSequenceClassification GPTBigCodeForTokenClassification
  `,
  'transformers.models.gpt_neo.modeling_gpt_neo': `
    GPTNeoSelfAttention GPTNeoFlashAttention2 GPTNeoAttention GPTNeoMLP GPTNeoBlock GPTNeoPreTrainedModel
    GPTNeoModel GPTNeoForCausalLM GPTNeoForSequenceClassification GPTNeoForTokenClassification
    GPTNeoForQuestionAnswering
  `,
  'transformers.models.gpt_neox.modeling_gpt_neox': `
    GPTNeoXMLP GPTNeoXRotaryEmbedding GPTNeoXAttention GPTNeoXLayer GPTNeoXPreTrainedModel GPTNeoXModel
    GPTNeoXForCausalLM GPTNeoXForSequenceClassification GPTNeoXForTokenClassification
    GPTNeoXForQuestionAnswering
  `,
  'transformers.models.gptj.modeling_gptj': `
    GPTJAttention GPTJFlashAttention2 GPTJMLP GPTJBlock GPTJPreTrainedModel GPTJModel GPTJForCausalLM
    GPTJForSequenceClassification GPTJForQuestionAnswering
  `,
  'transformers.models.hubert.modeling_hubert': `
    HubertPositionalConvEmbedding HubertSamePadLayer HubertNoLayerNormConvLayer HubertLayerNormConvLayer
    HubertGroupNormConvLayer HubertFeatureEncoder HubertFeatureProjection HubertAttention HubertFeedForward
    HubertEncoderLayer HubertEncoder HubertAttnAdapterLayer HubertEncoderLayerStableLayerNorm
    HubertEncoderStableLayerNorm HubertPreTrainedModel HubertModel HubertForCTC
    HubertForSequenceClassification
  `,
  'transformers.models.ibert.modeling_ibert': `
    IBertEmbeddings IBertSelfAttention IBertSelfOutput IBertAttention IBertIntermediate IBertOutput
    IBertLayer IBertEncoder IBertPooler IBertPreTrainedModel IBertModel IBertForMaskedLM IBertLMHead
    IBertForSequenceClassification IBertForMultipleChoice IBertForTokenClassification
    IBertClassificationHead IBertForQuestionAnswering
  `,
  'transformers.models.idefics.modeling_idefics': `
    IdeficsDecoupledEmbedding IdeficsDecoupledLinear IdeficsRMSNorm IdeficsRotaryEmbedding IdeficsMLP
    IdeficsAttention IdeficsDecoderLayer IdeficsGatedCrossAttentionLayer IdeficsPreTrainedModel IdeficsModel
    IdeficsForVisionText2Text
  `,
  'transformers.models.informer.modeling_informer': `
    InformerFeatureEmbedder InformerStdScaler InformerMeanScaler InformerNOPScaler
    InformerSinusoidalPositionalEmbedding InformerValueEmbedding InformerPreTrainedModel InformerAttention
    InformerProbSparseAttention InformerConvLayer InformerEncoderLayer InformerDecoderLayer InformerEncoder
    InformerDecoder InformerModel InformerForPrediction
  `,
  'transformers.models.layoutlm.modeling_layoutlm': `
    LayoutLMEmbeddings LayoutLMSelfAttention LayoutLMSelfOutput LayoutLMAttention LayoutLMIntermediate
    LayoutLMOutput LayoutLMLayer LayoutLMEncoder LayoutLMPooler LayoutLMPredictionHeadTransform
    LayoutLMLMPredictionHead LayoutLMOnlyMLMHead LayoutLMPreTrainedModel LayoutLMModel LayoutLMForMaskedLM
    LayoutLMForSequenceClassification LayoutLMForTokenClassification LayoutLMForQuestionAnswering
  `,
  'transformers.models.layoutlmv2.modeling_layoutlmv2': `
    LayoutLMv2Embeddings LayoutLMv2SelfAttention LayoutLMv2Attention LayoutLMv2SelfOutput
    LayoutLMv2Intermediate LayoutLMv2Output LayoutLMv2Layer LayoutLMv2Encoder LayoutLMv2PreTrainedModel
    LayoutLMv2VisualBackbone LayoutLMv2Pooler LayoutLMv2Model LayoutLMv2ForSequenceClassification
    LayoutLMv2ForTokenClassification LayoutLMv2ForQuestionAnswering
  `,
  'transformers.models.layoutlmv3.modeling_layoutlmv3': `
    LayoutLMv3PatchEmbeddings LayoutLMv3TextEmbeddings LayoutLMv3SelfAttention LayoutLMv3SelfOutput
    LayoutLMv3Attention LayoutLMv3Layer LayoutLMv3Encoder LayoutLMv3Intermediate LayoutLMv3Output
    LayoutLMv3PreTrainedModel LayoutLMv3Model LayoutLMv3ClassificationHead LayoutLMv3ForTokenClassification
    LayoutLMv3ForQuestionAnswering LayoutLMv3ForSequenceClassification
  `,
  'transformers.models.led.modeling_led': `
    LEDLearnedPositionalEmbedding LEDEncoderSelfAttention LEDEncoderAttention LEDDecoderAttention
    LEDEncoderLayer LEDDecoderLayer LEDClassificationHead LEDPreTrainedModel LEDEncoder LEDDecoder LEDModel
    LEDForConditionalGeneration LEDForQuestionAnswering
  `,
  'transformers.models.levit.modeling_levit': `
    LevitConvEmbeddings LevitPatchEmbeddings MLPLayerWithBN LevitSubsample LevitAttention
    LevitAttentionSubsample LevitMLPLayer LevitResidualLayer LevitStage LevitEncoder
    LevitClassificationLayer LevitPreTrainedModel LevitModel LevitForImageClassification
    LevitForImageClassificationWithTeacher
  `,
  'transformers.models.lilt.modeling_lilt': `
    LiltTextEmbeddings LiltLayoutEmbeddings LiltSelfAttention LiltSelfOutput LiltAttention LiltIntermediate
    LiltOutput LiltLayer LiltEncoder LiltPooler LiltPreTrainedModel LiltModel LiltForSequenceClassification
    LiltForTokenClassification LiltClassificationHead LiltForQuestionAnswering
  `,
  'transformers.models.llama.modeling_llama': `
    LlamaRMSNorm LlamaRotaryEmbedding LlamaMLP LlamaAttention LlamaDecoderLayer LlamaPreTrainedModel
    LlamaModel LlamaForCausalLM LlamaForSequenceClassification LlamaForQuestionAnswering
    LlamaForTokenClassification
  `,
  'transformers.models.llava.modeling_llava': `
    LlavaMultiModalProjector LlavaPreTrainedModel LlavaModel LlavaForConditionalGeneration
  `,
  'transformers.models.longformer.modeling_longformer': `
    LongformerEmbeddings LongformerSelfAttention LongformerSelfOutput LongformerAttention
    LongformerIntermediate LongformerOutput LongformerLayer LongformerEncoder LongformerPooler
    LongformerLMHead LongformerPreTrainedModel LongformerModel LongformerForMaskedLM
    LongformerForSequenceClassification LongformerClassificationHead LongformerForQuestionAnswering
    LongformerForTokenClassification LongformerForMultipleChoice
  `,
  'transformers.models.luke.modeling_luke': `
    LukeEmbeddings LukeEntityEmbeddings LukeSelfAttention LukeSelfOutput LukeAttention LukeIntermediate
    LukeOutput LukeLayer LukeEncoder LukePooler EntityPredictionHeadTransform EntityPredictionHead
    LukePreTrainedModel LukeModel LukeLMHead LukeForMaskedLM LukeForEntityClassification
    LukeForEntityPairClassification LukeForEntitySpanClassification LukeForSequenceClassification
    LukeForTokenClassification LukeForQuestionAnswering LukeForMultipleChoice
  `,
  'transformers.models.m2m_100.modeling_m2m_100': `
    M2M100ScaledWordEmbedding M2M100SinusoidalPositionalEmbedding M2M100Attention M2M100EncoderLayer
    M2M100DecoderLayer M2M100PreTrainedModel M2M100Encoder M2M100Decoder M2M100Model
    M2M100ForConditionalGeneration
  `,
  'transformers.models.mamba.modeling_mamba': `
    MambaMixer MambaRMSNorm MambaBlock MambaPreTrainedModel MambaModel MambaForCausalLM
  `,
  'transformers.models.marian.modeling_marian': `
    MarianSinusoidalPositionalEmbedding MarianAttention MarianEncoderLayer MarianDecoderLayer
    MarianPreTrainedModel MarianEncoder MarianDecoder MarianModel MarianMTModel MarianDecoderWrapper
    MarianForCausalLM
  `,
  'transformers.models.mask2former.modeling_mask2former': `
    Mask2FormerHungarianMatcher Mask2FormerLoss Mask2FormerSinePositionEmbedding
    Mask2FormerPixelDecoderEncoderMultiscaleDeformableAttention Mask2FormerPixelDecoderEncoderLayer
    Mask2FormerPixelDecoderEncoderOnly Mask2FormerPixelDecoder Mask2FormerPixelLevelModule
    Mask2FormerAttention Mask2FormerMaskedAttentionDecoderLayer Mask2FormerMaskedAttentionDecoder
    Mask2FormerPredictionBlock Mask2FormerMLPPredictionHead Mask2FormerMaskPredictor
    Mask2FormerTransformerModule Mask2FormerPreTrainedModel Mask2FormerModel
    Mask2FormerForUniversalSegmentation
  `,
  'transformers.models.maskformer.modeling_maskformer': `
    MaskFormerDetrLearnedPositionEmbedding MaskFormerDetrSelfAttention MaskFormerDetrCrossAttention
    MaskFormerDetrMLP MaskFormerDetrDecoderLayer MaskFormerDetrConvBlock MaskFormerDetrFPNFusionStage
    MaskFormerDetrMaskHeadSmallConv MaskFormerDetrMHAttentionMap MaskFormerDetrPreTrainedModel
    MaskFormerDetrDecoder MaskFormerHungarianMatcher MaskFormerLoss MaskFormerFPNConvLayer
    MaskFormerFPNLayer MaskFormerFPNModel MaskFormerPixelDecoder MaskFormerSinePositionEmbedding
    PredictionBlock MaskformerMLPPredictionHead MaskFormerPixelLevelModule MaskFormerTransformerModule
    MaskFormerPreTrainedModel MaskFormerModel MaskFormerForInstanceSegmentation
  `,
  'transformers.models.maskformer.modeling_maskformer_swin': `
    MaskFormerSwinEmbeddings MaskFormerSwinPatchEmbeddings MaskFormerSwinPatchMerging
    MaskFormerSwinSelfAttention MaskFormerSwinSelfOutput MaskFormerSwinAttention MaskFormerSwinIntermediate
    MaskFormerSwinOutput MaskFormerDropPath MaskFormerSwinLayer MaskFormerSwinStage MaskFormerSwinEncoder
    MaskFormerSwinPreTrainedModel MaskFormerSwinModel MaskFormerSwinBackbone
  `,
  'transformers.models.mbart.modeling_mbart': `
    MBartLearnedPositionalEmbedding MBartScaledWordEmbedding MBartAttention MBartEncoderLayer
    MBartDecoderLayer MBartClassificationHead MBartPreTrainedModel MBartEncoder MBartDecoder MBartModel
    MBartForConditionalGeneration MBartForSequenceClassification MBartForQuestionAnswering
    MBartDecoderWrapper MBartForCausalLM
  `,
  'transformers.models.megatron_bert.modeling_megatron_bert': `
    MegatronBertEmbeddings MegatronBertSelfAttention MegatronBertSelfOutput MegatronBertAttention
    MegatronBertIntermediate MegatronBertOutput MegatronBertLayer MegatronBertEncoder MegatronBertPooler
    MegatronBertPredictionHeadTransform MegatronBertLMPredictionHead MegatronBertOnlyMLMHead
    MegatronBertOnlyNSPHead MegatronBertPreTrainingHeads MegatronBertPreTrainedModel MegatronBertModel
    MegatronBertForPreTraining MegatronBertForCausalLM MegatronBertForMaskedLM
    MegatronBertForNextSentencePrediction MegatronBertForSequenceClassification
    MegatronBertForMultipleChoice MegatronBertForTokenClassification MegatronBertForQuestionAnswering
  `,
  'transformers.models.mistral.modeling_mistral': `
    MistralMLP MistralAttention MistralRMSNorm MistralDecoderLayer MistralPreTrainedModel
    MistralRotaryEmbedding MistralModel MistralForCausalLM MistralForTokenClassification
    MistralForSequenceClassification MistralForQuestionAnswering
  `,
  'transformers.models.mixtral.modeling_mixtral': `
    MixtralExperts MixtralTopKRouter MixtralSparseMoeBlock MixtralRMSNorm MixtralRotaryEmbedding
    MixtralAttention MixtralDecoderLayer MixtralPreTrainedModel MixtralModel MixtralForCausalLM
    MixtralForSequenceClassification MixtralForTokenClassification MixtralForQuestionAnswering
  `,
  'transformers.models.mobilebert.modeling_mobilebert': `
    NoNorm MobileBertEmbeddings MobileBertSelfAttention MobileBertSelfOutput MobileBertAttention
    MobileBertIntermediate OutputBottleneck MobileBertOutput BottleneckLayer Bottleneck FFNOutput FFNLayer
    MobileBertLayer MobileBertEncoder MobileBertPooler MobileBertPredictionHeadTransform
    MobileBertLMPredictionHead MobileBertOnlyMLMHead MobileBertPreTrainingHeads MobileBertPreTrainedModel
    MobileBertModel MobileBertForPreTraining MobileBertForMaskedLM MobileBertOnlyNSPHead
    MobileBertForNextSentencePrediction MobileBertForSequenceClassification MobileBertForQuestionAnswering
    MobileBertForMultipleChoice MobileBertForTokenClassification
  `,
  'transformers.models.mobilenet_v2.modeling_mobilenet_v2': `
    MobileNetV2ConvLayer MobileNetV2InvertedResidual MobileNetV2Stem MobileNetV2PreTrainedModel
    MobileNetV2Model MobileNetV2ForImageClassification MobileNetV2DeepLabV3Plus
    MobileNetV2ForSemanticSegmentation
  `,
  'transformers.models.mobilevit.modeling_mobilevit': `
    MobileViTConvLayer MobileViTInvertedResidual MobileViTMobileNetLayer MobileViTSelfAttention
    MobileViTSelfOutput MobileViTAttention MobileViTIntermediate MobileViTOutput MobileViTTransformerLayer
    MobileViTTransformer MobileViTLayer MobileViTEncoder MobileViTPreTrainedModel MobileViTModel
    MobileViTForImageClassification MobileViTASPPPooling MobileViTASPP MobileViTDeepLabV3
    MobileViTForSemanticSegmentation
  `,
  'transformers.models.mpnet.modeling_mpnet': `
    MPNetPreTrainedModel MPNetEmbeddings MPNetSelfAttention MPNetAttention MPNetIntermediate MPNetOutput
    MPNetLayer MPNetEncoder MPNetPooler MPNetModel MPNetForMaskedLM MPNetLMHead
    MPNetForSequenceClassification MPNetForMultipleChoice MPNetForTokenClassification
    MPNetClassificationHead MPNetForQuestionAnswering
  `,
  'transformers.models.mt5.modeling_mt5': `
    MT5LayerNorm MT5DenseActDense MT5DenseGatedActDense MT5LayerFF MT5Attention MT5LayerSelfAttention
    MT5LayerCrossAttention MT5Block MT5ClassificationHead MT5PreTrainedModel MT5Stack MT5Model
    MT5ForConditionalGeneration MT5EncoderModel MT5ForSequenceClassification MT5ForTokenClassification
    MT5ForQuestionAnswering
  `,
  'transformers.models.musicgen.modeling_musicgen': `
    MusicgenSinusoidalPositionalEmbedding MusicgenAttention MusicgenDecoderLayer MusicgenPreTrainedModel
    MusicgenDecoder MusicgenModel MusicgenForCausalLM MusicgenForConditionalGeneration
  `,
  'transformers.models.nystromformer.modeling_nystromformer': `
    NystromformerEmbeddings NystromformerSelfAttention NystromformerSelfOutput NystromformerAttention
    NystromformerIntermediate NystromformerOutput NystromformerLayer NystromformerEncoder
    NystromformerPredictionHeadTransform NystromformerLMPredictionHead NystromformerOnlyMLMHead
    NystromformerPreTrainedModel NystromformerModel NystromformerForMaskedLM NystromformerClassificationHead
    NystromformerForSequenceClassification NystromformerForMultipleChoice
    NystromformerForTokenClassification NystromformerForQuestionAnswering
  `,
  'transformers.models.olmo.modeling_olmo': `
    OlmoLayerNorm OlmoMLP OlmoRotaryEmbedding OlmoAttention OlmoDecoderLayer OlmoPreTrainedModel OlmoModel
    OlmoForCausalLM OlmoForSequenceClassification
  `,
  'transformers.models.opt.modeling_opt': `
    OPTLearnedPositionalEmbedding OPTAttention OPTDecoderLayer OPTPreTrainedModel OPTDecoder OPTModel
    OPTForCausalLM OPTForSequenceClassification OPTForQuestionAnswering
  `,
  'transformers.models.owlvit.modeling_owlvit': `
    OwlViTVisionEmbeddings OwlViTTextEmbeddings OwlViTAttention OwlViTMLP OwlViTEncoderLayer
    OwlViTPreTrainedModel OwlViTEncoder OwlViTTextTransformer OwlViTTextModel OwlViTVisionTransformer
    OwlViTVisionModel OwlViTModel OwlViTBoxPredictionHead OwlViTClassPredictionHead OwlViTForObjectDetection
  `,
  'transformers.models.patchtst.modeling_patchtst': `
    PatchTSTAttention PatchTSTBatchNorm PatchTSTPatchify PatchTSTMasking PatchTSTEncoderLayer
    PatchTSTPreTrainedModel PatchTSTEmbedding PatchTSTPositionalEncoding PatchTSTEncoder PatchTSTStdScaler
    PatchTSTMeanScaler PatchTSTNOPScaler PatchTSTScaler PatchTSTModel PatchTSTMaskPretrainHead
    PatchTSTForPretraining PatchTSTClassificationHead PatchTSTForClassification PatchTSTPredictionHead
    PatchTSTForPrediction PatchTSTRegressionHead PatchTSTForRegression
  `,
  'transformers.models.pegasus.modeling_pegasus': `
    PegasusSinusoidalPositionalEmbedding PegasusAttention PegasusEncoderLayer PegasusDecoderLayer
    PegasusPreTrainedModel PegasusEncoder PegasusDecoder PegasusModel PegasusForConditionalGeneration
    PegasusDecoderWrapper PegasusForCausalLM
  `,
  'transformers.models.phi.modeling_phi': `
    PhiRotaryEmbedding PhiAttention PhiMLP PhiDecoderLayer PhiPreTrainedModel PhiModel PhiForCausalLM
    PhiForSequenceClassification PhiForTokenClassification
  `,
  'transformers.models.phi3.modeling_phi3': `
    Phi3MLP Phi3RotaryEmbedding Phi3Attention Phi3RMSNorm Phi3DecoderLayer Phi3PreTrainedModel Phi3Model
    Phi3ForCausalLM Phi3ForSequenceClassification Phi3ForTokenClassification
  `,
  'transformers.models.poolformer.modeling_poolformer': `
    PoolFormerEmbeddings PoolFormerGroupNorm PoolFormerPooling PoolFormerDropPath PoolFormerOutput
    PoolFormerLayer PoolFormerEncoder PoolFormerPreTrainedModel PoolFormerModel PoolFormerFinalPooler
    PoolFormerForImageClassification
  `,
  'transformers.models.prophetnet.modeling_prophetnet': `
    ProphetNetPreTrainedModel ProphetNetPositionalEmbeddings ProphetNetAttention ProphetNetFeedForward
    ProphetNetNgramSelfAttention ProphetNetEncoderLayer ProphetNetDecoderLayer ProphetNetEncoder
    ProphetNetDecoder ProphetNetModel ProphetNetForConditionalGeneration ProphetNetForCausalLM
    ProphetNetDecoderWrapper
  `,
  'transformers.models.qwen2.modeling_qwen2': `
    Qwen2MLP Qwen2RotaryEmbedding Qwen2Attention Qwen2RMSNorm Qwen2DecoderLayer Qwen2PreTrainedModel
    Qwen2Model Qwen2ForCausalLM Qwen2ForSequenceClassification Qwen2ForTokenClassification
    Qwen2ForQuestionAnswering
  `,
  'transformers.models.qwen2_moe.modeling_qwen2_moe': `
    Qwen2MoeRMSNorm Qwen2MoeRotaryEmbedding Qwen2MoeMLP Qwen2MoeAttention Qwen2MoeExperts Qwen2MoeTopKRouter
    Qwen2MoeSparseMoeBlock Qwen2MoeDecoderLayer Qwen2MoePreTrainedModel Qwen2MoeModel Qwen2MoeForCausalLM
    Qwen2MoeForSequenceClassification Qwen2MoeForTokenClassification Qwen2MoeForQuestionAnswering
  `,
  'transformers.models.qwen2_vl.modeling_qwen2_vl': `
    Qwen2VLCausalLMOutputWithPast Qwen2VLRMSNorm Qwen2VLRotaryEmbedding Qwen2VLVisionRotaryEmbedding
    PatchEmbed PatchMerger VisionMlp VisionAttention Qwen2VLVisionBlock Qwen2MLP Qwen2VLAttention
    Qwen2VLDecoderLayer Qwen2VLPreTrainedModel Qwen2VisionTransformerPretrainedModel Qwen2VLTextModel
    Qwen2VLModel Qwen2VLForConditionalGeneration
  `,
  'transformers.models.qwen3.modeling_qwen3': `
    Qwen3RMSNorm Qwen3MLP Qwen3RotaryEmbedding Qwen3Attention Qwen3DecoderLayer Qwen3PreTrainedModel
    Qwen3Model Qwen3ForCausalLM Qwen3ForSequenceClassification Qwen3ForTokenClassification
    Qwen3ForQuestionAnswering
  `,
  'transformers.models.regnet.modeling_regnet': `
    RegNetConvLayer RegNetEmbeddings RegNetShortCut RegNetSELayer RegNetXLayer RegNetYLayer RegNetStage
    RegNetEncoder RegNetPreTrainedModel RegNetModel RegNetForImageClassification
  `,
  'transformers.models.rembert.modeling_rembert': `
    RemBertEmbeddings RemBertPooler RemBertSelfAttention RemBertSelfOutput RemBertAttention
    RemBertIntermediate RemBertOutput RemBertLayer RemBertEncoder RemBertPredictionHeadTransform
    RemBertLMPredictionHead RemBertOnlyMLMHead RemBertPreTrainedModel RemBertModel RemBertForMaskedLM
    RemBertForCausalLM RemBertForSequenceClassification RemBertForMultipleChoice
    RemBertForTokenClassification RemBertForQuestionAnswering
  `,
  'transformers.models.resnet.modeling_resnet': `
    ResNetConvLayer ResNetEmbeddings ResNetShortCut ResNetBasicLayer ResNetBottleNeckLayer ResNetStage
    ResNetEncoder ResNetPreTrainedModel ResNetModel ResNetForImageClassification ResNetBackbone
  `,
  'transformers.models.roberta.modeling_roberta': `
    RobertaEmbeddings RobertaSelfAttention RobertaCrossAttention RobertaSelfOutput RobertaAttention
    RobertaIntermediate RobertaOutput RobertaLayer RobertaPreTrainedModel RobertaEncoder RobertaPooler
    RobertaModel RobertaForCausalLM RobertaForMaskedLM RobertaLMHead RobertaForSequenceClassification
    RobertaForMultipleChoice RobertaForTokenClassification RobertaClassificationHead
    RobertaForQuestionAnswering
  `,
  'transformers.models.roformer.modeling_roformer': `
    RoFormerSinusoidalPositionalEmbedding RoFormerEmbeddings RoFormerSelfAttention RoFormerSelfOutput
    RoFormerAttention RoFormerIntermediate RoFormerOutput RoFormerLayer RoFormerEncoder
    RoFormerSequenceSummary RoFormerPredictionHeadTransform RoFormerLMPredictionHead RoFormerOnlyMLMHead
    RoFormerPreTrainedModel RoFormerModel RoFormerForMaskedLM RoFormerForCausalLM RoFormerClassificationHead
    RoFormerForSequenceClassification RoFormerForMultipleChoice RoFormerForTokenClassification
    RoFormerForQuestionAnswering
  `,
  'transformers.models.rwkv.modeling_rwkv': `
    RwkvSelfAttention RwkvFeedForward RwkvBlock RwkvPreTrainedModel RwkvModel RwkvForCausalLM
  `,
  'transformers.models.sam.modeling_sam': `
    SamPatchEmbeddings SamMLPBlock SamLayerNorm SamAttention SamTwoWayAttentionBlock SamTwoWayTransformer
    SamFeedForward SamMaskDecoder SamPositionalEmbedding SamMaskEmbedding SamPromptEncoder
    SamVisionAttention SamVisionSdpaAttention SamVisionLayer SamVisionNeck SamPreTrainedModel
    SamVisionEncoder SamVisionModel SamModel
  `,
}
