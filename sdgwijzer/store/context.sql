-- What municipalities are likened by, in the year in which all are compared. The area is what the
-- land register divides by (hectare, the latest year).
WITH compared AS (
    SELECT nis_code, indicator_id, common_value FROM summary),
area AS (
    SELECT nis_code, max_by(denominator, year) AS hectare FROM observation
    WHERE indicator_id = 'bebouwde_percelen' AND denominator > 0 GROUP BY nis_code)
SELECT m.nis_code, any_value(m.cluster) AS cluster,
       max(common_value) FILTER (indicator_id = 'inwoners') AS inwoners,
       max(common_value) FILTER (indicator_id = 'inwoners') / any_value(hectare) * 100 AS dichtheid,
       max(common_value) FILTER (indicator_id = 'inkomen_per_inwoner') AS inkomen,
       max(common_value) FILTER (indicator_id = 'aandeel_65plus') AS ouderen,
       max(common_value) FILTER (indicator_id = 'aandeel_0_17') AS jongeren,
       max(common_value) FILTER (indicator_id = 'buitenlandse_herkomst') AS herkomst,
       max(common_value) FILTER (indicator_id = 'vestigingen') AS vestigingen,
       max(common_value) FILTER (indicator_id = 'bebouwde_percelen') AS bebouwd
FROM municipality m
LEFT JOIN compared USING (nis_code)
LEFT JOIN area USING (nis_code)
GROUP BY m.nis_code ORDER BY m.nis_code
