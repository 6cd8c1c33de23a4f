-- The tables of the database. A figure is a value or the reason why there is none, never both.
CREATE TABLE build (name VARCHAR, value VARCHAR);
CREATE TABLE municipality (
    nis_code VARCHAR CHECK (regexp_full_match(nis_code, '[0-9]{5}')),
    name VARCHAR, province VARCHAR, arrondissement VARCHAR, reference_region VARCHAR,
    bordering VARCHAR, cluster VARCHAR);
CREATE TABLE indicator (
    indicator_id VARCHAR, position INTEGER, name VARCHAR, main_goal INTEGER, theme VARCHAR,
    unit VARCHAR, direction VARCHAR, chance VARCHAR, lag_years INTEGER, rhythm VARCHAR,
    pooled_years INTEGER, source VARCHAR, owner VARCHAR, fetched BOOLEAN, record VARCHAR);
COMMENT ON COLUMN indicator.record IS
    'the whole entry as JSON, for example record->>''description''';
CREATE TABLE provenance (
    source VARCHAR, title VARCHAR, publisher VARCHAR, homepage VARCHAR, licence VARCHAR,
    retrieved VARCHAR, published VARCHAR, files VARCHAR);
CREATE TABLE observation (
    indicator_id VARCHAR, nis_code VARCHAR, year SMALLINT, value DOUBLE, numerator DOUBLE,
    denominator DOUBLE, flag VARCHAR, missing VARCHAR,
    CHECK ((value IS NULL) <> (missing IS NULL)));
CREATE TABLE benchmark (
    indicator_id VARCHAR, year SMALLINT, value DOUBLE, status VARCHAR, dataset VARCHAR,
    published VARCHAR, differs VARCHAR);
CREATE TABLE change (
    moment VARCHAR, source VARCHAR, indicator_id VARCHAR, kind VARCHAR, nis_code VARCHAR,
    geography SMALLINT, year SMALLINT, field VARCHAR, old DOUBLE, new DOUBLE, reason VARCHAR,
    cells INTEGER);
CREATE TABLE judgement_change (
    as_of VARCHAR, nis_code VARCHAR, indicator_id VARCHAR, field VARCHAR, old VARCHAR, new VARCHAR,
    kind VARCHAR);
CREATE TABLE part (
    indicator_id VARCHAR, nis_code VARCHAR, part_code VARCHAR, part_name VARCHAR, year SMALLINT,
    value DOUBLE, numerator DOUBLE, denominator DOUBLE, missing VARCHAR);
CREATE TABLE plan_action (
    nis_code VARCHAR, goals VARCHAR, objective VARCHAR, action_plan VARCHAR, action VARCHAR,
    amount DOUBLE, y2026 DOUBLE, y2027 DOUBLE, y2028 DOUBLE, y2029 DOUBLE, y2030 DOUBLE,
    y2031 DOUBLE);
CREATE TABLE plan_budget (
    nis_code VARCHAR, goal INTEGER, policy_field VARCHAR, name VARCHAR, year SMALLINT,
    per_inhabitant DOUBLE);
CREATE TABLE median (indicator_id VARCHAR, year SMALLINT, median DOUBLE, n INTEGER);
-- The table summary is made from judgement/columns.py: queries.py.
