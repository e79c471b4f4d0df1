# Assay and the Node it runs on, to copy from: nothing of it needs the service image to have Node.
FROM registry.example/library/node:24-bookworm-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000 AS build
WORKDIR /opt/assay
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts \
 && mkdir -p bin && cp /usr/local/bin/node bin/node \
 && printf '#!/bin/sh\nexec /opt/assay/bin/node /opt/assay/node_modules/assay/bin/assay.js "$@"\n' > bin/assay \
 && chmod 755 bin/assay

FROM scratch
COPY --from=build /opt/assay /opt/assay
