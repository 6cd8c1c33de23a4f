-- A row per observation with everything that makes it traceable, and its judgement.
-- $1: municipalities, $2: indicators; null for all. Columns: EXPORT_COLUMNS in store.py.
SELECT o.indicator_id, i.name AS indicator, o.nis_code, m.name AS municipality,
       o.year, o.value, i.unit, o.numerator, o.denominator, o.flag, o.missing,
       p.publisher || ', ' || p.title AS source, p.licence, p.retrieved,
       CASE WHEN s.common_year = o.year THEN s.low END AS low,
       CASE WHEN s.common_year = o.year THEN s.high END AS high,
       CASE WHEN s.common_year = o.year THEN s.reference_value END AS reference_value,
       CASE WHEN s.common_year = o.year THEN s.rank END AS rank,
       CASE WHEN s.common_year = o.year THEN s.n END AS n,
       CASE WHEN s.common_year = o.year THEN s.percentile END AS percentile,
       CASE WHEN s.year = o.year THEN s.status END AS status,
       CASE WHEN s.year = o.year THEN nullif(s.status_reason, '') END AS status_reason,
       CASE WHEN s.year = o.year THEN s.trend END AS trend,
       CASE WHEN s.year = o.year THEN s.clear END AS trend_clear,
       CASE WHEN s.year = o.year THEN s.slope END AS slope,
       CASE WHEN s.year = o.year THEN s.p END AS p,
       CASE WHEN s.year = o.year THEN s.points END AS points,
       CASE WHEN s.year = o.year THEN s.against END AS trend_against_peers,
       CASE WHEN s.year = o.year THEN s.against_slope END AS slope_against_peers,
       CASE WHEN s.year = o.year THEN s.against_p END AS p_against_peers,
       (SELECT value FROM build WHERE name = 'method_version') AS method_version
FROM observation o
LEFT JOIN summary s ON s.indicator_id = o.indicator_id AND s.nis_code = o.nis_code
JOIN indicator i ON i.indicator_id = o.indicator_id
JOIN municipality m ON m.nis_code = o.nis_code
JOIN provenance p ON p.source = i.source
WHERE ($1::VARCHAR[] IS NULL OR o.nis_code IN (SELECT unnest($1::VARCHAR[])))
  AND ($2::VARCHAR[] IS NULL OR o.indicator_id IN (SELECT unnest($2::VARCHAR[])))
ORDER BY i.position, o.nis_code, o.year
