# The site in a container: no compiler, no Node, not as root. compose.yaml runs it with PostgreSQL and the clock.
FROM python:3.12-slim-trixie

# Backups need PostgreSQL's own programmes, not older than the server.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent alongside \
    && install --directory --owner=alongside --mode=0700 /data

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    ALONGSIDE_VAR=/data \
    STATIC_ROOT=/srv/static \
    BIND=0.0.0.0:8000

WORKDIR /srv/alongside
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --requirement requirements.txt
COPY . .
# Collected once, here, with a secret that is gone with the command.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(32))')" SITE_ADDRESS=https://localhost \
    python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /data/*

USER alongside
VOLUME /data
EXPOSE 8000
# By the site's own name, since it answers to no other.
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s CMD ["python", "-c", "\
import http.client, os, urllib.parse; \
site = http.client.HTTPConnection('127.0.0.1', 8000, timeout=8); \
site.request('GET', '/healthz', headers={'Host': urllib.parse.urlsplit(os.environ['SITE_ADDRESS']).hostname}); \
raise SystemExit(site.getresponse().status != 200)"]
CMD ["gunicorn"]
