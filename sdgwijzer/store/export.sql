-- A row per observation with everything that makes it traceable, and its judgement.
-- $1: municipalities, $2: indicators; null for all. Columns: COLUMNS in exports.py.
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
       (SELECT value FROM build WHERE name = 'method_version') AS method_version,
       i.direction,
       i.chance,
       CASE WHEN s.common_year = o.year THEN s.common_value END AS compared_value,
       CASE WHEN s.common_year = o.year THEN s.pooled_from END AS pooled_from,
       CASE WHEN s.common_year = o.year THEN s.equal END AS equal,
       CASE WHEN s.common_year = o.year THEN s.iqr END AS iqr,
       CASE WHEN s.common_year = o.year AND i.owner IS NULL THEN 'mediaan' END AS reference_name,
       CASE WHEN s.year = o.year THEN s.basis END AS status_basis,
       CASE WHEN s.year = o.year THEN s.position_status END AS position_status,
       CASE WHEN s.year = o.year THEN s.target END AS target,
       CASE WHEN s.year = o.year THEN s.target_year END AS target_year,
       CASE WHEN s.year = o.year THEN nullif(s.target_source, '') END AS target_source,
       CASE WHEN s.year = o.year THEN s.worst END AS target_worst,
       CASE WHEN s.year = o.year THEN s.pace END AS pace,
       CASE WHEN s.year = o.year THEN nullif(s.pace_class, 'unknown') END AS pace_class,
       CASE WHEN s.year = o.year THEN s.trend_from END AS trend_from,
       CASE WHEN s.year = o.year THEN s.trend_to END AS trend_to,
       CASE WHEN s.year = o.year THEN s.turned END AS turned,
       CASE WHEN s.year = o.year THEN s.cagr END AS cagr,
       CASE WHEN s.year = o.year THEN nullif(s.cagr_class, 'unknown') END AS cagr_class,
       CASE WHEN s.year = o.year THEN s.reliability END AS reliability,
       o.flag IS NOT DISTINCT FROM 'provisional' AS provisional,
       CASE WHEN i.owner IS NULL AND (s.common_year = o.year OR s.year = o.year)
            THEN 'Vlaanderen' END AS peers,
       i.rhythm,
       i.lag_years,
       i.pooled_years,
       (SELECT value FROM build WHERE name = 'as_of') AS as_of,
       nullif(p.published, '') AS published
FROM observation o
LEFT JOIN summary s ON s.indicator_id = o.indicator_id AND s.nis_code = o.nis_code
JOIN indicator i ON i.indicator_id = o.indicator_id
JOIN municipality m ON m.nis_code = o.nis_code
JOIN provenance p ON p.source = i.source
WHERE ($1::VARCHAR[] IS NULL OR o.nis_code IN (SELECT unnest($1::VARCHAR[])))
  AND ($2::VARCHAR[] IS NULL OR o.indicator_id IN (SELECT unnest($2::VARCHAR[])))
ORDER BY i.position, o.nis_code, o.year
