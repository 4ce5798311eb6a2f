#include "db/postgres_array.h"

enum { OID_INT8 = 20, OID_TEXT = 25, OID_FLOAT8 = 701 }; // of pg_type

const char *postgres_array_type(char type)
{
    return type == 'i' ? "bigint[]" : type == 'd' ? "float8[]" : "text[]";
}

static int oid_of(char type)
{
    return type == 'i' ? OID_INT8 : type == 'd' ? OID_FLOAT8 : OID_TEXT;
}

void postgres_put_be(struct buf *out, uint64_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        buf_add_byte(out, (char)(value >> shift & 0xff));
}

void postgres_put_array(struct buf *out, char type, size_t count)
{
    postgres_put_be(out, count ? 1 : 0, 4); // dimensions
    postgres_put_be(out, 1, 4);             // may hold nulls
    postgres_put_be(out, (uint64_t)oid_of(type), 4);
    if (count) {
        postgres_put_be(out, count, 4);
        postgres_put_be(out, 1, 4); // first index
    }
}
