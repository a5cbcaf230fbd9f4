# One image for web, worker, beat and migrate; docker-compose.yml says which process runs.

FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
# The packages come before the code, so that a change of code does not install them again.
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt
COPY . ./
# Neither command needs a database or a secret: the embedded default gives them a throw-away folder.
RUN pybabel --quiet compile -d locale -D django \
    && VAR_DIR=/tmp/var STATICFILES_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage \
       python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim
# A fixed number, so that volumes and policies can name the account; it has no shell and owns no code.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin escalatieladder
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/tmp/var
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001
EXPOSE 8000
# For web, when run without compose; compose gives each process its own check.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "dashboard.healthcheck"]
CMD ["gunicorn", "dashboard.wsgi"]
