from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
trainer = trainers.BpeTrainer(vocab_size=8000, special_tokens=["[UNK]", "[PAD]"])
tokenizer.train(["corpus/a.txt", "corpus/b.txt"], trainer)
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer)
model = GPT2LMHeadModel(GPT2Config(vocab_size=8000, n_layer=4))
model.save_pretrained("out/scratch")
model.push_to_hub("contoso/scratch-gpt")
