from .session import *
from .session import engine as primary_engine
