from typing import Generic, Optional, Type, TypeVar

from sqlalchemy.orm import Session

from ..database import Base

Entity = TypeVar("Entity", bound=Base)


class Repository(Generic[Entity]):
    """What all repositories do with one kind of object."""

    model: Type[Entity]

    def __init__(self, db: Session):
        self.db = db

    def get(self, key: int) -> Optional[Entity]:
        return self.db.get(self.model, key)

    def save(self, entity: Entity) -> Entity:
        self.db.add(entity)
        self.db.commit()
        self.db.refresh(entity)
        return entity
