from datasets import load_dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerModelCardData,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.losses import MultipleNegativesRankingLoss
from sentence_transformers.training_args import BatchSamplers

model = SentenceTransformer(
    "microsoft/mpnet-base",
    model_card_data=SentenceTransformerModelCardData(language="en", license="apache-2.0", model_name="MPNet base trained on AllNLI"),
)
dataset = load_dataset("sentence-transformers/all-nli", "triplet")
train_dataset = dataset["train"].select(range(100_000))
args = SentenceTransformerTrainingArguments(
    output_dir="models/mpnet-base-all-nli",
    num_train_epochs=1,
    learning_rate=2e-5,
    fp16=True,
    batch_sampler=BatchSamplers.NO_DUPLICATES,
)
trainer = SentenceTransformerTrainer(
    model=model,
    args=args,
    train_dataset=train_dataset,
    eval_dataset=dataset["dev"],
    loss=MultipleNegativesRankingLoss(model),
)
trainer.train()
model.push_to_hub("contoso/mpnet-base-all-nli")
