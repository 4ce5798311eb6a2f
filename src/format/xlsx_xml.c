#include "format/xlsx_xml.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>

enum { CHUNK_SIZE = 32 * 1024, FIELDS_PER_ATTRIBUTE = 5 };

struct xlsx_xml {
    xmlParserCtxt *parser;
    struct xlsx_part *part;
    const struct xlsx_handler *handler;
    void *state;
    bool stopped, refused;
    char chunk[CHUNK_SIZE];
};

// NOLINTNEXTLINE(readability-function-size): libxml2's type of the function
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int default_count, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)default_count;
    struct xlsx_xml *xml = ((xmlParserCtxt *)context)->_private;
    struct xlsx_attributes list = { attributes, attribute_count };
    if (!xml->stopped)
        xml->handler->start(xml->state, (const char *)name, &list);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct xlsx_xml *xml = ((xmlParserCtxt *)context)->_private;
    if (!xml->stopped && xml->handler->end)
        xml->handler->end(xml->state, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct xlsx_xml *xml = ((xmlParserCtxt *)context)->_private;
    if (!xml->stopped && xml->handler->text)
        xml->handler->text(xml->state, (str){ (const char *)text, (size_t)len });
}

static void on_document_type(void *context, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    struct xlsx_xml *xml = ((xmlParserCtxt *)context)->_private;
    xml->refused = xml->stopped = true;
    xmlStopParser(xml->parser);
}

static void on_message(void *context, const char *format, ...)
{
    (void)context, (void)format; // the status says it
}

// libxml2 wants to be set up by one thread before others use it.
static void set_up(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, xmlInitParser);
}

static xmlParserCtxt *parser_new(struct xlsx_xml *xml)
{
    set_up();
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_document_type,
        .warning = on_message,
        .error = on_message,
    };
    xmlParserCtxt *parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!parser)
        abort();
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    parser->_private = xml;
    return parser;
}

enum status xlsx_xml_open(struct xlsx_xml **out, const char *path, str part,
                          const struct xlsx_handler *handler, void *state, struct error *error)
{
    struct xlsx_part *opened;
    TRY(xlsx_part_open(&opened, path, part, error));
    struct xlsx_xml *xml = calloc(1, sizeof *xml);
    if (!xml)
        abort();
    xml->part = opened;
    xml->handler = handler;
    xml->state = state;
    xml->parser = parser_new(xml);
    *out = xml;
    return OK;
}

static enum status not_xml(const struct xlsx_xml *xml, struct error *error)
{
    if (xml->refused)
        return fail(error, ERR_INVALID, "file",
                    "the file declares a document type, which XLSX "
                    "does not allow");
    return fail(error, ERR_INVALID, "file", "the XLSX file is damaged in line %d of a part",
                xml->parser->input ? xml->parser->input->line : 0);
}

enum status xlsx_xml_step(struct xlsx_xml *xml, bool *done, struct error *error)
{
    size_t got;
    TRY(xlsx_part_read(xml->part, xml->chunk, CHUNK_SIZE, &got, error));
    int result = xmlParseChunk(xml->parser, xml->chunk, (int)got, got == 0);
    if (xml->refused || (result != XML_ERR_OK && !xml->parser->wellFormed && !xml->stopped))
        return not_xml(xml, error);
    *done = xml->stopped || got == 0;
    return OK;
}

void xlsx_xml_stop(struct xlsx_xml *xml)
{
    xml->stopped = true;
}

const struct xlsx_part *xlsx_xml_part(const struct xlsx_xml *xml)
{
    return xml->part;
}

void xlsx_xml_close(struct xlsx_xml *xml)
{
    if (!xml)
        return;
    xmlFreeParserCtxt(xml->parser);
    xlsx_part_close(xml->part);
    free(xml);
}

enum status xlsx_xml_read(const char *path, str part, int64_t max,
                          const struct xlsx_handler *handler, void *state, struct error *error)
{
    struct xlsx_xml *xml;
    TRY(xlsx_xml_open(&xml, path, part, handler, state, error));
    enum status status = OK;
    for (bool done = false; !done && status == OK;) {
        status = xlsx_xml_step(xml, &done, error);
        if (status == OK && xlsx_part_position(xml->part) > max)
            status = fail(error, ERR_TOO_LARGE, "file", "the part " STR_FMT " is larger than %d MB",
                          STR_ARG(part), (int)(max >> 20));
    }
    xlsx_xml_close(xml);
    return status;
}

str xlsx_attribute(const struct xlsx_attributes *attributes, const char *name)
{
    for (int i = 0; i < attributes->count; i++) {
        const unsigned char **fields = attributes->at + (ptrdiff_t)i * FIELDS_PER_ATTRIBUTE;
        if (strcmp((const char *)fields[0], name) == 0)
            return (str){ (const char *)fields[3], (size_t)(fields[4] - fields[3]) };
    }
    return (str){ 0 };
}
