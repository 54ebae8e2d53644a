"""Whole public pages kept for people who are not signed in."""


class PageCache:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
