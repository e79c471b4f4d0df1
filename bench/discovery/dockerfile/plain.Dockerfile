FROM node:20-alpine AS web
WORKDIR /app
COPY package.json .
RUN npm ci
FROM scratch
COPY --from=web /app /app
COPY --from=0 /etc/passwd /etc/passwd
ENV MODEL_DIR=/app/models DATA_MODEL=app/models DATABASE_MODEL=users
CMD npm run start -- --model large
