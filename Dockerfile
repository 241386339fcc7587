# One image for web, worker, beat and migrate; docker-compose.yml says which does what.

FROM node:22-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
COPY cpcplan/assets.sh cpcplan/assets.sh
RUN sh cpcplan/assets.sh

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .
COPY --from=assets /build/var/assets var/assets
# The static files are part of the image; the key given here signs nothing and is not kept.
RUN CPCPLAN_DATA=/tmp/build DATABASE_URL=sqlite:////tmp/build/none.sqlite3 CELERY_BROKER_URL=memory:// \
        SECRET_KEY=used-while-the-image-is-built-only python manage.py collectstatic --noinput \
    && rm -rf /tmp/build \
    && useradd --system --uid 10001 --create-home cpcplan \
    && install -d -o cpcplan /data
USER cpcplan
ENV CPCPLAN_DATA=/data
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "cpcplan.wsgi", "--bind", "0.0.0.0:8000", "--access-logfile", "-"]
