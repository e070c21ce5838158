from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

__all__ = ["SessionLocal", "get_db"]

engine = create_engine("postgresql://booking")
SessionLocal = sessionmaker(bind=engine)


def get_db():
    with SessionLocal() as session:
        yield session
