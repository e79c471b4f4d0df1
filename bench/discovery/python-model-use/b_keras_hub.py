import keras
import keras_hub
import kagglehub
import tensorflow as tf
import tensorflow_hub as hub
import tensorflow_datasets as tfds

train, info = tfds.load("imdb_reviews", split="train", with_info=True, as_supervised=True)
encoder = hub.KerasLayer("https://tfhub.dev/google/universal-sentence-encoder/4", trainable=False)
gemma = keras_hub.models.GemmaCausalLM.from_preset("gemma2_2b_en")
hf = keras_hub.models.BertTextClassifier.from_preset("hf://google-bert/bert-base-multilingual-cased", num_classes=2)
base = tf.keras.applications.EfficientNetB0(include_top=False, weights="imagenet")
fresh = keras.applications.ResNet50(weights=None, classes=4)
path = kagglehub.model_download("google/gemma-2/flax/gemma2-2b-it")
best = keras.saving.load_model("artifacts/best.keras")
