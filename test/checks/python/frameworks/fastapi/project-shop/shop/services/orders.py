from sqlalchemy.orm import Session

from ..models import Order


class OrderService:
    def __init__(self, db: Session):
        self.db = db

    def open(self):
        return self.db.query(Order).filter(Order.state == "open").all()

    def query(self):
        return self.db.query(Order).order_by(Order.id)

    def total(self):
        return self._count()

    def _count(self):
        return self.db.query(Order).count()
