# The terminal chat in a container:  docker build -t wego-bot . && docker run --rm -it wego-bot
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --require-hashes --only-binary :all: -r requirements.txt \
    && useradd --create-home --uid 10001 bot

COPY bot bot
COPY knowledge knowledge
RUN python -m compileall -q bot

USER bot
# Compile the knowledge once, so that every start finds it; a broken knowledge folder fails the build here.
ENV WEGO_CACHE_DIR=/home/bot/cache
RUN python -m bot check && python -m bot ask hello

ENTRYPOINT ["python", "-m", "bot"]
CMD ["chat"]
