import type { GadgetGroup } from './group.ts'

export const nestedGadgets: readonly GadgetGroup[] = [
  {
    does: 'constructs objects of a YAML document',
    source: 'modelaudit',
    names: {
      yaml: 'unsafe_load',
    },
  },
  {
    does: 'constructs objects of a YAML document',
    source: 'third-party',
    names: {
      yaml: 'load',
    },
  },
  {
    does: 'downloads and loads a checkpoint',
    source: 'modelaudit',
    names: {
      'torch.hub': 'load_state_dict_from_url',
    },
  },
  {
    does: 'loads a TorchScript archive',
    source: 'well-known',
    names: {
      'torch.jit': 'load',
    },
  },
  {
    does: 'loads a saved session',
    source: 'well-known',
    names: {
      dill: 'load_session',
    },
  },
  {
    does: 'loads another checkpoint',
    source: 'picklescan test data',
    names: {
      'torch.serialization': 'load',
    },
  },
  {
    does: 'loads another checkpoint',
    source: 'well-known',
    names: {
      torch: 'load',
    },
  },
  {
    does: 'loads another checkpoint from bytes',
    source: 'fickling, modelaudit',
    names: {
      'torch.storage': '_load_from_bytes',
    },
  },
  {
    does: 'loads another model',
    source: 'third-party',
    names: {
      'keras.saving.saving_lib': 'load_model',
    },
  },
  {
    does: 'loads another pickle',
    source: 'GHSA-f54q-57x4-jg88',
    names: {
      'lib2to3.pgen2.grammar': 'Grammar.loads',
    },
  },
  {
    does: 'loads another pickle',
    source: 'GHSA-h3qp-7fh3-f8h4',
    names: {
      'torch.utils.data.datapipes.utils.decoder': 'basichandlers',
    },
  },
  {
    does: 'loads another pickle',
    source: 'GHSA-vv6j-3g6g-2pvj',
    names: {
      'torch.utils._config_module': 'ConfigModule.load_config',
    },
  },
  {
    does: 'loads another pickle',
    source: 'modelaudit',
    names: {
      joblib: 'load',
    },
  },
  {
    does: 'loads another pickle',
    source: 'third-party',
    names: {
      'gensim.utils': 'unpickle',
      nltk: 'data.load',
    },
  },
  {
    does: 'loads another pickle',
    source: 'well-known',
    names: {
      _pickle: 'loads',
      dill: 'loads',
      'joblib.numpy_pickle': 'load',
      numpy: 'load',
      pickle: 'loads Unpickler',
    },
  },
  {
    does: 'loads another pickle from a path or an address',
    source: 'well-known',
    names: {
      'pandas.io.pickle': 'read_pickle',
    },
  },
  {
    does: 'opens a database of pickles',
    source: 'fickling',
    names: {
      shelve: 'open',
    },
  },
  {
    does: 'switches off the safe mode of a loader',
    source: 'CVE-2025-9906',
    names: {
      'keras.src.saving.serialization_lib': 'enable_unsafe_deserialization',
    },
  },
]
