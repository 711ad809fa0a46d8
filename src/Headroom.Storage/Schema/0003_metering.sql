-- What billing needs of use: the region of a stretch as it was when it began, and sums of old stretches by quarter hours.
-- Sums of days that an earlier release made have no region and no hour; they are kept at the begin of their day.

--both
ALTER TABLE run_stretch ADD COLUMN region TEXT;

CREATE TABLE usage_span (
    at       BIGINT NOT NULL,
    tenant   TEXT {exact} NOT NULL,
    resource TEXT {exact} NOT NULL,
    region   TEXT {exact} NOT NULL,
    milli_ms BIGINT NOT NULL,
    PRIMARY KEY (at, tenant, resource, region)
) {by_key};

INSERT INTO usage_span (at, tenant, resource, region, milli_ms)
SELECT day * 86400000, tenant, resource, '', milli_ms FROM usage_day;

DROP TABLE usage_day;
