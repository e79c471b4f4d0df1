"""Nothing of this is a model of machine learning."""
import joblib
import requests
from django.db import models
from sqlalchemy.orm import Session


class Car(models.Model):
    model = models.CharField(max_length=40, default="audi/a4")
    maker = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.maker}/{self.model}"


def load(path="models/car"):
    return Session().get(Car, path)


def create(session):
    car = Car.objects.create(model="vw/golf", maker="vw")
    requests.post("https://cars.example/api/models/vw/golf", json={"model": "golf-7", "year": 2019})
    return car


memory = joblib.Memory("cache/joblib")
PROMPT = "> "
