import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLPipeline,
)

class ImageMaker:
    CONTROL = "diffusers/controlnet-canny-sdxl-1.0"

    def __init__(self, base="stabilityai/stable-diffusion-xl-base-1.0", vae_id: str = "madebyollin/sdxl-vae-fp16-fix"):
        controlnet = ControlNetModel.from_pretrained(self.CONTROL, torch_dtype=torch.float16)
        vae = AutoencoderKL.from_pretrained(vae_id, torch_dtype=torch.float16)
        self.pipe = StableDiffusionXLControlNetPipeline.from_pretrained(
            base, controlnet=controlnet, vae=vae, torch_dtype=torch.float16, variant="fp16"
        )
        self.pipe.load_lora_weights("nerijs/pixel-art-xl", weight_name="pixel-art-xl.safetensors")

    def local(self):
        return StableDiffusionXLPipeline.from_single_file("models/juggernaut-xl-v9.safetensors")
