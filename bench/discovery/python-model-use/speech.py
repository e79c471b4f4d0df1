import whisper
from faster_whisper import WhisperModel
from transformers import pipeline

asr = whisper.load_model("medium.en")
fast = WhisperModel("large-v3", device="cuda", compute_type="float16")
diarise = pipeline(task="automatic-speech-recognition", model="openai/whisper-large-v3-turbo", chunk_length_s=30)
