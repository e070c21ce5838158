try:
    from .rooms import RoomRepository
except ImportError:
    RoomRepository = None
