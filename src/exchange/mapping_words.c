// The words were compiled for Kartotek from the import and export headers of common mail programs
// and customer registers and from everyday business language; there is no other source.

#include "exchange/mapping_words.h"

#include "value/fold.h"

enum { WORD_MAX = 12 };

// Words are folded (fold_words) and separated by "|".
struct target_words {
    int target;
    const char *language;
    const char *words;
};

static const struct target_words TARGETS[] = {
    { FIELD_GIVEN, "English",
      "first name|firstname|given name|forename|given|first|fname|"
      "name given|given names|christian name" },
    { FIELD_GIVEN, "Swedish", "fornamn|tilltalsnamn" },
    { FIELD_GIVEN, "Danish/Norwegian", "fornavn" },
    { FIELD_GIVEN, "Finnish", "etunimi|etunimet|kutsumanimi" },
    { FIELD_GIVEN, "German", "vorname|vornamen|rufname" },
    { FIELD_FAMILY, "English",
      "last name|lastname|surname|family name|family|last|lname|"
      "name family" },
    { FIELD_FAMILY, "Swedish", "efternamn|familjenamn" },
    { FIELD_FAMILY, "Danish/Norwegian", "efternavn|etternavn|slaegtsnavn" },
    { FIELD_FAMILY, "Finnish", "sukunimi" },
    { FIELD_FAMILY, "German", "nachname|familienname|zuname" },
    { FIELD_MIDDLE, "English",
      "middle name|middlename|middle|middle initial|additional name|"
      "second name" },
    { FIELD_MIDDLE, "Swedish", "mellannamn" },
    { FIELD_MIDDLE, "Danish/Norwegian", "mellemnavn|mellomnavn" },
    { FIELD_MIDDLE, "German", "zweiter vorname|mittelname" },
    { FIELD_MIDDLE, "Finnish", "toinen nimi" },
    { FIELD_TITLE, "English", "salutation|prefix|name prefix|honorific|honorific prefix|mr mrs" },
    { FIELD_TITLE, "German", "anrede|akademischer titel" },
    { FIELD_TITLE, "Swedish", "tilltal" },
    { FIELD_TITLE, "Danish/Norwegian", "tiltale" },
    { FIELD_SUFFIX, "English", "suffix|name suffix|honorific suffix" },
    { FIELD_SUFFIX, "German", "namenszusatz" },
    { FIELD_NICKNAME, "English", "nickname|nick name|nick|alias|known as" },
    { FIELD_NICKNAME, "Swedish", "smeknamn" },
    { FIELD_NICKNAME, "Danish/Norwegian", "kaldenavn|kallenavn" },
    { FIELD_NICKNAME, "Finnish", "lempinimi" },
    { FIELD_NICKNAME, "German", "spitzname" },
    { TARGET_NAME, "English",
      "name|full name|fullname|display name|contact name|person name|"
      "contact person|contact|customer name|customer|client|client name|"
      "file as|attention|attn" },
    { TARGET_NAME, "Swedish",
      "namn|fullstandigt namn|kontaktperson|kontakt|kundnamn|kund|"
      "referens|er referens|for och efternamn" },
    { TARGET_NAME, "Danish/Norwegian",
      "navn|fulde navn|fullt navn|kontaktperson|kundenavn|"
      "kunde|for og efternavn|for og etternavn|"
      "deres referanse" },
    { TARGET_NAME, "Finnish", "nimi|koko nimi|yhteyshenkilo|asiakas|asiakkaan nimi" },
    { TARGET_NAME, "German",
      "vollstandiger name|ansprechpartner|ansprechpartnerin|"
      "kontaktperson|kundenname|vor und nachname|anzeigename" },
    { FIELD_BIRTH_DATE, "English", "birth date|birthdate|birthday|date of birth|dob|born|bday" },
    { FIELD_BIRTH_DATE, "Swedish", "fodelsedatum|fodelsedag|fodd" },
    { FIELD_BIRTH_DATE, "Danish/Norwegian", "fodselsdato|fodselsdag|fodt" },
    { FIELD_BIRTH_DATE, "Finnish", "syntymaaika|syntymapaiva|syntynyt" },
    { FIELD_BIRTH_DATE, "German", "geburtsdatum|geburtstag|geboren|geb datum" },
    { FIELD_GENDER, "English", "gender|sex" },
    { FIELD_GENDER, "Swedish", "kon" },
    { FIELD_GENDER, "Danish/Norwegian", "kjonn|kon" },
    { FIELD_GENDER, "Finnish", "sukupuoli" },
    { FIELD_GENDER, "German", "geschlecht" },
    { FIELD_LANGUAGE, "English", "language|preferred language|locale|lang" },
    { FIELD_LANGUAGE, "Swedish", "sprak" },
    { FIELD_LANGUAGE, "Danish/Norwegian", "sprog|sprak" },
    { FIELD_LANGUAGE, "Finnish", "kieli|asiointikieli" },
    { FIELD_LANGUAGE, "German", "sprache" },
    { FIELD_JOB_TITLE, "English",
      "job title|jobtitle|title|position|role|job|occupation|"
      "organization title|function" },
    { FIELD_JOB_TITLE, "Swedish", "titel|befattning|yrke|roll|arbetstitel|yrkestitel" },
    { FIELD_JOB_TITLE, "Danish/Norwegian",
      "stilling|tittel|stillingsbetegnelse|"
      "stillingstittel|rolle|yrke|jobtitel" },
    { FIELD_JOB_TITLE, "Finnish", "titteli|tehtava|ammatti|asema|tehtavanimike" },
    { FIELD_JOB_TITLE, "German", "beruf|funktion|berufsbezeichnung|stellung" },
    { FIELD_DEPARTMENT, "English", "department|dept|division|unit|organization department" },
    { FIELD_DEPARTMENT, "Swedish", "avdelning|enhet" },
    { FIELD_DEPARTMENT, "Danish/Norwegian", "afdeling|avdeling|enhet|enhed" },
    { FIELD_DEPARTMENT, "Finnish", "osasto|yksikko" },
    { FIELD_DEPARTMENT, "German", "abteilung|bereich" },
    { FIELD_COMPANY_NAME, "English",
      "company|company name|companyname|organization|organisation|"
      "organization name|organisation name|employer|account|"
      "account name|business name|firm|legal name|"
      "registered name|org name" },
    { FIELD_COMPANY_NAME, "Swedish",
      "foretag|foretagsnamn|bolag|bolagsnamn|arbetsgivare|firma|"
      "firmanamn|organisationsnamn" },
    { FIELD_COMPANY_NAME, "Danish/Norwegian",
      "firma|firmanavn|selskab|selskap|selskabsnavn|selskapsnavn|virksomhed|virksomhet|"
      "virksomhedsnavn|virksomhetsnavn|bedrift|bedriftsnavn|arbejdsgiver|arbeidsgiver|"
      "foretak|foretaksnavn|organisasjon|organisasjonsnavn" },
    { FIELD_COMPANY_NAME, "Finnish", "yritys|yrityksen nimi|organisaatio|tyonantaja|toiminimi" },
    { FIELD_COMPANY_NAME, "German",
      "firma|firmenname|unternehmen|unternehmensname|arbeitgeber|"
      "betrieb|gesellschaft" },
    { FIELD_LEGAL_FORM, "English", "legal form|company type|company form|entity form" },
    { FIELD_LEGAL_FORM, "Swedish", "bolagsform|juridisk form|foretagsform" },
    { FIELD_LEGAL_FORM, "Danish/Norwegian",
      "selskabsform|selskapsform|organisasjonsform|"
      "virksomhedsform" },
    { FIELD_LEGAL_FORM, "Finnish", "yhtiomuoto|yritysmuoto" },
    { FIELD_LEGAL_FORM, "German", "rechtsform" },
    { FIELD_ORG_NUMBER, "English",
      "org no|org number|organisation number|organization number|"
      "company number|registration number|company registration "
      "number|company id|business id|crn|reg no|company reg no" },
    { FIELD_ORG_NUMBER, "Swedish", "organisationsnummer|orgnr|org nr|org nummer|orgnummer" },
    { FIELD_ORG_NUMBER, "Danish/Norwegian",
      "organisasjonsnummer|orgnr|org nr|cvr|cvr nr|cvrnr|cvr nummer|foretaksnummer|"
      "virksomhedsnummer|se nummer" },
    { FIELD_ORG_NUMBER, "Finnish", "y tunnus|ytunnus|yritystunnus|yrityksen tunnus" },
    { FIELD_ORG_NUMBER, "German",
      "handelsregisternummer|hrb|hrb nummer|registernummer|hr nummer|"
      "firmenbuchnummer" },
    { FIELD_VAT_NUMBER, "English", "vat|vat no|vat number|vat id|vat registration number|tax id" },
    { FIELD_VAT_NUMBER, "Swedish",
      "momsnummer|momsregistreringsnummer|moms nr|vat nr|"
      "momsreg nr" },
    { FIELD_VAT_NUMBER, "Danish/Norwegian", "mva nummer|mva nr|mvanr|momsnummer" },
    { FIELD_VAT_NUMBER, "Finnish", "alv numero|alv tunnus|arvonlisaveronumero" },
    { FIELD_VAT_NUMBER, "German",
      "ust id|ust idnr|ust id nr|umsatzsteuer id|ustid|"
      "umsatzsteuer identifikationsnummer|steuernummer" },
    { FIELD_INDUSTRY, "English",
      "industry|sector|industry code|sic|sic code|nace|nace code|"
      "line of business|branch of industry" },
    { FIELD_INDUSTRY, "Swedish", "bransch|sni|sni kod|branschkod|naringsgren" },
    { FIELD_INDUSTRY, "Danish/Norwegian",
      "branche|bransje|branchekode|naeringskode|"
      "bransjekode" },
    { FIELD_INDUSTRY, "Finnish", "toimiala|toimialakoodi" },
    { FIELD_INDUSTRY, "German", "branche|wirtschaftszweig" },
    { FIELD_EMPLOYEES, "English",
      "employees|number of employees|employee count|headcount|"
      "no of employees|company size|staff" },
    { FIELD_EMPLOYEES, "Swedish", "anstallda|antal anstallda" },
    { FIELD_EMPLOYEES, "Danish/Norwegian",
      "ansatte|antal ansatte|antall ansatte|"
      "medarbejdere" },
    { FIELD_EMPLOYEES, "Finnish", "henkilosto|tyontekijat|henkilostomaara|henkilomaara" },
    { FIELD_EMPLOYEES, "German", "mitarbeiter|anzahl mitarbeiter|mitarbeiterzahl|beschaftigte" },
    { FIELD_EMAIL, "English",
      "email|e mail|mail|email address|e mail address|emails|e mails|"
      "mail address|email addresses|emailaddress|primary email" },
    { FIELD_EMAIL, "Swedish",
      "e post|epost|e postadress|epostadress|mejl|mejladress|mailadress|"
      "e post adress" },
    { FIELD_EMAIL, "Danish/Norwegian",
      "e post|epost|e postadresse|epostadresse|"
      "mailadresse|e mailadresse|emailadresse" },
    { FIELD_EMAIL, "Finnish", "sahkoposti|sahkopostiosoite|s posti|sposti" },
    { FIELD_EMAIL, "German", "e mail adresse|emailadresse|mailadresse|mail adresse" },
    { FIELD_PHONE, "English",
      "phone|telephone|phone number|telephone number|tel|phones|mobile|"
      "mobile phone|mobile number|cell|cell phone|cellphone|tel no|"
      "phone no|msisdn|landline|fax|fax number|switchboard|contact number" },
    { FIELD_PHONE, "Swedish",
      "telefon|telefonnummer|tfn|tele|tel nr|mobil|mobilnummer|"
      "mobiltelefon|mobilnr|vaxel|telefonnr|direktnummer|telefax" },
    { FIELD_PHONE, "Danish/Norwegian",
      "telefon|telefonnummer|tlf|tlf nr|tlfnr|mobil|"
      "mobilnummer|mobiltelefon|mobilnr|mob|sentralbord|"
      "hovednummer|telefaks" },
    { FIELD_PHONE, "Finnish",
      "puhelin|puhelinnumero|puh|puh nro|matkapuhelin|kannykka|gsm|"
      "vaihde|faksi|matkapuhelinnumero" },
    { FIELD_PHONE, "German",
      "telefon|telefonnummer|tel nr|handy|handynummer|mobil|mobilnummer|"
      "mobiltelefon|rufnummer|festnetz|zentrale|durchwahl|faxnummer" },
    { FIELD_URL, "English",
      "url|website|web site|web|homepage|home page|web page|webpage|www|"
      "domain|site|internet|web address|linkedin|linkedin url|facebook|"
      "twitter|websites" },
    { FIELD_URL, "Swedish", "hemsida|webbplats|webb|webbsida|webbadress|doman" },
    { FIELD_URL, "Danish/Norwegian",
      "hjemmeside|nettside|nettsted|webside|websted|domene|"
      "domaene" },
    { FIELD_URL, "Finnish",
      "kotisivu|kotisivut|verkkosivu|verkkosivut|www osoite|verkkotunnus|"
      "internetosoite" },
    { FIELD_URL, "German", "webseite|internetseite|internetadresse|webadresse" },
    { TARGET_STREET, "English",
      "address|street|street address|address line|address street|"
      "addr|street name|address 1|address 2|mailing address|"
      "postal address|address formatted|visiting address|"
      "delivery address|billing address|shipping address|"
      "invoice address" },
    { TARGET_STREET, "Swedish",
      "adress|gatuadress|gata|postadress|besoksadress|adressrad|"
      "utdelningsadress|leveransadress|fakturaadress|bostadsadress" },
    { TARGET_STREET, "Danish/Norwegian",
      "adresse|gateadresse|gate|vej|vejnavn|gade|"
      "postadresse|besoksadresse|besogsadresse|"
      "adresselinje|leveringsadresse|fakturaadresse" },
    { TARGET_STREET, "Finnish",
      "osoite|katuosoite|lahiosoite|katu|postiosoite|kayntiosoite|"
      "laskutusosoite|toimitusosoite" },
    { TARGET_STREET, "German",
      "strasse|anschrift|adresse|str|strasse hausnummer|"
      "strasse und hausnummer|strasse nr|postanschrift|adresszeile|"
      "lieferadresse|rechnungsadresse|lieferanschrift" },
    { TARGET_POSTCODE, "English",
      "postcode|postal code|postalcode|zip|zip code|zipcode|"
      "post code|address zip|zip postal code" },
    { TARGET_POSTCODE, "Swedish", "postnummer|postnr|post nr" },
    { TARGET_POSTCODE, "Danish/Norwegian", "postnummer|postnr|post nr" },
    { TARGET_POSTCODE, "Finnish", "postinumero|postinro" },
    { TARGET_POSTCODE, "German", "plz|postleitzahl" },
    { TARGET_CITY, "English", "city|town|locality|post town|place|city town|municipality" },
    { TARGET_CITY, "Swedish", "ort|postort|stad|bostadsort" },
    { TARGET_CITY, "Danish/Norwegian", "by|poststed|sted|bynavn|postdistrikt" },
    { TARGET_CITY, "Finnish", "kaupunki|postitoimipaikka|paikkakunta|kunta" },
    { TARGET_CITY, "German", "ort|stadt|wohnort" },
    { TARGET_REGION, "English", "region|state|county|province|state province|state region" },
    { TARGET_REGION, "Swedish", "lan|landskap|kommun" },
    { TARGET_REGION, "Danish/Norwegian", "fylke|landsdel|kommune" },
    { TARGET_REGION, "Finnish", "maakunta|laani" },
    { TARGET_REGION, "German", "bundesland|kanton" },
    { TARGET_COUNTRY, "English", "country|country code|country region|nation|address country" },
    { TARGET_COUNTRY, "Swedish", "land|landskod" },
    { TARGET_COUNTRY, "Danish/Norwegian", "land|landekode|landkode" },
    { TARGET_COUNTRY, "Finnish", "maa|maakoodi|maatunnus" },
    { TARGET_COUNTRY, "German", "land|landercode|landerkennzeichen|staat" },
    { TARGET_EXTERNAL_ID, "English",
      "id|external id|customer id|customer number|customer no|"
      "contact id|record id|client id|client number|account id|"
      "account number|member id|member number|key|uid|uuid|guid|"
      "person id|user id|lead id|customer code|number|no|object id" },
    { TARGET_EXTERNAL_ID, "Swedish",
      "kundnr|kundnummer|kund nr|kundid|kund id|medlemsnummer|"
      "medlemsnr|lopnummer|nr|nummer|anstallningsnummer" },
    { TARGET_EXTERNAL_ID, "Danish/Norwegian",
      "kundenr|kundenummer|kunde nr|kunde id|"
      "medlemsnummer|lopenummer|nr|nummer" },
    { TARGET_EXTERNAL_ID, "Finnish",
      "asiakasnumero|asiakastunnus|asiakas id|jasennumero|tunnus|"
      "asiakasnro|nro|tunniste" },
    { TARGET_EXTERNAL_ID, "German",
      "kundennummer|kundennr|kunden nr|mitgliedsnummer|"
      "kunden id|nr|nummer|kennung|debitorennummer" },
    { TARGET_ENTITY, "English",
      "entity|entity type|contact type|customer type|record type|type|"
      "kind" },
    { TARGET_ENTITY, "Swedish", "kundtyp|typ|kontakttyp" },
    { TARGET_ENTITY, "Danish/Norwegian", "kundetype|type" },
    { TARGET_ENTITY, "Finnish", "tyyppi|asiakastyyppi" },
    { TARGET_ENTITY, "German", "kundentyp|art|kundenart" },
    { FIELD_NOTE, "English", "note|notes|comment|comments|remark|remarks|description|memo" },
    { FIELD_NOTE, "Swedish",
      "anteckning|anteckningar|kommentar|kommentarer|anmarkning|notering|"
      "ovrigt" },
    { FIELD_NOTE, "Danish/Norwegian",
      "note|notat|notater|kommentar|bemaerkning|merknad|"
      "anmaerkning|bemaerkninger" },
    { FIELD_NOTE, "Finnish", "huomautus|huomio|kommentti|muistiinpano|lisatiedot|huom" },
    { FIELD_NOTE, "German", "notiz|notizen|bemerkung|bemerkungen|anmerkung|kommentar" },
    { FIELD_TAG, "English",
      "tag|tags|category|categories|label|labels|group|groups|"
      "group membership|keywords|segment" },
    { FIELD_TAG, "Swedish", "etikett|etiketter|kategori|kategorier|taggar|grupp|nyckelord" },
    { FIELD_TAG, "Danish/Norwegian", "kategori|kategorier|etiketter|gruppe|emneord|stikord" },
    { FIELD_TAG, "Finnish", "tunnisteet|luokka|kategoria|ryhma|avainsanat" },
    { FIELD_TAG, "German", "kategorie|kategorien|gruppe|schlagwort|schlagworter|stichwort" },
};

