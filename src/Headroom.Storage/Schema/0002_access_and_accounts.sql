-- Who may do what, what was done, answers that are given again, settings, and use that was rolled up.

--both
CREATE TABLE token (
    id      {id},
    hash    {bytes} NOT NULL,
    name    TEXT {exact} NOT NULL,
    scopes  TEXT NOT NULL,
    role    TEXT NOT NULL,
    tenant  TEXT {exact} NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    revoked BIGINT
);

CREATE UNIQUE INDEX token_by_hash ON token (hash);

CREATE TABLE audit (
    id      {id},
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
);

CREATE TABLE idempotency (
    tenant  TEXT {exact} NOT NULL,
    key     TEXT {exact} NOT NULL,
    digest  {bytes} NOT NULL,
    status  BIGINT NOT NULL,
    answer  TEXT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (tenant, key)
) {by_key};

CREATE INDEX idempotency_expires ON idempotency (expires);

CREATE TABLE setting (
    name    TEXT {exact} NOT NULL,
    version BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (name, version)
) {by_key};

CREATE TABLE usage_day (
    day      BIGINT NOT NULL,
    tenant   TEXT {exact} NOT NULL,
    resource TEXT {exact} NOT NULL,
    milli_ms BIGINT NOT NULL,
    PRIMARY KEY (day, tenant, resource)
) {by_key};
