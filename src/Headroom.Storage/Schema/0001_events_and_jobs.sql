-- Times are milliseconds as events carry them. Enumerations are numbers that are never renumbered.
-- {id}, {bytes}, {exact} and {by_key} are what each database calls them; a block counts for the dialect that it names.

--both
CREATE TABLE event (
    seq     {id},
    at      BIGINT NOT NULL,
    kind    SMALLINT NOT NULL,
    payload {bytes} NOT NULL
);

CREATE TABLE snapshot (
    seq     {id},
    at      BIGINT NOT NULL,
    parts   BIGINT NOT NULL,
    size    BIGINT NOT NULL
);

CREATE TABLE snapshot_part (
    seq     BIGINT NOT NULL,
    part    BIGINT NOT NULL,
    payload {bytes} NOT NULL,
    PRIMARY KEY (seq, part)
);

CREATE TABLE node (
    position {id},
    name     TEXT {exact} NOT NULL,
    chip     TEXT NOT NULL
);

CREATE TABLE job (
    id          {id},
    tenant      TEXT {exact} NOT NULL,
    queue       TEXT {exact} NOT NULL,
    cluster     TEXT NOT NULL,
    state       SMALLINT NOT NULL,
    priority    BIGINT NOT NULL,
    gpu_milli   BIGINT NOT NULL,
    chip        TEXT NOT NULL,
    submitted   BIGINT NOT NULL,
    started     BIGINT,
    ended       BIGINT,
    reason      BIGINT NOT NULL,
    exit        BIGINT,
    attempts    BIGINT NOT NULL,
    version     BIGINT NOT NULL
);

CREATE INDEX job_by_place ON job (tenant, queue, state, id);

CREATE INDEX job_live ON job (id) WHERE ended IS NULL;

CREATE INDEX job_ended ON job (ended, id) WHERE ended IS NOT NULL;

CREATE TABLE job_spec (
    job     {id},
    tenant  TEXT {exact} NOT NULL,
    name    TEXT {exact} NOT NULL,
    shape   {bytes} NOT NULL,
    text    TEXT NOT NULL
);

CREATE INDEX job_by_name ON job_spec (tenant, name, job);

CREATE TABLE job_transition (
    job     BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    state   SMALLINT NOT NULL,
    detail  TEXT NOT NULL,
    PRIMARY KEY (job, version)
) {by_key};

CREATE TABLE attempt (
    job      BIGINT NOT NULL,
    attempt  BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    state    SMALLINT NOT NULL,
    external TEXT NOT NULL,
    exit     BIGINT,
    detail   TEXT NOT NULL,
    PRIMARY KEY (job, attempt)
) {by_key};

CREATE TABLE run_stretch (
    job      BIGINT NOT NULL,
    attempt  BIGINT NOT NULL,
    stretch  BIGINT NOT NULL,
    tenant   TEXT {exact} NOT NULL,
    queue    TEXT {exact} NOT NULL,
    resource TEXT {exact} NOT NULL,
    milli    BIGINT NOT NULL,
    nodes    TEXT NOT NULL,
    began    BIGINT NOT NULL,
    ended    BIGINT,
    PRIMARY KEY (job, attempt, stretch)
) {by_key};

CREATE INDEX run_stretch_ended ON run_stretch (ended);

CREATE TABLE counter (
    tenant TEXT {exact} NOT NULL,
    queue  TEXT {exact} NOT NULL,
    state  SMALLINT NOT NULL,
    jobs   BIGINT NOT NULL,
    PRIMARY KEY (tenant, queue, state)
) {by_key};

CREATE TABLE outbox (
    job          BIGINT NOT NULL,
    attempt      BIGINT NOT NULL,
    kind         TEXT {exact} NOT NULL,
    payload      TEXT NOT NULL,
    epoch        BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    acknowledged BIGINT,
    PRIMARY KEY (job, attempt, kind)
) {by_key};

CREATE INDEX outbox_open ON outbox (at) WHERE acknowledged IS NULL;

CREATE TABLE leader (
    id      {id},
    epoch   BIGINT NOT NULL,
    holder  TEXT NOT NULL,
    until   BIGINT NOT NULL,
    commits BIGINT NOT NULL
);

INSERT INTO leader (id, epoch, holder, until, commits) VALUES (1, 0, '', 0, 0);

--postgres
-- Room for rows that change, so that a new version lies beside the old one and no index needs to know.
ALTER TABLE job SET (fillfactor = 80);

ALTER TABLE counter SET (fillfactor = 50);

--sqlite
-- Whoever finds the file knows what it is: the letters HDRM.
PRAGMA application_id = 1212437069;
