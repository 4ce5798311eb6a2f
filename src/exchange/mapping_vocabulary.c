// The words were compiled for Kartotek from the import and export headers of common mail programs
// and customer registers and from everyday business language; there is no other source.

#include "exchange/mapping_vocabulary.h"

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
    { TARGET_CITY, "English",
      "city|town|locality|post town|place|city town|municipality|suburb|village" },
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
      "person id|user id|lead id|unique id|row id|rec id|customer code|number|no|object id" },
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

const struct target_words *vocabulary_target(str phrase)
{
    for (size_t i = 0; i < LENGTH(TARGETS); i++)
        if (has_word(TARGETS[i].words, phrase))
            return &TARGETS[i];
    return NULL;
}

str vocabulary_languages(int target, str phrase, struct arena *arena)
{
    str text = STR("");
    for (size_t i = 0; i < LENGTH(TARGETS); i++)
        if (TARGETS[i].target == target && has_word(TARGETS[i].words, phrase))
            text = arena_print(arena, STR_FMT "%s%s", STR_ARG(text), text.len ? "/" : "",
                               TARGETS[i].language);
    return text;
}

static bool is_number(str word)
{
    int64_t ignored;
    return word.at[0] != '-' && word.at[0] != '+' && str_to_int(word, &ignored);
}

unsigned vocabulary_kinds(str word)
{
    if (is_number(word))
        return WORD_NUMBER;
    unsigned kinds = 0;
    for (size_t i = 0; i < LENGTH(BESIDE); i++)
        if (has_word(BESIDE[i].words, word))
            kinds |= (unsigned)BESIDE[i].kind;
    return kinds;
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

const char *vocabulary_label(str word, int target)
{
    for (size_t i = 0; i < LENGTH(BESIDE); i++)
        if (BESIDE[i].kind == WORD_LABEL && label_fits(BESIDE[i].label, target) &&
            has_word(BESIDE[i].words, word))
            return BESIDE[i].label;
    return NULL;
}
