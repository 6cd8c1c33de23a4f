-- A row per observation with everything that makes it traceable, and its judgement: what holds of
-- the year in which all are compared stands in the row of that year, the rest in that of the
-- latest year with a value, and what holds of the indicator in every row.
-- $1: municipalities, $2: indicators, $3: first year, $4: last year; null for all.
-- Between braces: the judged columns, those of the indicator, all in their order, and the order of
-- the rows (queries.py). `stored` numbers them as they are stored, which is in that order; sorted by
-- it before the joins they come so without an order at the end: from a source with an order of its
-- own, joins hold no small vector back.
WITH made AS (
    SELECT max(value) FILTER (name = 'method_version') AS method_version,
           max(value) FILTER (name = 'as_of') AS as_of FROM build),
chosen AS NOT MATERIALIZED (
    SELECT *, rowid AS stored FROM observation
    WHERE ($1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], nis_code))
      AND ($2::VARCHAR[] IS NULL OR list_contains($2::VARCHAR[], indicator_id))
      AND year BETWEEN coalesce($3::INTEGER, year) AND coalesce($4::INTEGER, year)
    ORDER BY rowid),
asked AS NOT MATERIALIZED (
    SELECT * FROM summary
    WHERE ($1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], nis_code))
      AND ($2::VARCHAR[] IS NULL OR list_contains($2::VARCHAR[], indicator_id))),
indicators AS (
    SELECT indicator_id, {every} FROM summary
    WHERE ($2::VARCHAR[] IS NULL OR list_contains($2::VARCHAR[], indicator_id))
    GROUP BY indicator_id),
everything AS (
    SELECT o.indicator_id, i.name AS indicator, o.nis_code, m.name AS municipality,
           o.year, o.value, i.unit, o.numerator, o.denominator, o.flag, o.missing,
           p.publisher || ', ' || p.title AS source, p.licence, p.retrieved,
           made.method_version, i.direction, i.chance,
           CASE WHEN i.owner IS NULL AND compared.nis_code IS NOT NULL
                THEN 'middelste gemeente' END AS reference_name,
           o.flag IS NOT DISTINCT FROM 'provisional' AS provisional,
           CASE WHEN i.owner IS NULL
                 AND (compared.nis_code IS NOT NULL OR latest.nis_code IS NOT NULL)
                THEN 'Vlaanderen' END AS peers,
           i.rhythm, i.lag_years, i.pooled_years, made.as_of,
           nullif(p.published, '') AS published, i.position, middle.median AS middle,
           o.stored, {judged}
    FROM chosen o
    LEFT JOIN asked compared ON compared.indicator_id = o.indicator_id
          AND compared.nis_code = o.nis_code AND compared.common_year = o.year
    LEFT JOIN asked latest ON latest.indicator_id = o.indicator_id
          AND latest.nis_code = o.nis_code AND latest.year = o.year
    JOIN indicator i ON i.indicator_id = o.indicator_id
    LEFT JOIN indicators every ON every.indicator_id = o.indicator_id
    LEFT JOIN median middle ON middle.indicator_id = o.indicator_id AND middle.year = o.year
          AND i.owner IS NULL
    JOIN municipality m ON m.nis_code = o.nis_code
    JOIN provenance p ON p.source = i.source
    CROSS JOIN made)
SELECT {names} FROM everything {order}
