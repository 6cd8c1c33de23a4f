-- A row per municipality and indicator: its latest figure, and how it is judged beside Flanders.
-- $1: municipalities, $2: indicators; null for all.
-- Between braces: the judged columns, and all in their order (queries.py).
WITH everything AS (
    SELECT s.nis_code, m.name AS municipality, s.indicator_id, i.name AS indicator,
           i.main_goal AS goal, i.unit, i.direction, s.year, s.value, s.flag, s.missing,
           s.common_year AS compared_year,
           CASE WHEN i.owner IS NULL THEN 'Vlaanderen' END AS peers,
           build.value AS method_version, i.position, {judged}
    FROM summary s
    JOIN indicator i ON i.indicator_id = s.indicator_id
    JOIN municipality m ON m.nis_code = s.nis_code
    LEFT JOIN build ON build.name = 'method_version'
    WHERE ($1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], s.nis_code))
      AND ($2::VARCHAR[] IS NULL OR list_contains($2::VARCHAR[], s.indicator_id)))
SELECT {names} FROM everything ORDER BY position, nis_code