// What a word beside the field's own says.
enum word_kind {
    WORD_OTHER = 0,
    WORD_NUMBER = 1,
    WORD_FILLER = 2,
    WORD_LABEL = 4,
    WORD_CONTACT = 8,
    WORD_COMPANY = 16,
    WORD_CUSTOMER = 32,
};

struct beside_words {
    enum word_kind kind;
    const char *label;
    const char *words;
};

static const struct beside_words BESIDE[] = {
    { WORD_LABEL, "mobile",
      "mobile|mobil|cell|cellular|cellphone|gsm|handy|matkapuhelin|kannykka|"
      "mob|mobilnummer|mobiltelefon|mobilnr|handynummer|matka|msisdn|"
      "matkapuhelinnumero" },
    { WORD_LABEL, "work",
      "work|business|office|arbete|arbets|arbetet|jobb|job|arbeid|arbeids|"
      "arbejde|arbejds|tyo|arbeit|arbeits|geschaftlich|dienstlich|dienst|"
      "kontor|direkt|direct|direktnummer|durchwahl" },
    { WORD_LABEL, "home",
      "home|private|privat|personal|hem|bostad|bostads|hjem|hjemme|koti|"
      "yksityinen|privates|hemma|wohn|landline|festnetz" },
    { WORD_LABEL, "fax", "fax|telefax|telefaks|faks|faksi|faxnummer" },
    { WORD_LABEL, "switchboard",
      "switchboard|vaxel|sentralbord|omstilling|hovednummer|zentrale|"
      "vaihde" },
    { WORD_LABEL, "billing",
      "billing|invoice|faktura|fakturerings|faktureringsadress|rechnung|"
      "rechnungs|laskutus|lasku|fakturaadress|fakturaadresse|"
      "rechnungsadresse|laskutusosoite" },
    { WORD_LABEL, "delivery",
      "delivery|shipping|leverans|levering|leverings|liefer|lieferung|"
      "toimitus|leveransadress|leveringsadresse|lieferadresse|"
      "lieferanschrift|toimitusosoite|ship" },
    { WORD_LABEL, "visiting",
      "visiting|besok|besoks|besog|besogs|kaynti|besoksadress|"
      "besoksadresse|besogsadresse|kayntiosoite" },
    { WORD_LABEL, "postal",
      "mailing|utdelnings|utdelningsadress|postadress|postadresse|"
      "postiosoite|postanschrift" },
    { WORD_LABEL, "linkedin", "linkedin" },
    { WORD_LABEL, "facebook", "facebook" },
    { WORD_LABEL, "twitter", "twitter" },
    { WORD_LABEL, "other", "other|annan|andet|annen|muu|andere|alternative|alternativ|secondary" },
    { WORD_COMPANY, "",
      "company|organization|organisation|firm|firma|firmen|foretag|foretags|"
      "foretagets|bolag|bolags|bolagets|selskab|selskabs|selskap|selskaps|"
      "virksomhed|virksomheds|virksomhet|virksomhets|bedrift|bedrifts|"
      "yritys|yrityksen|unternehmen|unternehmens|account|employer|corporate|"
      "foretak|foretaks|org" },
    { WORD_CONTACT, "",
      "contact|contacts|person|personal|kontakt|kontakts|kontaktperson|"
      "kontaktpersonens|yhteyshenkilo|yhteyshenkilon|ansprechpartner|"
      "ansprechpartnerin|attention|attn|referens" },
    { WORD_CUSTOMER, "",
      "customer|kund|kundens|kunde|kunden|client|asiakas|asiakkaan|user|member|"
      "employee|medlem|medlems|lead" },
    { WORD_FILLER, "",
      "number|nummer|nr|no|numero|nro|address|adress|adresse|osoite|value|line|"
      "rad|linje|zeile|primary|main|default|the|of|e|code|text|field|info|"
      "formatted|optional|required|name" },
};

