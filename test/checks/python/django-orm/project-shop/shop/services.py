from .models import Customer, Order


def open_orders():
    return Order.objects.open()


def total(customer: Customer) -> int:
    return Order.objects.filter(customer=customer).count()


class Desk:
    def __init__(self, order: Order):
        self.order = order

    def close(self):
        self.order.close()
