import { zarr } from './artifacts/zarr/format.ts'
import { tfjs } from './artifacts/tfjs/format.ts'
import { mxnet } from './artifacts/mxnet/format.ts'
import { torch7 } from './artifacts/torch7/format.ts'
import { lightgbm } from './artifacts/lightgbm/format.ts'
import { xgboost } from './artifacts/xgboost/format.ts'
import { orbax } from './artifacts/orbax/format.ts'
import { tfrecord } from './artifacts/tfrecord/format.ts'
import { tensorflowCheckpoint } from './artifacts/tensorflow-checkpoint/format.ts'
import { catboost } from './artifacts/catboost/format.ts'
import { tensorrt } from './artifacts/tensorrt/format.ts'
import { llamafile } from './artifacts/llamafile/format.ts'
import { flax } from './artifacts/flax/format.ts'
import { ggml } from './artifacts/ggml/format.ts'
import { secret } from './artifacts/secret/format.ts'
import { rds } from './artifacts/rds/format.ts'
import { paddle } from './artifacts/paddle/format.ts'
import { chatTemplate } from './artifacts/chat-template/format.ts'
import { skops } from './artifacts/skops/format.ts'
import { openvino } from './artifacts/openvino/format.ts'
import { coreml } from './artifacts/coreml/format.ts'
import { hydra } from './artifacts/hydra/format.ts'
import { tflite } from './artifacts/tflite/format.ts'
import { pmml } from './artifacts/pmml/format.ts'
import { executable } from './artifacts/executable/format.ts'
import { tensorflow } from './artifacts/tensorflow/format.ts'
import { lfsPointer } from './artifacts/lfs-pointer/format.ts'
import { numpy } from './artifacts/numpy/format.ts'
import { pickle } from './artifacts/pickle/format.ts'
import { keras } from './artifacts/keras/format.ts'
import { hdf5 } from './artifacts/hdf5/format.ts'
import { onnx } from './artifacts/onnx/format.ts'
import { gguf } from './artifacts/gguf/format.ts'
import { hfConfig } from './artifacts/hf-config/format.ts'
import { safetensors } from './artifacts/safetensors/format.ts'
import { gzip } from './artifacts/gzip/format.ts'
import { torch } from './artifacts/torch/format.ts'
import { zip } from './artifacts/zip/format.ts'
import { bzip2 } from './artifacts/bzip2/format.ts'
import { xz } from './artifacts/xz/format.ts'
import { lzma } from './artifacts/lzma/format.ts'
import { lz4 } from './artifacts/lz4/format.ts'
import { tar } from './artifacts/tar/format.ts'
import { executorch } from './artifacts/executorch/format.ts'
import { sealedArchive } from './artifacts/sealed-archive/format.ts'
import { zstd } from './artifacts/zstd/format.ts'
import { zlib } from './artifacts/zlib/format.ts'
import { python } from './artifacts/python/format.ts'
import { notebook } from './artifacts/notebook/format.ts'
import { mlmodel } from './artifacts/mlmodel/format.ts'
import { script } from './artifacts/script/format.ts'
import { encodedPickle } from './artifacts/encoded-pickle/format.ts'
import type { Format } from './model/format.ts'

/** Every format that Assay reads, in the order in which their claims are asked. One folder, one line. */
export const formats: readonly Format<unknown>[] = [
  lfsPointer,
  safetensors,
  gguf,
  numpy,
  hdf5,
  llamafile,
  torch,
  zip,
  executorch,
  zarr,
  tfjs,
  mxnet,
  torch7,
  lightgbm,
  xgboost,
  orbax,
  tfrecord,
  tensorflowCheckpoint,
  catboost,
  tensorrt,
  flax,
  rds,
  paddle,
  openvino,
  coreml,
  tflite,
  pmml,
  tensorflow,
  zstd,
  sealedArchive,
  tar,
  gzip,
  zlib,
  lz4,
  lzma,
  xz,
  bzip2,
  pickle,
  keras,
  onnx,
  hfConfig,
  hydra,
  python,
  script,
  mlmodel,
  notebook,
  skops,
  chatTemplate,
  ggml,
  executable,
  secret,
  encodedPickle,
]
