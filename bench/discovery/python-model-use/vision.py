import clip
import open_clip
import timm
import torch
import torchvision
from torchvision.models import ResNet50_Weights, resnet50
from transformers import CLIPModel, CLIPProcessor, pipeline
from ultralytics import YOLO

backbone = timm.create_model("hf_hub:timm/vit_base_patch16_224.augreg2_in21k_ft_in1k", pretrained=True)
small = timm.create_model("resnet18", pretrained=True)
scratch = timm.create_model("efficientnet_b0", pretrained=False, num_classes=10)
classifier = resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)
model, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
dino = torch.hub.load("facebookresearch/dinov2", "dinov2_vits14")
detector = YOLO("yolov8n.pt")
fine = YOLO("runs/detect/train7/weights/best.pt")
clip_model = CLIPModel.from_pretrained("openai/clip-vit-base-patch32")
processor = CLIPProcessor.from_pretrained("openai/clip-vit-base-patch32")
caption = pipeline("image-to-text", "Salesforce/blip-image-captioning-base")
