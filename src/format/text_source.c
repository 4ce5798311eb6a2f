#include "format/text_source.h"

#include "format/table.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// A row of the greatest length and what is read at once, as UTF-8 (half again as long as UTF-16).
enum { WINDOW_MAX = TABLE_ROW_MAX + 2 * TEXT_CHUNK + 1 };

// Enough characters beyond ASCII to know which encoding they are written in.
enum { ENOUGH_CHARACTERS = 5000 };

static bool is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

static size_t read_some(int file, char *out, size_t size, int64_t offset)
{
    ssize_t got;
    do
        got = pread(file, out, size, offset);
    while (got < 0 && errno == EINTR);
    return got > 0 ? (size_t)got : 0;
}

// UTF-8 or Windows-1252. Reads as far as it must to see what non-ASCII characters are like: to the
// end when there are hardly any, which is quick because nothing is decoded.
static enum encoding eight_bit_encoding(struct text_source *source)
{
    struct encoding_count count = { 0 };
    int64_t offset = 0;
    size_t got;
    while (count.valid + count.invalid < ENOUGH_CHARACTERS &&
           (got = read_some(source->file, source->chunk, TEXT_CHUNK, offset)) > 0) {
        encoding_count(&count, (str){ source->chunk, got });
        offset += (int64_t)got;
    }
    return count.invalid > count.valid ? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
}

static void find_encoding(struct text_source *source, enum encoding told)
{
    size_t got = read_some(source->file, source->chunk, TEXT_CHUNK, 0);
    size_t mark_len;
    enum encoding found = encoding_of_start((str){ source->chunk, got }, &mark_len);
    if (is_utf16(told) && mark_len == 2)
        told = found; // the mark knows the order of the bytes
    if (told != ENCODING_UNKNOWN && told != found)
        mark_len = 0;
    source->taken = (int64_t)mark_len;
    source->encoding = told != ENCODING_UNKNOWN    ? told
                       : found != ENCODING_UNKNOWN ? found
                                                   : eight_bit_encoding(source);
}

static enum status open_file(struct text_source *source, const char *path, struct error *error)
{
    source->file = open(path, O_RDONLY | O_CLOEXEC);
    if (source->file < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(error, ERR_NOT_FOUND, "file", "there is no file \"%s\"", path);
    if (source->file < 0 && errno == EACCES)
        return fail(error, ERR_DENIED, "file", "the file \"%s\" may not be read", path);
    if (source->file < 0)
        return fail(error, ERR_INVALID, "file", "the file \"%s\" cannot be opened: %s", path,
                    strerrordesc_np(errno));
    struct stat stat;
    if (fstat(source->file, &stat) == 0 && S_ISREG(stat.st_mode)) {
        source->size = stat.st_size;
        return OK;
    }
    close(source->file);
    return fail(error, ERR_INVALID, "file", "\"%s\" is not a regular file", path);
}

enum status text_source_open(struct text_source *source, const char *path, enum encoding encoding,
                             struct error *error)
{
    TRY(open_file(source, path, error));
    posix_fadvise(source->file, 0, 0, POSIX_FADV_SEQUENTIAL);
    source->window = buf_new(WINDOW_MAX);
    source->start = source->pending = 0;
    source->at_end = false;
    find_encoding(source, encoding);
    text_source_more(source);
    return OK;
}

str text_source_text(const struct text_source *source)
{
    return str_slice(buf_str(&source->window), source->start, source->window.len);
}

static void drop_used(struct text_source *source)
{
    size_t left = source->window.len - source->start;
    if (source->start && left)
        memmove(source->window.at, source->window.at + source->start, left);
    source->window.len = left;
    source->start = 0;
}

// The chunk as UTF-8 into the window; a character cut in two waits at the chunk's front.
static void add_utf16(struct text_source *source, size_t len)
{
    size_t used = utf16_to_utf8((str){ source->chunk, len }, source->encoding, &source->window);
    source->pending = len - used;
    memmove(source->chunk, source->chunk + used, source->pending);
    if (source->at_end && source->pending)
        buf_add(&source->window, STR("\xEF\xBF\xBD"));
}

// Puts the line end behind the text that scans rely on.
static void add_stop(struct text_source *source)
{
    buf_add_byte(&source->window, '\n');
    source->window.len--;
}

bool text_source_more(struct text_source *source)
{
    if (source->at_end || source->window.len - source->start > TABLE_ROW_MAX)
        return false;
    drop_used(source);
    size_t got = read_some(source->file, source->chunk + source->pending,
                           TEXT_CHUNK - source->pending, source->taken);
    source->taken += (int64_t)got;
    source->at_end = got == 0 || source->taken >= source->size;
    if (is_utf16(source->encoding))
        add_utf16(source, source->pending + got);
    else
        buf_add(&source->window, (str){ source->chunk, got });
    add_stop(source);
    return true;
}

void text_source_skip(struct text_source *source, size_t len)
{
    source->start += len;
}

int64_t text_source_position(const struct text_source *source)
{
    int64_t left = (int64_t)(source->window.len - source->start);
    int64_t position = source->taken - (is_utf16(source->encoding) ? left * 2 : left);
    return position > 0 ? position : 0;
}

void text_source_close(struct text_source *source)
{
    buf_free(&source->window);
    close(source->file);
}
