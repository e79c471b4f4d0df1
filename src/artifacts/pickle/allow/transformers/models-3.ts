import type { NameLists } from '../behaviour.ts'

/** Model classes that people pickle whole: `torch.nn.Module` subclasses. */
export const models3: NameLists = {
  'transformers.models.seamless_m4t.modeling_seamless_m4t': `
    SeamlessM4TConformerPositionalConvEmbedding SeamlessM4TConformerRotaryPositionalEmbedding
    SeamlessM4TConformerRelPositionalEmbedding SeamlessM4TConformerSamePadLayer
    SeamlessM4TConformerFeatureProjection SeamlessM4TConformerFeedForward
    SeamlessM4TConformerConvolutionModule SeamlessM4TConformerSelfAttention SeamlessM4TConformerEncoderLayer
    SeamlessM4TConformerEncoder SeamlessM4TConformerAdapterLayer SeamlessM4TConformerAdapter
    SeamlessM4TScaledWordEmbedding SeamlessM4TSinusoidalPositionalEmbedding SeamlessM4TAttention
    SeamlessM4TFeedForwardNetwork SeamlessM4TEncoderLayer SeamlessM4TDecoderLayer SeamlessM4TPreTrainedModel
    SeamlessM4TSpeechEncoder SeamlessM4TEncoder SeamlessM4TDecoder SeamlessM4TTextToUnitModel
    SeamlessM4TTextToUnitForConditionalGeneration HifiGanResidualBlock SeamlessM4TVariancePredictor
    SeamlessM4THifiGan SeamlessM4TCodeHifiGan SeamlessM4TForTextToText SeamlessM4TForSpeechToText
    SeamlessM4TForTextToSpeech SeamlessM4TForSpeechToSpeech SeamlessM4TModel
  `,
  'transformers.models.segformer.modeling_segformer': `
    SegformerOverlapPatchEmbeddings SegformerSequenceReduction SegformerAttention SegformerDepthWiseConv
    SegformerMixMLP SegformerDropPath SegformerLayer SegformerStage SegformerPreTrainedModel SegformerModel
    SegformerForImageClassification SegformerMLP SegformerDecodeHead SegformerForSemanticSegmentation
  `,
  'transformers.models.sew.modeling_sew': `
    SEWNoLayerNormConvLayer SEWLayerNormConvLayer SEWGroupNormConvLayer SEWPositionalConvEmbedding
    SEWSamePadLayer SEWUpsampling SEWFeatureEncoder SEWAttention SEWFeedForward SEWEncoderLayer SEWEncoder
    SEWPreTrainedModel SEWModel SEWForCTC SEWForSequenceClassification
  `,
  'transformers.models.siglip.modeling_siglip': `
    SiglipVisionEmbeddings SiglipTextEmbeddings SiglipAttention SiglipMLP SiglipEncoderLayer
    SiglipPreTrainedModel SiglipEncoder SiglipTextModel SiglipVisionModel
    SiglipMultiheadAttentionPoolingHead SiglipModel SiglipForImageClassification
  `,
  'transformers.models.smollm3.modeling_smollm3': `
    SmolLM3RotaryEmbedding SmolLM3Attention SmolLM3RMSNorm SmolLM3MLP SmolLM3DecoderLayer
    SmolLM3PreTrainedModel SmolLM3Model SmolLM3ForCausalLM SmolLM3ForSequenceClassification
    SmolLM3ForTokenClassification SmolLM3ForQuestionAnswering
  `,
  'transformers.models.speech_encoder_decoder.modeling_speech_encoder_decoder': 'SpeechEncoderDecoderModel',
  'transformers.models.speech_to_text.modeling_speech_to_text': `
    Conv1dSubsampler Speech2TextSinusoidalPositionalEmbedding Speech2TextAttention Speech2TextEncoderLayer
    Speech2TextDecoderLayer Speech2TextPreTrainedModel Speech2TextEncoder Speech2TextDecoder
    Speech2TextModel Speech2TextForConditionalGeneration
  `,
  'transformers.models.speecht5.modeling_speecht5': `
    SpeechT5NoLayerNormConvLayer SpeechT5LayerNormConvLayer SpeechT5GroupNormConvLayer
    SpeechT5SinusoidalPositionalEmbedding SpeechT5PositionalConvEmbedding SpeechT5ScaledPositionalEncoding
    SpeechT5RelativePositionalEncoding SpeechT5SamePadLayer SpeechT5FeatureEncoder SpeechT5FeatureProjection
    SpeechT5SpeechEncoderPrenet SpeechT5SpeechDecoderPrenet SpeechT5BatchNormConvLayer
    SpeechT5SpeechDecoderPostnet SpeechT5TextEncoderPrenet SpeechT5TextDecoderPrenet
    SpeechT5TextDecoderPostnet SpeechT5Attention SpeechT5FeedForward SpeechT5EncoderLayer
    SpeechT5DecoderLayer SpeechT5PreTrainedModel SpeechT5Encoder SpeechT5EncoderWithSpeechPrenet
    SpeechT5EncoderWithTextPrenet SpeechT5EncoderWithoutPrenet SpeechT5Decoder
    SpeechT5DecoderWithSpeechPrenet SpeechT5DecoderWithTextPrenet SpeechT5DecoderWithoutPrenet
    SpeechT5GuidedMultiheadAttentionLoss SpeechT5SpectrogramLoss SpeechT5Model SpeechT5ForSpeechToText
    SpeechT5ForTextToSpeech SpeechT5ForSpeechToSpeech HifiGanResidualBlock SpeechT5HifiGan
  `,
  'transformers.models.squeezebert.modeling_squeezebert': `
    SqueezeBertEmbeddings MatMulWrapper SqueezeBertLayerNorm ConvDropoutLayerNorm ConvActivation
    SqueezeBertSelfAttention SqueezeBertModule SqueezeBertEncoder SqueezeBertPooler
    SqueezeBertPredictionHeadTransform SqueezeBertLMPredictionHead SqueezeBertOnlyMLMHead
    SqueezeBertPreTrainedModel SqueezeBertModel SqueezeBertForMaskedLM SqueezeBertForSequenceClassification
    SqueezeBertForMultipleChoice SqueezeBertForTokenClassification SqueezeBertForQuestionAnswering
  `,
  'transformers.models.stablelm.modeling_stablelm': `
    StableLmRotaryEmbedding StableLmMLP StableLmLayerNormPerHead StableLmAttention StableLmDecoderLayer
    StableLmPreTrainedModel StableLmModel StableLmForCausalLM StableLmForSequenceClassification
    StableLmForTokenClassification
  `,
  'transformers.models.swin.modeling_swin': `
    SwinDropPath SwinEmbeddings SwinPatchEmbeddings SwinPatchMerging SwinRelativePositionBias SwinAttention
    SwinMLP SwinLayer SwinStage SwinPreTrainedModel SwinEncoder SwinModel SwinForMaskedImageModeling
    SwinForImageClassification SwinBackbone
  `,
  'transformers.models.swinv2.modeling_swinv2': `
    Swinv2Embeddings Swinv2PatchEmbeddings Swinv2PatchMerging Swinv2SelfAttention Swinv2SelfOutput
    Swinv2Attention Swinv2Intermediate Swinv2Output Swinv2DropPath Swinv2Layer Swinv2Stage Swinv2Encoder
    Swinv2PreTrainedModel Swinv2Model Swinv2ForMaskedImageModeling Swinv2ForImageClassification
    Swinv2Backbone
  `,
  'transformers.models.t5.modeling_t5': `
    T5LayerNorm T5DenseActDense T5DenseGatedActDense T5LayerFF T5Attention T5LayerSelfAttention
    T5LayerCrossAttention T5Block T5ClassificationHead T5PreTrainedModel T5Stack T5Model
    T5ForConditionalGeneration T5EncoderModel T5ForSequenceClassification T5ForTokenClassification
    T5ForQuestionAnswering
  `,
  'transformers.models.table_transformer.modeling_table_transformer': `
    TableTransformerFrozenBatchNorm2d TableTransformerConvEncoder TableTransformerConvModel
    TableTransformerSinePositionEmbedding TableTransformerLearnedPositionEmbedding TableTransformerAttention
    TableTransformerEncoderLayer TableTransformerDecoderLayer TableTransformerPreTrainedModel
    TableTransformerEncoder TableTransformerDecoder TableTransformerModel TableTransformerForObjectDetection
    TableTransformerMLPPredictionHead
  `,
  'transformers.models.tapas.modeling_tapas': `
    TapasEmbeddings TapasSelfAttention TapasSelfOutput TapasAttention TapasIntermediate TapasOutput
    TapasLayer TapasEncoder TapasPooler TapasPredictionHeadTransform TapasLMPredictionHead TapasOnlyMLMHead
    TapasPreTrainedModel TapasModel TapasForMaskedLM TapasForQuestionAnswering
    TapasForSequenceClassification IndexMap ProductIndexMap
  `,
  'transformers.models.time_series_transformer.modeling_time_series_transformer': `
    TimeSeriesFeatureEmbedder TimeSeriesStdScaler TimeSeriesMeanScaler TimeSeriesNOPScaler
    TimeSeriesSinusoidalPositionalEmbedding TimeSeriesValueEmbedding TimeSeriesTransformerAttention
    TimeSeriesTransformerEncoderLayer TimeSeriesTransformerDecoderLayer TimeSeriesTransformerPreTrainedModel
    TimeSeriesTransformerEncoder TimeSeriesTransformerDecoder TimeSeriesTransformerModel
    TimeSeriesTransformerForPrediction
  `,
  'transformers.models.timesformer.modeling_timesformer': `
    TimesformerPatchEmbeddings TimesformerEmbeddings TimesformerSelfAttention TimesformerSelfOutput
    TimeSformerAttention TimesformerIntermediate TimesformerOutput TimesformerDropPath TimesformerLayer
    TimesformerEncoder TimesformerPreTrainedModel TimesformerModel TimesformerForVideoClassification
  `,
  'transformers.models.trocr.modeling_trocr': `
    TrOCRLearnedPositionalEmbedding TrOCRScaledWordEmbedding TrOCRSinusoidalPositionalEmbedding
    TrOCRAttention TrOCRDecoderLayer TrOCRPreTrainedModel TrOCRDecoder TrOCRDecoderWrapper TrOCRForCausalLM
  `,
  'transformers.models.unispeech.modeling_unispeech': `
    UniSpeechSamePadLayer UniSpeechPositionalConvEmbedding UniSpeechNoLayerNormConvLayer
    UniSpeechLayerNormConvLayer UniSpeechGroupNormConvLayer UniSpeechFeatureEncoder
    UniSpeechFeatureProjection UniSpeechAttention UniSpeechFeedForward UniSpeechEncoderLayer
    UniSpeechEncoder UniSpeechAttnAdapterLayer UniSpeechEncoderLayerStableLayerNorm
    UniSpeechEncoderStableLayerNorm UniSpeechGumbelVectorQuantizer UniSpeechPreTrainedModel UniSpeechModel
    UniSpeechForPreTraining UniSpeechForCTC UniSpeechForSequenceClassification
  `,
  'transformers.models.upernet.modeling_upernet': `
    UperNetConvModule UperNetPyramidPoolingBlock UperNetPyramidPoolingModule UperNetHead UperNetFCNHead
    UperNetPreTrainedModel UperNetForSemanticSegmentation
  `,
  'transformers.models.videomae.modeling_videomae': `
    VideoMAEEmbeddings VideoMAEPatchEmbeddings VideoMAESelfAttention VideoMAESelfOutput VideoMAEAttention
    VideoMAEIntermediate VideoMAEOutput VideoMAELayer VideoMAEEncoder VideoMAEPreTrainedModel VideoMAEModel
    VideoMAEDecoder VideoMAEForPreTraining VideoMAEForVideoClassification
  `,
  'transformers.models.vision_encoder_decoder.modeling_vision_encoder_decoder': 'VisionEncoderDecoderModel',
  'transformers.models.vit.modeling_vit': `
    ViTPatchEmbeddings ViTEmbeddings ViTAttention ViTMLP ViTLayer ViTPooler ViTPreTrainedModel ViTModel
    ViTForMaskedImageModeling ViTForImageClassification
  `,
  'transformers.models.vits.modeling_vits': `
    VitsWaveNet VitsPosteriorEncoder HifiGanResidualBlock VitsHifiGan VitsResidualCouplingLayer
    VitsResidualCouplingBlock VitsDilatedDepthSeparableConv VitsConvFlow VitsElementwiseAffine
    VitsStochasticDurationPredictor VitsDurationPredictor VitsAttention VitsFeedForward VitsEncoderLayer
    VitsEncoder VitsTextEncoder VitsPreTrainedModel VitsModel
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
  'transformers.models.wavlm.modeling_wavlm': `
    WavLMSamePadLayer WavLMPositionalConvEmbedding WavLMFeatureProjection WavLMAttention WavLMFeedForward
    WavLMEncoderLayer WavLMEncoderLayerStableLayerNorm WavLMEncoder WavLMEncoderStableLayerNorm
    WavLMGumbelVectorQuantizer WavLMPreTrainedModel WavLMNoLayerNormConvLayer WavLMLayerNormConvLayer
    WavLMGroupNormConvLayer WavLMFeatureEncoder WavLMAdapterLayer WavLMAdapter WavLMModel WavLMForCTC
    WavLMForSequenceClassification WavLMForAudioFrameClassification AMSoftmaxLoss TDNNLayer WavLMForXVector
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
  'transformers.models.xmod.modeling_xmod': `
    XmodEmbeddings XmodSelfAttention XmodCrossAttention XmodSelfOutput XmodAttention XmodIntermediate
    XmodAdapter XmodOutput XmodLayer XmodEncoder XmodPooler XmodPreTrainedModel XmodModel XmodForCausalLM
    XmodForMaskedLM XmodLMHead XmodForSequenceClassification XmodForMultipleChoice
    XmodForTokenClassification XmodClassificationHead XmodForQuestionAnswering
  `,
  'transformers.models.yolos.modeling_yolos': `
    YolosEmbeddings InterpolateInitialPositionEmbeddings InterpolateMidPositionEmbeddings
    YolosPatchEmbeddings YolosSelfAttention YolosSelfOutput YolosAttention YolosIntermediate YolosOutput
    YolosLayer YolosEncoder YolosPreTrainedModel YolosModel YolosPooler YolosMLPPredictionHead
    YolosForObjectDetection
  `,
  'transformers.pytorch_utils': 'Conv1D',
}
