-- name: custom_field_list
SELECT number, name, title, class, hidden FROM custom_field ORDER BY number;

-- name: custom_field_insert
INSERT INTO custom_field (number, name, title, class, hidden) VALUES ($1, $2, $3, $4, 0);
