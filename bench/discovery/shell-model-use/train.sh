export WANDB_PROJECT=demo
BASE=mistralai/Mistral-7B-v0.3
accelerate launch --config_file configs/zero3.yaml --num_processes 8 train.py \
    --model_name_or_path $BASE \
    --dataset_name HuggingFaceH4/ultrachat_200k \
    --output_dir outputs/mistral-sft \
    --hub_model_id acme/mistral-sft \
    --learning_rate 2e-5
torchrun --nproc_per_node=4 --master_port=29500 finetune.py --base-model=Qwen/Qwen2.5-7B --data-path ./data/alpaca.json --dataset tatsu-lab/alpaca,yahma/alpaca-cleaned
python run_clm.py --model_name_or_path gpt2 --dataset_name wikitext --dataset_config_name wikitext-2-raw-v1 --output_dir /tmp/test-clm
python -m lm_eval --model hf --model_args pretrained=EleutherAI/pythia-160m,revision=step100000,dtype=float --tasks hellaswag
deepspeed --num_gpus=8 src/train_bash.py --stage sft --model_name_or_path saves/checkpoint-100 --adapter_name_or_path $1 --dataset alpaca_en
python eval.py --model checkpoints/best --model_path ./out/final --config configs/model.yaml
sbatch --job-name=train run.slurm
