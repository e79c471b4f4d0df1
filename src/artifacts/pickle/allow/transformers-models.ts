import type { NameLists } from './behaviour.ts'

/** Model classes that people pickle whole: `torch.nn.Module` subclasses. */
export const transformersModels: NameLists = {
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
  'transformers.models.clip.modeling_clip': `
    CLIPVisionEmbeddings CLIPTextEmbeddings CLIPAttention CLIPMLP CLIPEncoderLayer CLIPPreTrainedModel
    CLIPEncoder CLIPTextModel CLIPVisionModel CLIPModel CLIPTextModelWithProjection
    CLIPVisionModelWithProjection CLIPForImageClassification
  `,
  'transformers.models.convnext.modeling_convnext': `
    ConvNextLayerNorm ConvNextEmbeddings ConvNextDropPath ConvNextLayer ConvNextStage
    ConvNextPreTrainedModel ConvNextEncoder ConvNextModel ConvNextForImageClassification ConvNextBackbone
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
  'transformers.models.distilbert.modeling_distilbert': `
    Embeddings DistilBertSelfAttention FFN TransformerBlock Transformer DistilBertPreTrainedModel
    DistilBertModel DistilBertForMaskedLM DistilBertForSequenceClassification DistilBertForQuestionAnswering
    DistilBertForTokenClassification DistilBertForMultipleChoice
  `,
  'transformers.models.electra.modeling_electra': `
    ElectraEmbeddings ElectraSelfAttention ElectraCrossAttention ElectraSelfOutput ElectraAttention
    ElectraIntermediate ElectraOutput ElectraLayer ElectraEncoder ElectraDiscriminatorPredictions
    ElectraGeneratorPredictions ElectraPreTrainedModel ElectraModel ElectraClassificationHead
    ElectraSequenceSummary ElectraForSequenceClassification ElectraForPreTraining ElectraForMaskedLM
    ElectraForTokenClassification ElectraForQuestionAnswering ElectraForMultipleChoice ElectraForCausalLM
  `,
  'transformers.models.encoder_decoder.modeling_encoder_decoder': 'EncoderDecoderModel',
  'transformers.models.funnel.modeling_funnel': `
    FunnelEmbeddings FunnelAttentionStructure FunnelRelMultiheadAttention FunnelPositionwiseFFN FunnelLayer
    FunnelEncoder FunnelDecoder FunnelDiscriminatorPredictions FunnelPreTrainedModel
    FunnelClassificationHead FunnelBaseModel FunnelModel FunnelForPreTraining FunnelForMaskedLM
    FunnelForSequenceClassification FunnelForMultipleChoice FunnelForTokenClassification
    FunnelForQuestionAnswering
  `,
  'transformers.models.gpt2.modeling_gpt2': `
    GPT2Attention GPT2MLP GPT2Block GPT2SequenceSummary GPT2PreTrainedModel GPT2Model GPT2LMHeadModel
    GPT2DoubleHeadsModel GPT2ForSequenceClassification GPT2ForTokenClassification GPT2ForQuestionAnswering
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
  'transformers.models.layoutlm.modeling_layoutlm': `
    LayoutLMEmbeddings LayoutLMSelfAttention LayoutLMSelfOutput LayoutLMAttention LayoutLMIntermediate
    LayoutLMOutput LayoutLMLayer LayoutLMEncoder LayoutLMPooler LayoutLMPredictionHeadTransform
    LayoutLMLMPredictionHead LayoutLMOnlyMLMHead LayoutLMPreTrainedModel LayoutLMModel LayoutLMForMaskedLM
    LayoutLMForSequenceClassification LayoutLMForTokenClassification LayoutLMForQuestionAnswering
  `,
  'transformers.models.layoutlmv3.modeling_layoutlmv3': `
    LayoutLMv3PatchEmbeddings LayoutLMv3TextEmbeddings LayoutLMv3SelfAttention LayoutLMv3SelfOutput
    LayoutLMv3Attention LayoutLMv3Layer LayoutLMv3Encoder LayoutLMv3Intermediate LayoutLMv3Output
    LayoutLMv3PreTrainedModel LayoutLMv3Model LayoutLMv3ClassificationHead LayoutLMv3ForTokenClassification
    LayoutLMv3ForQuestionAnswering LayoutLMv3ForSequenceClassification
  `,
  'transformers.models.llama.modeling_llama': `
    LlamaRMSNorm LlamaRotaryEmbedding LlamaMLP LlamaAttention LlamaDecoderLayer LlamaPreTrainedModel
    LlamaModel LlamaForCausalLM LlamaForSequenceClassification LlamaForQuestionAnswering
    LlamaForTokenClassification
  `,
  'transformers.models.longformer.modeling_longformer': `
    LongformerEmbeddings LongformerSelfAttention LongformerSelfOutput LongformerAttention
    LongformerIntermediate LongformerOutput LongformerLayer LongformerEncoder LongformerPooler
    LongformerLMHead LongformerPreTrainedModel LongformerModel LongformerForMaskedLM
    LongformerForSequenceClassification LongformerClassificationHead LongformerForQuestionAnswering
    LongformerForTokenClassification LongformerForMultipleChoice
  `,
  'transformers.models.marian.modeling_marian': `
    MarianSinusoidalPositionalEmbedding MarianAttention MarianEncoderLayer MarianDecoderLayer
    MarianPreTrainedModel MarianEncoder MarianDecoder MarianModel MarianMTModel MarianDecoderWrapper
    MarianForCausalLM
  `,
  'transformers.models.mbart.modeling_mbart': `
    MBartLearnedPositionalEmbedding MBartScaledWordEmbedding MBartAttention MBartEncoderLayer
    MBartDecoderLayer MBartClassificationHead MBartPreTrainedModel MBartEncoder MBartDecoder MBartModel
    MBartForConditionalGeneration MBartForSequenceClassification MBartForQuestionAnswering
    MBartDecoderWrapper MBartForCausalLM
  `,
  'transformers.models.mistral.modeling_mistral': `
    MistralMLP MistralAttention MistralRMSNorm MistralDecoderLayer MistralPreTrainedModel
    MistralRotaryEmbedding MistralModel MistralForCausalLM MistralForTokenClassification
    MistralForSequenceClassification MistralForQuestionAnswering
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
  'transformers.models.opt.modeling_opt': `
    OPTLearnedPositionalEmbedding OPTAttention OPTDecoderLayer OPTPreTrainedModel OPTDecoder OPTModel
    OPTForCausalLM OPTForSequenceClassification OPTForQuestionAnswering
  `,
  'transformers.models.pegasus.modeling_pegasus': `
    PegasusSinusoidalPositionalEmbedding PegasusAttention PegasusEncoderLayer PegasusDecoderLayer
    PegasusPreTrainedModel PegasusEncoder PegasusDecoder PegasusModel PegasusForConditionalGeneration
    PegasusDecoderWrapper PegasusForCausalLM
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
  'transformers.models.segformer.modeling_segformer': `
    SegformerOverlapPatchEmbeddings SegformerSequenceReduction SegformerAttention SegformerDepthWiseConv
    SegformerMixMLP SegformerDropPath SegformerLayer SegformerStage SegformerPreTrainedModel SegformerModel
    SegformerForImageClassification SegformerMLP SegformerDecodeHead SegformerForSemanticSegmentation
  `,
  'transformers.models.speech_encoder_decoder.modeling_speech_encoder_decoder': 'SpeechEncoderDecoderModel',
  'transformers.models.squeezebert.modeling_squeezebert': `
    SqueezeBertEmbeddings MatMulWrapper SqueezeBertLayerNorm ConvDropoutLayerNorm ConvActivation
    SqueezeBertSelfAttention SqueezeBertModule SqueezeBertEncoder SqueezeBertPooler
    SqueezeBertPredictionHeadTransform SqueezeBertLMPredictionHead SqueezeBertOnlyMLMHead
    SqueezeBertPreTrainedModel SqueezeBertModel SqueezeBertForMaskedLM SqueezeBertForSequenceClassification
    SqueezeBertForMultipleChoice SqueezeBertForTokenClassification SqueezeBertForQuestionAnswering
  `,
  'transformers.models.swin.modeling_swin': `
    SwinDropPath SwinEmbeddings SwinPatchEmbeddings SwinPatchMerging SwinRelativePositionBias SwinAttention
    SwinMLP SwinLayer SwinStage SwinPreTrainedModel SwinEncoder SwinModel SwinForMaskedImageModeling
    SwinForImageClassification SwinBackbone
  `,
  'transformers.models.t5.modeling_t5': `
    T5LayerNorm T5DenseActDense T5DenseGatedActDense T5LayerFF T5Attention T5LayerSelfAttention
    T5LayerCrossAttention T5Block T5ClassificationHead T5PreTrainedModel T5Stack T5Model
    T5ForConditionalGeneration T5EncoderModel T5ForSequenceClassification T5ForTokenClassification
    T5ForQuestionAnswering
  `,
  'transformers.models.vision_encoder_decoder.modeling_vision_encoder_decoder': 'VisionEncoderDecoderModel',
  'transformers.models.vit.modeling_vit': `
    ViTPatchEmbeddings ViTEmbeddings ViTAttention ViTMLP ViTLayer ViTPooler ViTPreTrainedModel ViTModel
    ViTForMaskedImageModeling ViTForImageClassification
  `,
  'transformers.models.wav2vec2.modeling_wav2vec2': `
    Wav2Vec2NoLayerNormConvLayer Wav2Vec2LayerNormConvLayer Wav2Vec2GroupNormConvLayer
    Wav2Vec2PositionalConvEmbedding Wav2Vec2SamePadLayer Wav2Vec2FeatureEncoder Wav2Vec2FeatureProjection
    Wav2Vec2Attention Wav2Vec2FeedForward Wav2Vec2EncoderLayer Wav2Vec2EncoderLayerStableLayerNorm
    Wav2Vec2Encoder Wav2Vec2EncoderStableLayerNorm Wav2Vec2GumbelVectorQuantizer Wav2Vec2Adapter
    Wav2Vec2AdapterLayer Wav2Vec2AttnAdapterLayer Wav2Vec2PreTrainedModel Wav2Vec2Model
    Wav2Vec2ForPreTraining Wav2Vec2ForCTC Wav2Vec2ForSequenceClassification
    Wav2Vec2ForAudioFrameClassification AMSoftmaxLoss TDNNLayer Wav2Vec2ForXVector
  `,
  'transformers.models.whisper.modeling_whisper': `
    WhisperPositionalEmbedding WhisperAttention WhisperEncoderLayer WhisperDecoderLayer
    WhisperPreTrainedModel WhisperEncoder WhisperDecoder WhisperModel WhisperForConditionalGeneration
    WhisperDecoderWrapper WhisperForCausalLM WhisperForAudioClassification
  `,
  'transformers.models.xlm.modeling_xlm': `
    XLMPoolerStartLogits XLMPoolerEndLogits XLMPoolerAnswerClass XLMSQuADHead XLMSequenceSummary
    MultiHeadAttention TransformerFFN XLMPreTrainedModel XLMModel XLMPredLayer XLMWithLMHeadModel
    XLMForSequenceClassification XLMForQuestionAnsweringSimple XLMForQuestionAnswering
    XLMForTokenClassification XLMForMultipleChoice
  `,
  'transformers.models.xlm_roberta.modeling_xlm_roberta': `
    XLMRobertaEmbeddings XLMRobertaSelfAttention XLMRobertaCrossAttention XLMRobertaSelfOutput
    XLMRobertaAttention XLMRobertaIntermediate XLMRobertaOutput XLMRobertaLayer XLMRobertaLMHead
    XLMRobertaPreTrainedModel XLMRobertaEncoder XLMRobertaPooler XLMRobertaModel XLMRobertaForCausalLM
    XLMRobertaForMaskedLM XLMRobertaClassificationHead XLMRobertaForSequenceClassification
    XLMRobertaForMultipleChoice XLMRobertaForTokenClassification XLMRobertaForQuestionAnswering
  `,
  'transformers.models.xlnet.modeling_xlnet': `
    XLNetRelativeAttention XLNetFeedForward XLNetLayer XLNetPoolerStartLogits XLNetPoolerEndLogits
    XLNetPoolerAnswerClass XLNetSequenceSummary XLNetPreTrainedModel XLNetModel XLNetLMHeadModel
    XLNetForSequenceClassification XLNetForTokenClassification XLNetForMultipleChoice
    XLNetForQuestionAnsweringSimple XLNetForQuestionAnswering
  `,
  'transformers.pytorch_utils': 'Conv1D',
}
