"""What does a read-only dictionary refuse?"""

import copy
import json
import pickle

import money


def write():
    money.OPTIONS["currency"] = "USD"


def write_deeper():
    money.OPTIONS["rounded"].append("KRW")


def attempt(name, function, *arguments):
    try:
        function(*arguments)
    except TypeError:
        print(f"{name:20} refused")
    else:
        print(f"{name:20} done")


attempt("write", write)
attempt("write deeper", write_deeper)
attempt("copy.deepcopy()", copy.deepcopy, money.OPTIONS)
attempt("pickle.dumps()", pickle.dumps, money.OPTIONS)
attempt("json.dumps()", json.dumps, money.OPTIONS)
attempt("json.dumps(dict())", json.dumps, dict(money.OPTIONS))

# book: portable
