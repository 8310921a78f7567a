# The bot on Telegram:  docker build -t wego-bot . && docker run -e TELEGRAM_BOT_TOKEN -v wego:/data wego-bot
# The chat in a terminal:  docker run --rm -it wego-bot chat
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --require-hashes --only-binary :all: -r requirements.txt \
    && useradd --create-home --uid 10001 bot \
    && install -d -o bot /data

COPY bot bot
COPY knowledge knowledge
RUN python -m compileall -q bot

USER bot
# Compile the knowledge once, so that every start finds it; a broken knowledge folder fails the build here.
ENV WEGO_CACHE_DIR=/home/bot/cache
RUN python -m bot check && python -m bot ask hello

# State outlives the container; knowledge of one's own is mounted and named by KNOWLEDGE_DIR.
ENV DATABASE_URL=sqlite:////data/bot.db PORT=8080
VOLUME /data
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz')"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
