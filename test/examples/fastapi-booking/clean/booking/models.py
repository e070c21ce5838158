from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from .database import Base


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, nullable=False)
    token = Column(String, unique=True, nullable=False)
    staff = Column(Boolean, nullable=False, default=False)
    bookings = relationship("Booking", back_populates="user")


class Room(Base):
    __tablename__ = "rooms"

    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True, nullable=False)
    seats = Column(Integer, nullable=False)
    bookings = relationship("Booking", back_populates="room")


class Booking(Base):
    __tablename__ = "bookings"

    id = Column(Integer, primary_key=True)
    starts = Column(DateTime, nullable=False)
    user_id = Column(ForeignKey("users.id"), nullable=False)
    room_id = Column(ForeignKey("rooms.id"), nullable=False)
    user = relationship("User", back_populates="bookings")
    room = relationship("Room", back_populates="bookings")
