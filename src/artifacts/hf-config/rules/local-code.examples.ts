import type { Example, RuleExamples } from '../../../model/rule.ts'

function json(path: string, value: unknown): Example {
  return { path, bytes: Buffer.from(JSON.stringify(value, null, 2)) }
}

export const examples: RuleExamples = {
  bad: [
    json('config.json', { model_type: 'x', auto_map: { AutoModel: 'modeling_x.XModel' } }),
    json('preprocessor_config.json', {
      image_processor_type: 'X',
      auto_map: { AutoImageProcessor: 'image_processing_x.X' },
    }),
    json('model_index.json', { _class_name: ['pipeline', 'MyPipeline'], unet: ['my_unet', 'MyUNet'] }),
    json('modules.json', [{ idx: 0, name: '0', path: '', type: 'custom_st.Transformer' }]),
    {
      path: 'config.json',
      bytes: Buffer.from('{"model_type": "x", "auto\\u005fmap": {"AutoModel": "m.X"}}'),
    },
    {
      path: 'padded.json',
      bytes: Buffer.from(
        `{"a": "${' '.repeat(200_000)}", "auto_map": {"AutoModel": "m.X"}, "b": "${' '.repeat(200_000)}"}`,
      ),
    },
  ],
  good: [
    json('model_index.json', {
      _class_name: 'StableDiffusionPipeline',
      safety_checker: ['stable_diffusion', 'StableDiffusionSafetyChecker'],
      unet: ['diffusers', 'UNet2DConditionModel'],
      text_encoder: ['transformers', 'CLIPTextModel'],
      image_encoder: [null, null],
    }),
    json('modules.json', [
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
    ]),
  ],
}
