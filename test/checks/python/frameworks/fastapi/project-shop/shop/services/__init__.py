from .orders import OrderService as OrderService
