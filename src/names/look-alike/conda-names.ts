// Conda's name, the project's name on PyPI. What is held there is kept by the project so that nobody else has it.
const ROWS = `
  pytorch torch held
  pytorch-cpu torch
  pytorch-gpu torch
  pytorch-cuda torch
  pytorch-mutex torch
  libtorch torch
  pytorch_geometric torch-geometric
  pytorch-geometric torch-geometric
  pyg torch-geometric
  pytorch-scatter torch-scatter
  pytorch-sparse torch-sparse
  pytorch-cluster torch-cluster
  pytorch-spline-conv torch-spline-conv
  torchvision-cpu torchvision
  tensorflow-base tensorflow
  tensorflow-eigen tensorflow
  tensorflow-mkl tensorflow
  libtensorflow tensorflow
  keras-gpu keras
  jaxlib-cuda jaxlib
  numpy-base numpy
  matplotlib-base matplotlib
  seaborn-base seaborn
  dask-core dask
  ray-core ray
  ray-default ray
  ray-tune ray
  ray-serve ray
  ray-data ray
  ray-train ray
  ray-all ray
  opencv opencv-python
  py-opencv opencv-python
  libopencv opencv-python
  faiss faiss-cpu
  libfaiss faiss-cpu
  py-xgboost xgboost
  py-xgboost-cpu xgboost
  py-xgboost-gpu xgboost
  libxgboost xgboost
  _py-xgboost-mutex xgboost
  h2o-py h2o
  cupy-core cupy
  cudatoolkit nvidia-cuda-runtime-cu12
  cuda-cudart nvidia-cuda-runtime-cu12
  cuda-nvrtc nvidia-cuda-nvrtc-cu12
  cudnn nvidia-cudnn-cu12
  libcublas nvidia-cublas-cu12
  libcufft nvidia-cufft-cu12
  libcurand nvidia-curand-cu12
  libcusolver nvidia-cusolver-cu12
  libcusparse nvidia-cusparse-cu12
  nccl nvidia-nccl-cu12
  dgl-cuda dgl
  python-flair flair
  python-annoy annoy
  python-duckdb duckdb
  python-kaleido kaleido
  python-kubernetes kubernetes
  python-lmdb lmdb
  python-xxhash xxhash
  python-flatbuffers flatbuffers
  python-graphviz graphviz
  python-blosc blosc
  python-clang clang
  python-wget wget
  python-eccodes eccodes
  python-symengine symengine
  python-libarchive-c libarchive-c
  python-fastjsonschema fastjsonschema
  python-tzdata tzdata
  python-isal isal
  python-zlib-ng zlib-ng
  python-gssapi gssapi
  brotli-python brotli
  msgpack-python msgpack held
  pytables tables
  pyarrow-core pyarrow
  libarrow pyarrow
  arrow-cpp pyarrow
  libprotobuf protobuf
  grpc-cpp grpcio
  libgrpc grpcio
  llama.cpp llama-cpp-python
  llama-cpp llama-cpp-python
  pyqt pyqt5
  zeromq pyzmq
  python-chromedriver-binary chromedriver-binary
  onnxruntime-cpp onnxruntime
  libonnx onnx
  sentencepiece-python sentencepiece
  libsentencepiece sentencepiece
  transformer-engine-torch transformer-engine
  mlflow-ui mlflow
  libgdal gdal
`

/** A package of conda that another name stands for in PyPI. */
export interface CondaName {
  readonly pypi: string
  /** On PyPI the name belongs to the same project, and installing it fails or does no harm. */
  readonly held: boolean
}

let names: ReadonlyMap<string, CondaName> | undefined

/** What a conda name is called on PyPI, where that differs. Names as PEP 503 writes them. */
export function condaName(name: string): CondaName | undefined {
  names ??= new Map(
    ROWS.trim()
      .split('\n')
      .map((row): [string, CondaName] => {
        const [conda = '', pypi = '', held] = row.trim().split(' ')
        return [conda.replaceAll(/[._]+/g, '-'), { pypi, held: held === 'held' }]
      }),
  )
  return names.get(name)
}
