# cell 1
pip install -q -U transformers==4.47.0 datasets "trl>=0.12" \
    bitsandbytes
# cell 2
conda install -c conda-forge faiss-cpu -y
# cell 3
pip install torch=={torch_version} {extra_package}
# cell 4
pip install --no-deps "unsloth[colab-new] @ git+https://github.com/unslothai/unsloth.git"
# cell 5
ls -la
