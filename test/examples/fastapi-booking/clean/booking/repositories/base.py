from typing import Generic, Optional, Type, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from ..database import Base

Entity = TypeVar("Entity", bound=Base)


class Repository(Generic[Entity]):
    """What all repositories do with one kind of object."""

    model: Type[Entity]

    def __init__(self, db: AsyncSession):
        self.db = db

    async def get(self, key: int) -> Optional[Entity]:
        return await self.db.get(self.model, key)

    async def save(self, entity: Entity) -> Entity:
        self.db.add(entity)
        await self.db.commit()
        await self.db.refresh(entity)
        return entity
