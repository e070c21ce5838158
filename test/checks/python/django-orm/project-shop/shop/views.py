from asgiref.sync import sync_to_async
from django.http import JsonResponse

from . import services
from .models import Customer, Order


async def closing(request, pk):
    order = await Order.objects.aget(pk=pk)
    services.Desk(order).close()  # expect: blocking-call [django-model] via close
    Order.newest()  # expect: blocking-call [django-queryset] via newest
    return JsonResponse({})


async def listing(request):
    orders = services.open_orders()  # ok: asks nothing yet
    rows = [order.pk async for order in orders]  # ok: an asynchronous loop
    Order.objects.open().count()  # expect: blocking-call [django-queryset]
    return JsonResponse({"orders": rows})


async def counting(request, pk):
    customer = await Customer.objects.aget(pk=pk)
    services.total(customer)  # expect: blocking-call [django-queryset] via total
    await sync_to_async(services.total)(customer)  # ok: in a thread
    return JsonResponse({})


def plain(request, pk):
    return JsonResponse({"total": services.total(Customer.objects.get(pk=pk))})  # ok: plain views run in a thread
