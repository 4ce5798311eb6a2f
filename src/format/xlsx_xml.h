#pragma once

// One part of an XLSX file as a stream of XML events. Names come without their prefix. Document
// types are refused, so no entity is ever expanded; nothing is fetched. Only the XLSX reader
// includes this.

#include "format/xlsx_part.h"

struct xlsx_attributes {
    const unsigned char **at; // libxml2's: five pointers per attribute
    int count;
};

struct xlsx_handler {
    void (*start)(void *state, const char *name, const struct xlsx_attributes *attributes);
    void (*end)(void *state, const char *name);
    void (*text)(void *state, str text); // in pieces of any length
};

struct xlsx_xml;

// Errors as xlsx_part_open. `state` is what the handler gets.
enum status xlsx_xml_open(struct xlsx_xml **out, const char *path, str part,
                          const struct xlsx_handler *handler, void *state, struct error *error)
    MUST_USE;

// Reads some more and calls the handler for what it holds. ERR_INVALID: not XML.
enum status xlsx_xml_step(struct xlsx_xml *xml, bool *done, struct error *error) MUST_USE;

// From the handler: the rest is of no interest.
void xlsx_xml_stop(struct xlsx_xml *xml);

const struct xlsx_part *xlsx_xml_part(const struct xlsx_xml *xml);
void xlsx_xml_close(struct xlsx_xml *xml);

// Reads a whole part of at most `max` bytes.
enum status xlsx_xml_read(const char *path, str part, int64_t max,
                          const struct xlsx_handler *handler, void *state, struct error *error)
    MUST_USE;

// The attribute called `name`, with references to characters resolved, or an empty str whose `at`
// is NULL. A slice that is valid during the call of the handler.
str xlsx_attribute(const struct xlsx_attributes *attributes, const char *name);
