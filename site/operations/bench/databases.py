"""Databases of our own on the PostgreSQL server, dropped at the end."""

import os
from contextlib import ExitStack
from urllib.parse import quote

import psycopg
from django.conf import settings


class NoServer(Exception):
    """No PostgreSQL server answers."""


class Databases(ExitStack):
    """`create("few")` gives the URL of a new database; `create("many", like="few")` that of a copy."""

    def __enter__(self):
        known = settings.DATABASES["default"]
        if "postgresql" not in known["ENGINE"]:
            known = {"HOST": "127.0.0.1", "PORT": "", "USER": "", "PASSWORD": ""}
        self.known = {
            "host": known["HOST"],
            "port": known["PORT"],
            "user": known["USER"],
            "password": known["PASSWORD"],
        }
        self.known = {name: str(value) for name, value in self.known.items() if value}
        try:
            self.server = self.enter_context(psycopg.connect(**self.known, dbname="postgres", autocommit=True))
        except psycopg.OperationalError as problem:
            raise NoServer(str(problem)) from problem
        return super().__enter__()

    def create(self, name, like="") -> str:
        own = self.name(name)
        self.server.execute(f'CREATE DATABASE "{own}"' + (f' TEMPLATE "{self.name(like)}"' if like else ""))
        self.callback(self.server.execute, f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        user = self.server.info.user
        secret = f":{quote(self.server.info.password, safe='')}" if self.server.info.password else ""
        place = f"{quote(self.server.info.host, safe='')}:{self.server.info.port}"
        return f"postgres://{quote(user, safe='')}{secret}@{place}/{own}"

    def name(self, name):
        return f"alongside_bench_{name}_{os.getpid()}"
