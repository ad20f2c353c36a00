# The service alone; Neo4j and vLLM have images of their own (compose.yaml).
FROM node:24-slim AS web
WORKDIR /app/explorer/web
COPY explorer/web ./
RUN npm ci --omit=dev && npm run build

FROM python:3.12-slim

RUN useradd --uid 10001 --create-home reelgraph \
    && install -d -o reelgraph -g reelgraph /home/reelgraph/data

WORKDIR /app
COPY requirements/default.txt requirements/default.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/default.txt
COPY pyproject.toml README.md LICENSE ./
COPY reelgraph reelgraph
COPY graph_schema graph_schema
COPY graph_ingest graph_ingest
COPY rag_service rag_service
COPY explorer explorer
COPY --from=web /app/explorer/dist explorer/dist
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER reelgraph
ENV REELGRAPH_HOME=/home/reelgraph/data PYTHONDONTWRITEBYTECODE=1
EXPOSE 8735
ENTRYPOINT ["reelgraph"]
CMD ["serve"]
