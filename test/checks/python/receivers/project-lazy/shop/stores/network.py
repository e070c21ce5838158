import requests


def fetch():
    return requests.get("https://shop.test")


class Remote:
    def load(self):
        return fetch()
