#include "demo/demo_country.h"

// Names: common ones in the statistics that SCB, SSB, Danmarks Statistik, Digi- ja
// väestötietovirasto and Hagstofa Íslands publish; the commonest come first. Streets and trades are
// everyday words. Numbers reserved for fiction: PTS (Sweden, "Telefonnummer för användning i
// böcker och filmer"), Bundesnetzagentur (Germany, "Drama Numbers"). The other
// countries publish none.

#define WORDS(...)                                                        \
    {                                                                     \
        (const char *const[]){ __VA_ARGS__ },                             \
            sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *) \
    }
#define PLACES(...)                                       \
    .places = (const struct demo_place[]){ __VA_ARGS__ }, \
    .place_count = sizeof((const struct demo_place[]){ __VA_ARGS__ }) / sizeof(struct demo_place)
#define RANGES(...) ((const struct demo_range[]){ __VA_ARGS__, { 0 } })

static const struct demo_country COUNTRIES[] = {
    {
        .code = "SE",
        .people = 560,
        .companies = 470,
        .spellings = WORDS("Sverige", "Sweden", "SE", "SWE", "sverige", "SVERIGE", "Schweden", "S"),
        .female = WORDS("Anna", "Eva", "Maria", "Karin", "Sara", "Kristina", "Lena", "Emma",
                        "Kerstin", "Malin", "Marie", "Ingrid", "Elin", "Johanna", "Linda", "Hanna",
                        "Birgitta", "Annika", "Susanne", "Jenny", "Åsa", "Monica", "Josefin",
                        "Ulla", "Sofia", "Amanda", "Ida", "Julia", "Carina", "Linnéa", "Helena",
                        "Ulrika", "Elisabeth", "Margareta", "Katarina", "Gunilla", "Anneli",
                        "Therese", "Camilla", "Frida", "Agneta", "Pia", "Fatima", "Leila"),
        .male = WORDS("Lars", "Mikael", "Anders", "Johan", "Erik", "Per", "Peter", "Karl", "Jan",
                      "Thomas", "Daniel", "Fredrik", "Andreas", "Hans", "Stefan", "Bengt", "Mats",
                      "Mattias", "Magnus", "Jonas", "Bo", "Niklas", "Björn", "Martin", "Marcus",
                      "Patrik", "Nils", "Ulf", "Leif", "Gustav", "Oskar", "Henrik", "Joakim",
                      "Göran", "Håkan", "Tobias", "Kjell", "Åke", "Sven", "Robert", "Ali",
                      "Mohammed", "Alexander", "Sebastian", "Viktor", "Lennart"),
        .family = WORDS(
            "Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson",
            "Persson", "Svensson", "Gustafsson", "Pettersson", "Jonsson", "Jansson", "Hansson",
            "Bengtsson", "Jönsson", "Lindberg", "Jakobsson", "Magnusson", "Lindström", "Olofsson",
            "Lindqvist", "Lindgren", "Berg", "Axelsson", "Bergström", "Lundberg", "Lind",
            "Lundgren", "Mattsson", "Lundqvist", "Berglund", "Fredriksson", "Sandberg",
            "Henriksson", "Ali", "Forsberg", "Mohamed", "Sjöberg", "Wallin", "Engström",
            "Danielsson", "Eklund", "Håkansson", "Lundin", "Gunnarsson", "Holm", "Björk", "Bergman",
            "Wikström", "Fransson", "Isaksson", "Samuelsson", "Bergqvist", "Holmberg", "Nyström",
            "Arvidsson", "Löfgren", "Söderberg", "Nyberg", "Ahmed", "Claesson", "Mårtensson",
            "Nordström", "Lundström", "Åberg", "Öberg", "Ström", "Hermansson", "Sundberg",
            "Blomqvist", "Ekström", "Hedlund", "Dahlberg", "Sjögren", "Blom", "Norberg", "Falk",
            "Strand", "Åkesson", "Öhman", "Tranberg", "Hägg", "Rönn", "Sköld"),
        .streets =
            WORDS("Storgatan", "Skolgatan", "Kungsgatan", "Björkvägen", "Ringvägen", "Skogsvägen",
                  "Kyrkogatan", "Järnvägsgatan", "Parkgatan", "Drottninggatan", "Ängsvägen",
                  "Åvägen", "Östra Hamngatan", "Sankt Eriksgatan", "Norra Bangatan", "Lövstigen",
                  "Smedjegatan", "Tallvägen", "Vintergatan", "Mäster Olofs väg"),
        .trades =
            WORDS("Bygg", "Rör", "El", "Måleri", "Åkeri", "Konsult", "Redovisning", "Fastigheter",
                  "Snickeri", "Plåt", "Livs", "Trädgård", "Städ", "Data", "Design", "Transport",
                  "Bil & Däck", "Golv", "Mekaniska", "Förlag", "Juristbyrå", "Tandvård"),
        .company_words = WORDS("Norrsken", "Granit", "Polstjärnan", "Fjällvind", "Havsörnen",
                               "Kustlinjen", "Björkdalen", "Älvstranden", "Tre Ekar", "Blåklockan",
                               "Stålbron", "Gläntan", "Mälarvik", "Vindrosen", "Lodstenen",
                               "Rimfrost", "Kardborren", "Tegelhuset", "Stormlyktan", "Bärnsten"),
        .forms = WORDS("AB"),
        PLACES({ "Stockholm", 11120, 60, "8" }, { "Göteborg", 41101, 60, "31" },
               { "Malmö", 21115, 60, "40" }, { "Uppsala", 75310, 40, "18" },
               { "Västerås", 72210, 40, "21" }, { "Örebro", 70210, 40, "19" },
               { "Linköping", 58216, 40, "13" }, { "Sundsvall", 85230, 10, "60" },
               { "Jönköping", 55315, 40, "36" }, { "Växjö", 35230, 40, "470" },
               { "Kiruna", 98131, 8, "980" }),
        .postcode_digits = 5,
        .postcode_gap = 3,
        .calling = "46",
        .trunk = "0",
        .mobile_prefixes = WORDS("70", "72", "73", "76", "79"),
        .mobile_digits = 9,
        .fixed_digits = 9,
        .fixed_first = '0', // no subscriber's number begins with 0: it cannot ring anywhere
        .mobile_fiction = RANGES({ "70174", 605, 699, 4 }),
        .fixed_fiction = RANGES({ "313900", 600, 699, 3 }, { "40628", 400, 499, 4 },
                                { "846500", 400, 499, 3 }, { "980319", 200, 299, 3 }),
    },
    {
        .code = "NO",
        .people = 200,
        .companies = 290,
        .spellings = WORDS("Norge", "Norway", "NO", "NOR", "Noreg", "norge", "Norwegen", "N"),
        .female = WORDS("Anne", "Inger", "Kari", "Marit", "Ingrid", "Liv", "Eva", "Anna", "Maria",
                        "Ida", "Hilde", "Berit", "Nina", "Astrid", "Bjørg", "Marianne", "Kristin",
                        "Solveig", "Randi", "Silje", "Elisabeth", "Åse", "Tone", "Turid", "Wenche",
                        "Camilla", "Hege", "Anne Marie"),
        .male = WORDS("Jan", "Per", "Bjørn", "Ole", "Lars", "Kjell", "Knut", "Arne", "Svein",
                      "Thomas", "Hans", "Geir", "Tor", "Morten", "Terje", "Odd", "Erik", "Martin",
                      "Andreas", "John", "Anders", "Rune", "Trond", "Tore", "Øyvind", "Torbjørn",
                      "Sindre", "Håkon", "Jan Erik", "Ole Kristian", "Kristoffer"),
        .family = WORDS("Hansen", "Johansen", "Olsen", "Larsen", "Andersen", "Pedersen", "Nilsen",
                        "Kristiansen", "Jensen", "Karlsen", "Johnsen", "Pettersen", "Eriksen",
                        "Berg", "Haugen", "Hagen", "Johannessen", "Andreassen", "Jacobsen", "Dahl",
                        "Jørgensen", "Halvorsen", "Henriksen", "Lund", "Sørensen", "Moen",
                        "Gundersen", "Strand", "Solberg", "Bakken", "Ødegård", "Nygård", "Aas",
                        "Bråten", "Sæther", "Løken", "Røed", "Myhre"),
        .streets = WORDS("Storgata", "Kirkegata", "Skolegata", "Bjørkeveien", "Parkveien",
                         "Ringveien", "Elvegata", "Strandgata", "Nedre Slottsgate", "Fjellveien",
                         "Øvre Torggate", "Granveien"),
        .trades = WORDS("Bygg", "Rør", "Elektro", "Maler", "Transport", "Rådgivning", "Regnskap",
                        "Eiendom", "Snekkeri", "Sjømat", "Hage", "Renhold", "Data", "Bil",
                        "Arkitekter", "Invest"),
        .company_words = WORDS("Nordlys", "Fjellstua", "Havgapet", "Polaris", "Tindene",
                               "Kystlinja", "Bjørnebær", "Fossegrimen", "Skjærgård", "Solsiden",
                               "Vestavind", "Blåfjell", "Isbre", "Lyngheia", "Brattlia"),
        .forms = WORDS("AS", "AS", "AS", "AS", "ASA", "ANS", "DA"),
        PLACES({ "Oslo", 150, 30, "22" }, { "Bergen", 5003, 15, "55" },
               { "Trondheim", 7010, 20, "73" }, { "Stavanger", 4005, 15, "51" },
               { "Tromsø", 9006, 12, "77" }, { "Bodø", 8003, 10, "75" },
               { "Ålesund", 6002, 10, "70" }, { "Lillehammer", 2609, 10, "61" }),
        .postcode_digits = 4,
        .calling = "47",
        .trunk = "",
        .mobile_prefixes = WORDS("40", "41", "45", "46", "47", "48", "90", "91", "92", "93", "95",
                                 "97", "98", "99"),
        .mobile_digits = 8,
        .fixed_digits = 8,
        .fixed_first = '0',
    },
    {
        .code = "DK",
        .people = 110,
        .companies = 140,
        .spellings = WORDS("Danmark", "Denmark", "DK", "DNK", "danmark", "Dänemark"),
        .female = WORDS("Anne", "Kirsten", "Mette", "Hanne", "Anna", "Helle", "Susanne", "Lene",
                        "Maria", "Marianne", "Inge", "Karen", "Lone", "Camilla", "Pia", "Bente",
                        "Charlotte", "Louise", "Jytte", "Tina"),
        .male = WORDS("Peter", "Michael", "Jens", "Lars", "Thomas", "Henrik", "Søren", "Christian",
                      "Martin", "Jan", "Morten", "Anders", "Hans", "Niels", "Mads", "Jesper", "Per",
                      "Rasmus", "Jørgen", "Ole", "Kåre"),
        .family =
            WORDS("Nielsen", "Jensen", "Hansen", "Andersen", "Pedersen", "Christensen", "Larsen",
                  "Sørensen", "Rasmussen", "Jørgensen", "Petersen", "Madsen", "Kristensen", "Olsen",
                  "Thomsen", "Christiansen", "Poulsen", "Johansen", "Møller", "Mortensen",
                  "Knudsen", "Kjær", "Østergaard", "Nørgaard", "Bærentsen"),
        .streets = WORDS("Nørregade", "Vestergade", "Østergade", "Søndergade", "Skolevej",
                         "Birkevej", "Kirkevej", "Strandvejen", "Møllevej", "Gl. Landevej"),
        .trades = WORDS("Byg", "VVS", "El", "Malerfirma", "Transport", "Rådgivning", "Revision",
                        "Ejendomme", "Tømrer", "Fisk", "Haver", "Rengøring", "Møbler"),
        .company_words =
            WORDS("Nordhavn", "Østersøen", "Klitten", "Havblik", "Egelund", "Fyrtårnet",
                  "Bøgeskoven", "Mågen", "Sundet", "Ravkysten", "Hyldebær"),
        .forms = WORDS("ApS", "ApS", "A/S", "A/S", "I/S"),
        PLACES({ "København K", 1050, 60, "33" }, { "Aarhus C", 8000, 1, "86" },
               { "Odense C", 5000, 1, "66" }, { "Aalborg", 9000, 1, "98" },
               { "Esbjerg", 6700, 1, "75" }, { "Helsingør", 3000, 1, "49" }),
        .postcode_digits = 4,
        .calling = "45",
        .trunk = "",
        .mobile_prefixes = WORDS("20", "22", "26", "28", "30", "31", "40", "42", "51", "60"),
        .mobile_digits = 8,
        .fixed_digits = 8,
        .fixed_first = '0',
    },
    {
        .code = "FI",
        .people = 80,
        .companies = 100,
        .spellings = WORDS("Suomi", "Finland", "FI", "FIN", "suomi", "Finnland"),
        .female = WORDS("Maria", "Helena", "Anneli", "Johanna", "Kaarina", "Marjatta", "Hannele",
                        "Kristiina", "Liisa", "Päivi", "Tuula", "Sari", "Minna", "Katariina",
                        "Riikka", "Aino"),
        .male = WORDS("Juhani", "Johannes", "Mikael", "Antero", "Matti", "Tapani", "Kari", "Jukka",
                      "Pekka", "Heikki", "Timo", "Ville", "Jari", "Mika", "Väinö", "Aleksi"),
        .family =
            WORDS("Korhonen", "Virtanen", "Mäkinen", "Nieminen", "Mäkelä", "Hämäläinen", "Laine",
                  "Heikkinen", "Koskinen", "Järvinen", "Lehtonen", "Lehtinen", "Saarinen",
                  "Salminen", "Niemi", "Heinonen", "Heikkilä", "Kinnunen", "Salonen", "Turunen",
                  "Laitinen", "Tuominen", "Rantanen", "Jokinen", "Sjöblom"),
        .streets = WORDS("Mannerheimintie", "Koulukatu", "Rantatie", "Kauppakatu", "Puistokatu",
                         "Koivutie", "Asemakatu", "Kirkkokatu"),
        .trades = WORDS("Rakennus", "Sähkö", "Kuljetus", "Konsultointi", "Kiinteistöt", "Puutarha",
                        "Siivous", "Leipomo", "Metalli"),
        .company_words = WORDS("Revontuli", "Saaristo", "Pohjola-Kivi", "Kuukkeli", "Tähtitaivas",
                               "Järvenselkä", "Karpalo", "Hiekkaranta", "Honkapuu"),
        .forms = WORDS("Oy", "Oy", "Oy", "Oyj", "Ky"),
        PLACES({ "Helsinki", 100, 80, "9" }, { "Tampere", 33100, 20, "3" },
               { "Turku", 20100, 20, "2" }, { "Oulu", 90100, 20, "8" }),
        .postcode_digits = 5,
        .calling = "358",
        .trunk = "0",
        .mobile_prefixes = WORDS("40", "44", "45", "50"),
        .mobile_digits = 9,
        .fixed_digits = 8,
        .fixed_first = '4',
    },
    {
        .code = "IS", // no family names: demo_person.c makes patronymics of the male given names
        .people = 25,
        .spellings = WORDS("Ísland", "Iceland", "IS", "Island", "ISL"),
        .female =
            WORDS("Guðrún", "Anna", "Sigríður", "Kristín", "Margrét", "Helga", "Þórdís", "Björk"),
        .male =
            WORDS("Jón", "Sigurður", "Guðmundur", "Gunnar", "Ólafur", "Einar", "Kristján", "Þór"),
        .family = WORDS("Jóns", "Sigurðar", "Guðmunds", "Gunnars", "Ólafs", "Einars", "Kristjáns",
                        "Þórs"),
        .streets = WORDS("Laugavegur", "Hverfisgata", "Skólavörðustígur", "Bergþórugata"),
        PLACES({ "Reykjavík", 101, 1, "55" }, { "Akureyri", 600, 1, "46" }),
        .postcode_digits = 3,
        .calling = "354",
        .trunk = "",
        .mobile_prefixes = WORDS("69", "77", "78", "84", "86"),
        .mobile_digits = 7,
        .fixed_digits = 7,
        .fixed_first = '0',
    },
    {
        .code = "DE",
        .people = 25,
        .spellings = WORDS("Tyskland", "Germany", "DE", "Deutschland", "GER", "D"),
        .female = WORDS("Ursula", "Monika", "Petra", "Sabine", "Renate", "Jürgine", "Käthe"),
        .male = WORDS("Peter", "Michael", "Wolfgang", "Jürgen", "Klaus", "Günther", "Karl-Heinz"),
        .family = WORDS("Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Schäfer", "Weiß",
                        "Krüger", "Groß"),
        .streets = WORDS("Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee"),
        PLACES({ "Berlin", 10115, 60, "30" }),
        .postcode_digits = 5,
        .calling = "49",
        .trunk = "0",
        .mobile_prefixes = WORDS("171"),
        .mobile_digits = 10,
        .fixed_digits = 10,
        .fixed_first = '2',
        .mobile_fiction = RANGES({ "1713920", 0, 99, 3 }, { "17604069", 0, 99, 3 }),
        .fixed_fiction = RANGES({ "3023125", 0, 999, 3 }),
    },
};

