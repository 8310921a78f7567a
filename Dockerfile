# The bot on Telegram:  docker build -t wego-bot . && docker run -e TELEGRAM_BOT_TOKEN -v wego:/data wego-bot
# The chat in a terminal:  docker run --rm -it wego-bot chat
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

# Wheels only, so that no compiler is needed; pip itself goes when its work is done.
COPY requirements.txt .
RUN pip install --require-hashes --only-binary :all: -r requirements.txt \
    && pip uninstall --yes pip \
    && useradd --create-home --uid 10001 bot \
    && mkdir /data /knowledge \
    && chown bot /data /knowledge

COPY bot bot
COPY knowledge knowledge
RUN python -m compileall -q bot

# By number, so that a supervisor sees that it is not root.
USER 10001
# Compile the knowledge once, so that every start finds it; a broken knowledge folder fails the build here.
ENV WEGO_CACHE_DIR=/home/bot/cache
RUN python -m bot check && python -m bot compile

# State outlives the container; DATABASE_URL or DATABASE_URL_FILE may name another place for it.
# Knowledge of one's own is mounted at /knowledge, and KNOWLEDGE_DIR=/knowledge says so.
ENV XDG_DATA_HOME=/data PORT=8080
VOLUME ["/data", "/knowledge"]
# Not urllib.request: it would ask a proxy that the environment names.
HEALTHCHECK --start-period=30s --timeout=10s CMD ["python", "-c", "import http.client, os; \
c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=5); \
c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
