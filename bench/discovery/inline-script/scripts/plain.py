# dependencies = ["torch"]
import numpy
