from django.urls import path

from . import views

urlpatterns = [
    path("close/<int:pk>", views.closing),
    path("list", views.listing),
    path("count/<int:pk>", views.counting),
    path("plain/<int:pk>", views.plain),
]
