import { posix } from 'node:path'

/**
 * The folder of the run that a file of a Trainer lies in: checkpoints are steps of one run.
 * `.` for the scanned root.
 */
export function runFolder(path: string): string {
  const folder = posix.dirname(path)
  return /^checkpoint-\d+$|^global_step\d+$/.test(posix.basename(folder)) ? posix.dirname(folder) : folder
}

const NAMES =
  'learning_rate num_train_epochs max_steps per_device_train_batch_size per_device_eval_batch_size ' +
  'per_gpu_train_batch_size train_batch_size eval_batch_size gradient_accumulation_steps gradient_checkpointing ' +
  'optim adafactor optim_args weight_decay adam_beta1 adam_beta2 adam_epsilon max_grad_norm lr_scheduler_type ' +
  'lr_scheduler_kwargs warmup_ratio warmup_steps label_smoothing_factor neftune_noise_alpha seed data_seed ' +
  'fp16 bf16 tf32 fp16_opt_level fp16_full_eval bf16_full_eval full_determinism deepspeed fsdp group_by_length ' +
  'length_column_name dataloader_drop_last torch_compile use_liger_kernel auto_find_batch_size output_dir run_name ' +
  'hub_model_id hub_strategy push_to_hub eval_strategy evaluation_strategy eval_steps save_strategy save_steps ' +
  'load_best_model_at_end metric_for_best_model greater_is_better resume_from_checkpoint do_train do_eval ' +
  'max_length max_seq_length max_prompt_length max_completion_length packing completion_only_loss ' +
  'assistant_only_loss dataset_text_field beta loss_type num_generations temperature top_p epsilon ' +
  'reference_free rpo_alpha label_pad_token_id truncation_mode use_vllm reward_weights scale_rewards ' +
  'batch_sampler multi_dataset_batch_sampler predict_with_generate generation_max_length sortish_sampler'
const TRAINER_SETTINGS: ReadonlySet<string> = new Set(NAMES.split(' '))

/** Settings of transformers' Trainer, and of those that build on it, that shape what comes out of a run. */
export function isTrainerSetting(key: string): boolean {
  return TRAINER_SETTINGS.has(key)
}
