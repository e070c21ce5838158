from django.conf import settings
from django.db import models


class OrderQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)


class Customer(models.Model):
    name = models.TextField()


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    closed = models.BooleanField(default=False)

    objects = OrderQuerySet.as_manager()

    def close(self):
        self.closed = True
        self.save()

    @classmethod
    def newest(cls):
        return cls.objects.order_by("-pk").first()