static bool has_word(const char *words, str word)
{
    str rest = str_of(words), one;
    while (str_split(&rest, '|', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

static bool is_number(str word)
{
    int64_t ignored;
    return word.at[0] != '-' && word.at[0] != '+' && str_to_int(word, &ignored);
}

static const struct beside_words *find_beside(str word)
{
    for (size_t i = 0; i < LENGTH(BESIDE); i++)
        if (has_word(BESIDE[i].words, word))
            return &BESIDE[i];
    return NULL;
}

// A phrase of the table, and the row it was found in first.
struct found {
    const struct target_words *row; // NULL: not found
    str phrase;
};

static const struct target_words *find_target(str phrase)
{
    for (size_t i = 0; i < LENGTH(TARGETS); i++)
        if (has_word(TARGETS[i].words, phrase))
            return &TARGETS[i];
    return NULL;
}

struct words {
    str items[WORD_MAX];
    unsigned kinds[WORD_MAX]; // of enum word_kind; a word may be several
    size_t count;
};

// "firstName", "Phone1" and "OrgNr" are two words each.
static str open_camel_case(struct arena *arena, str header)
{
    char *out = arena_alloc(arena, header.len * 2 + 1);
    size_t len = 0;
    for (size_t i = 0; i < header.len; i++) {
        char c = header.at[i], before = i ? header.at[i - 1] : ' ';
        bool was_lower = before >= 'a' && before <= 'z';
        bool was_letter = was_lower || (before >= 'A' && before <= 'Z');
        if ((was_lower && c >= 'A' && c <= 'Z') || (was_letter && c >= '0' && c <= '9'))
            out[len++] = ' ';
        out[len++] = c;
    }
    return (str){ out, len };
}

static unsigned kinds_of(str word)
{
    if (is_number(word))
        return WORD_NUMBER;
    unsigned kinds = 0;
    for (size_t i = 0; i < LENGTH(BESIDE); i++)
        if (has_word(BESIDE[i].words, word))
            kinds |= (unsigned)BESIDE[i].kind;
    return kinds;
}

static void add_word(struct words *words, str word)
{
    if (words->count == WORD_MAX || !word.len)
        return;
    words->kinds[words->count] = kinds_of(word);
    words->items[words->count++] = word;
}

// The Germanic languages write "arbetstelefon" and "Firmenadresse" as one word: a word that says
// something beside the field, and the field. Returns the length of the first; 0: not such a word.
static size_t compound_border(str word)
{
    enum { SHORTEST_PART = 3 };
    for (size_t border = word.len - SHORTEST_PART; border >= SHORTEST_PART; border--) {
        const struct beside_words *first = find_beside(str_slice(word, 0, border));
        bool fits = first && first->kind != WORD_FILLER;
        if (fits && find_target(str_slice(word, border, word.len)))
            return border;
    }
    return 0;
}

static void add_compound(struct words *words, str word)
{
    size_t border =
        word.len > 6 && !find_target(word) && !find_beside(word) ? compound_border(word) : 0;
    add_word(words, str_slice(word, 0, border));
    add_word(words, str_slice(word, border, word.len));
}

static struct words split_header(struct arena *arena, str header)
{
    struct words words = { .count = 0 };
    str rest = fold_words(arena, header), word;
    if (!find_target(rest)) // "LinkedIn" is one word, "firstName" is two
        rest = fold_words(arena, open_camel_case(arena, header));
    while (rest.len && str_split(&rest, ' ', &word))
        add_compound(&words, word);
    return words;
}

// The words that are not only of the kinds in `without`, as one text.
static str join(struct arena *arena, const struct words *words, unsigned without)
{
    str text = STR("");
    for (size_t i = 0; i < words->count; i++)
        if (!(words->kinds[i] & without))
            text = arena_print(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), text.len ? " " : "",
                               STR_ARG(words->items[i]));
    return text;
}

static bool is_address(int target)
{
    return target >= TARGET_STREET && target <= TARGET_COUNTRY;
}

// Only phones are mobile and only addresses are for invoices: "E-postadress" is not postal.
static bool label_fits(const char *label, int target)
{
    if (has_word("mobile|fax|switchboard", str_of(label)))
        return target == FIELD_PHONE;
    if (has_word("billing|delivery|visiting|postal", str_of(label)))
        return is_address(target);
    if (has_word("linkedin|facebook|twitter", str_of(label)))
        return target == FIELD_URL;
    return is_address(target) || target == FIELD_EMAIL || target == FIELD_PHONE ||
           target == FIELD_URL;
}

static const char *label_of(const struct words *words, int target)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < LENGTH(BESIDE); k++)
            if (BESIDE[k].kind == WORD_LABEL && label_fits(BESIDE[k].label, target) &&
                has_word(BESIDE[k].words, words->items[i]))
                return BESIDE[k].label;
    return "";
}

