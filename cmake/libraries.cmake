# The libraries packages.txt installs, as one target.
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibXml2 REQUIRED)
find_package(LibArchive REQUIRED)
find_library(XXHASH xxhash REQUIRED)
find_library(JANSSON jansson REQUIRED)
find_library(XLSXWRITER xlsxwriter REQUIRED)
find_library(PHONENUMBER phonenumber REQUIRED)
find_library(PROTOBUF protobuf REQUIRED)
find_library(LIBPSL psl REQUIRED)
find_library(LIBIDN2 idn2 REQUIRED)

add_library(libraries INTERFACE)
target_include_directories(libraries SYSTEM INTERFACE ${LIBXML2_INCLUDE_DIR} ${PostgreSQL_INCLUDE_DIRS})
target_link_libraries(libraries INTERFACE SQLite::SQLite3 PostgreSQL::PostgreSQL Threads::Threads ICU::i18n ICU::uc
    LibXml2::LibXml2 LibArchive::LibArchive
    ${XXHASH} ${JANSSON} ${XLSXWRITER} ${PHONENUMBER} ${PROTOBUF} ${LIBPSL} ${LIBIDN2} m)
