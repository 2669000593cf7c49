"""What schemathesis is told besides the OpenAPI document: https://schemathesis.readthedocs.io/en/stable/guides/extending/"""

from itertools import count
from os import environ

import schemathesis

calls = count()
order = environ.get("ORDER_NO")


@schemathesis.hook
def before_call(context, case, kwargs):
    call = next(calls)
    # Each call comes from somebody else, or the limits per caller would answer instead of the routes.
    case.headers["X-Forwarded-For"] = f"10.{call >> 16 & 255}.{call >> 8 & 255}.{call & 255}"
    # A number that is made up finds no order: three of four calls are about one that is there.
    if order and call % 4 and "no" in (case.path_parameters or {}):
        case.path_parameters["no"] = order