static bool has_kind(const struct words *words, unsigned kind)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->kinds[i] & kind)
            return true;
    return false;
}

static int number_of(const struct words *words)
{
    int64_t number = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->kinds[i] & WORD_NUMBER)
            str_to_int(words->items[i], &number);
    return number > 0 && number < 100 ? (int)number : 0;
}

// Tries the whole header first and leaves out ever more of what stands beside the field.
static struct found find_without(struct arena *arena, const struct words *words, unsigned *left_out,
                                 int *confidence)
{
    static const unsigned BESIDE_CONTACT = WORD_NUMBER | WORD_CONTACT | WORD_CUSTOMER;
    static const unsigned LEFT_OUT[] = {
        0,
        WORD_NUMBER,
        WORD_NUMBER | WORD_FILLER,
        WORD_NUMBER | WORD_LABEL,
        WORD_NUMBER | WORD_LABEL | WORD_FILLER,
        BESIDE_CONTACT,
        WORD_NUMBER | WORD_COMPANY,
        BESIDE_CONTACT | WORD_LABEL,
        WORD_NUMBER | WORD_COMPANY | WORD_LABEL,
        BESIDE_CONTACT | WORD_COMPANY | WORD_LABEL | WORD_FILLER,
    };
    for (size_t i = 0; i < LENGTH(LEFT_OUT); i++) {
        str phrase = join(arena, words, LEFT_OUT[i]);
        const struct target_words *row = phrase.len ? find_target(phrase) : NULL;
        *left_out = LEFT_OUT[i];
        *confidence = 95 - 2 * (int)i;
        if (row)
            return (struct found){ row, phrase };
    }
    return (struct found){ 0 };
}

