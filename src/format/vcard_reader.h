#pragma once

// Reads the cards of a file one after the other, of any number, in constant memory.

#include "base/error.h"
#include "format/vcard.h"

enum {
    VCARD_CARD_MAX = 32 * 1024 * 1024, // bytes of one card
    VCARD_PROPERTY_MAX = 10000,
    VCARD_PROBLEM_MAX = 100, // further ones are not listed
    VCARD_DEPTH_MAX = 8,     // cards within AGENT within cards
};

struct vcard_reader;

// ERR_NOT_FOUND: there is no such file.
enum status vcard_reader_open(struct vcard_reader **out, const char *path, struct error *error)
    MUST_USE;

// The same for bytes in memory, which must outlive the reader.
struct vcard_reader *vcard_reader_open_memory(str bytes);

// The next card; its texts live in `arena`. `done` is set after the last one. A card that is broken
// comes with its reason among `problems` and the reader goes on behind it. Text outside of cards is
// a problem of the card that follows; behind the last card it comes as a broken card without
// properties.
enum status vcard_next(struct vcard_reader *reader, struct arena *arena, struct vcard *card,
                       bool *done, struct error *error) MUST_USE;

// Bytes of the file read so far.
int64_t vcard_position(const struct vcard_reader *reader);

void vcard_reader_close(struct vcard_reader *reader);