const struct demo_country *demo_countries(size_t *count)
{
    *count = LENGTH(COUNTRIES);
    return COUNTRIES;
}

const struct demo_country *demo_country_of_person(struct demo_random *random)
{
    int left = demo_random_between(random, 0, 999);
    for (size_t i = 0; i < LENGTH(COUNTRIES); i++)
        if ((left -= COUNTRIES[i].people) < 0)
            return &COUNTRIES[i];
    return &COUNTRIES[0];
}

const struct demo_country *demo_country_of_company(struct demo_random *random)
{
    int left = demo_random_between(random, 0, 999);
    for (size_t i = 0; i < LENGTH(COUNTRIES); i++)
        if ((left -= COUNTRIES[i].companies) < 0)
            return &COUNTRIES[i];
    return &COUNTRIES[0];
}

str demo_word(struct demo_random *random, struct demo_words words)
{
    return str_of(words.items[demo_random_below(random, words.count)]);
}

str demo_word_common(struct demo_random *random, struct demo_words words)
{
    return str_of(words.items[demo_random_skewed(random, words.count)]);
}

str demo_nickname(str given)
{
    static const char *const PAIRS[][2] = {
        { "Anna", "Annie" },         { "Maria", "Mia" },       { "Karin", "Kajsa" },
        { "Kristina", "Kicki" },     { "Kerstin", "Kickan" },  { "Johanna", "Jossan" },
        { "Birgitta", "Gittan" },    { "Susanne", "Sussi" },   { "Monica", "Mona" },
        { "Josefin", "Jossi" },      { "Sofia", "Fia" },       { "Ulrika", "Ullis" },
        { "Elisabeth", "Lisa" },     { "Margareta", "Greta" }, { "Katarina", "Kattis" },
        { "Therese", "Tessan" },     { "Camilla", "Milla" },   { "Lars", "Lasse" },
        { "Mikael", "Micke" },       { "Johan", "Johnny" },    { "Per", "Pelle" },
        { "Peter", "Peppe" },        { "Karl", "Kalle" },      { "Jan", "Janne" },
        { "Thomas", "Tompa" },       { "Daniel", "Danne" },    { "Fredrik", "Fredde" },
        { "Andreas", "Adde" },       { "Hans", "Hasse" },      { "Stefan", "Steffe" },
        { "Bengt", "Benke" },        { "Magnus", "Mange" },    { "Bo", "Bosse" },
        { "Niklas", "Nicke" },       { "Nils", "Nisse" },      { "Ulf", "Uffe" },
        { "Gustav", "Gurra" },       { "Oskar", "Ogge" },      { "Henrik", "Henke" },
        { "Joakim", "Jocke" },       { "Tobias", "Tobbe" },    { "Sven", "Svenne" },
        { "Robert", "Robban" },      { "Alexander", "Alex" },  { "Sebastian", "Sebbe" },
        { "Viktor", "Vicke" },       { "Lennart", "Lelle" },   { "Torbjørn", "Tobben" },
        { "Kristoffer", "Stoffer" }, { "Marianne", "Nanna" },  { "Kirsten", "Kis" },
        { "Charlotte", "Lotte" },    { "Rasmus", "Ras" },      { "Katariina", "Kati" },
        { "Juhani", "Jussi" },       { "Johannes", "Jope" },   { "Kristiina", "Krisse" },
        { "Sigríður", "Sigga" },     { "Guðrún", "Gunna" },    { "Sigurður", "Siggi" },
        { "Guðmundur", "Gummi" },    { "Ólafur", "Óli" },
    };
    for (size_t i = 0; i < LENGTH(PAIRS); i++)
        if (str_eq(given, str_of(PAIRS[i][0])))
            return str_of(PAIRS[i][1]);
    return (str){ 0 };
}
