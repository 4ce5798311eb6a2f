-- name: export_point_counts
SELECT kind, max(position) + 1 FROM point GROUP BY kind;
