# docker build --tag flakebook . && docker run --rm --volume "$PWD:/book" flakebook check
FROM node:24-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
ARG VERSION=latest
RUN npm install --global "flakebook@$VERSION"
# A mounted repository belongs to somebody else.
RUN git config --system --add safe.directory '*'
WORKDIR /book
ENTRYPOINT ["flakebook"]
