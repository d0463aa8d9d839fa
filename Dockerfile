# One image for the web and for the render workers: `serve` (the default) or `worker`.
# Build: docker build -t quizapp .     Run: see compose.yaml and docs/operating.md

FROM debian:12-slim AS build
# No versions of Debian's packages, here and below: those with flaws mended take the place of earlier ones, which go.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY requirements/ requirements/
RUN python3 -m venv /opt/quizapp \
    && /opt/quizapp/bin/pip install --no-cache-dir --require-hashes -r requirements/image.txt
COPY . .
RUN /opt/quizapp/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM debian:12-slim
# What scripts/system-packages names for `run`, and Python.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates fontconfig python3 \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 \
        fonts-vollkorn fonts-cabin fonts-noto-cjk fonts-dejavu-core fonts-symbola \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin quizapp \
    && install --directory --owner=quizapp --group=quizapp --mode=0700 /data
COPY --from=build /opt/quizapp /opt/quizapp
USER 10001:10001
WORKDIR /data
# Nothing is written but to /data and /tmp, so the root can be read-only. Fontconfig keeps its cache in /tmp.
ENV PATH=/opt/quizapp/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp \
    QUIZAPP_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["quizapp"]
CMD ["serve", "--host", "0.0.0.0"]
