from typing import Generic, TypeVar

Model = TypeVar("Model")


class BaseRepository(Generic[Model]):
    model: type[Model]

    def __init__(self, session):
        self.session = session

    def get(self, key) -> Model | None:
        return self.session.get(self.model, key)

    def all(self):
        return self.session.query(self.model).all()

    def build(self):
        return self.session.query(self.model)
