import lightning as L
import torch
from torch import nn
from torchvision import models
from transformers import AutoModel, get_linear_schedule_with_warmup


class Classifier(L.LightningModule):
    def __init__(self, backbone: str = "microsoft/deberta-v3-small", lr: float = 2e-5, weights: str | None = None):
        super().__init__()
        self.save_hyperparameters()
        self.backbone = AutoModel.from_pretrained(self.hparams.backbone)
        self.head = nn.Linear(768, 2)
        self.vision = models.resnet18(weights="DEFAULT")

    def training_step(self, batch, _):
        return self.head(self.backbone(**batch).last_hidden_state[:, 0]).sum()


if __name__ == "__main__":
    model = Classifier(backbone="answerdotai/ModernBERT-base")
    trainer = L.Trainer(max_epochs=3, devices=1)
    trainer.fit(model)
    best = Classifier.load_from_checkpoint("lightning_logs/version_0/checkpoints/epoch=2.ckpt")
    torch.save(model.state_dict(), "model.pt")