// The last words of a longer header: "Preferred shipping address e-mail".
static struct found find_at_end(struct arena *arena, const struct words *words)
{
    for (size_t len = words->count < 3 ? words->count : 3; len > 0; len--) {
        struct words tail = { .count = len };
        for (size_t i = 0; i < len; i++)
            tail.items[i] = words->items[words->count - len + i];
        str phrase = join(arena, &tail, 0);
        const struct target_words *row = find_target(phrase);
        if (row && row->target != TARGET_EXTERNAL_ID && row->target != TARGET_ENTITY)
            return (struct found){ row, phrase };
    }
    return (struct found){ 0 };
}

static str languages_of(struct arena *arena, const struct found *found)
{
    str text = STR("");
    for (size_t i = 0; i < LENGTH(TARGETS); i++)
        if (TARGETS[i].target == found->row->target && has_word(TARGETS[i].words, found->phrase))
            text = arena_print(arena, STR_FMT "%s%s", STR_ARG(text), text.len ? "/" : "",
                               TARGETS[i].language);
    return text;
}

struct header_meaning header_meaning(str header, struct arena *arena)
{
    auto_arena scratch = { 0 };
    struct words words = split_header(&scratch, header);
    struct header_meaning meaning = { .label = "" };
    if (words.count == 0 || words.count == WORD_MAX)
        return meaning;
    unsigned left_out;
    int confidence;
    struct found found = find_without(&scratch, &words, &left_out, &confidence);
    if (!found.row) {
        found = find_at_end(&scratch, &words);
        left_out = WORD_COMPANY | WORD_CONTACT;
        confidence = 55;
    }
    if (!found.row)
        return meaning;
    return (struct header_meaning){
        .target = found.row->target,
        .label = label_of(&words, found.row->target),
        .of_company = (left_out & WORD_COMPANY) && has_kind(&words, WORD_COMPANY),
        .is_contact = has_kind(&words, WORD_CONTACT),
        .number = number_of(&words),
        .confidence = confidence,
        .language = languages_of(arena, &found),
    };
}
