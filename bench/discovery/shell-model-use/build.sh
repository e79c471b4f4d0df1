#!/bin/bash
# Nothing about models: names that look like them.
docker tag app/web:latest registry.example/app/web:1.2
rsync -a dist/assets user@host:/srv/www
python setup.py bdist_wheel --dist-dir dist/wheels
python manage.py migrate --database app/main
gcc -o bin/app src/main.c --model large
python scripts/convert.py --input data/raw --output data/clean --model models/baseline
git clone https://github.com/openai/whisper
export MODEL_DIR=models/final MODEL_TYPE=bert MODEL_PATH=./models/x
export DATASET_PATH=data/train.jsonl
python train.py --model resnet50 --dataset ./data --model_name my_model
python run.py --model-id <your-model-id> --model_name_or_path path/to/model
python run.py --model "$1" --dataset "${2}"
npx create-react-app web --template typescript
