# Headers made at build time: SQL blocks become constants, reference tables become sorted arrays.
set(GENERATED ${CMAKE_BINARY_DIR}/generated)

file(GLOB_RECURSE SQL CONFIGURE_DEPENDS src/*.sql)
foreach(file ${SQL})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/src ${file})
    set(header ${GENERATED}/${name}.h)
    get_filename_component(dir ${header} DIRECTORY)
    file(MAKE_DIRECTORY ${dir})
    add_custom_command(OUTPUT ${header} DEPENDS ${file} ${CMAKE_SOURCE_DIR}/tools/sql_to_header.awk
        COMMAND awk -f ${CMAKE_SOURCE_DIR}/tools/sql_to_header.awk ${file} > ${header})
    list(APPEND GENERATED_HEADERS ${header})
endforeach()

set(header ${GENERATED}/statements.h)
add_custom_command(OUTPUT ${header} DEPENDS ${SQL} ${CMAKE_SOURCE_DIR}/tools/statements.awk
    COMMAND awk -f ${CMAKE_SOURCE_DIR}/tools/statements.awk ${SQL} > ${header})
list(APPEND GENERATED_HEADERS ${header})

file(GLOB MIGRATIONS CONFIGURE_DEPENDS migrations/*.sql)
list(SORT MIGRATIONS)
set(header ${GENERATED}/migrations.h)
add_custom_command(OUTPUT ${header}
    DEPENDS ${MIGRATIONS} ${CMAKE_SOURCE_DIR}/tools/migrations_to_header.awk
    COMMAND awk -f ${CMAKE_SOURCE_DIR}/tools/migrations_to_header.awk ${MIGRATIONS} > ${header})
list(APPEND GENERATED_HEADERS ${header})

# Words that say what kind of country it is.
set(polities ${GENERATED}/value/polities.h)
set(script ${CMAKE_SOURCE_DIR}/tools/words_to_header.awk)
set(table ${CMAKE_SOURCE_DIR}/reference/polities.txt)
file(MAKE_DIRECTORY ${GENERATED}/value)
add_custom_command(OUTPUT ${polities} DEPENDS ${table} ${script}
    COMMAND awk -v name=POLITIES -f ${script} ${table} > ${polities})
list(APPEND GENERATED_HEADERS ${polities})

# Countries: iso-codes, ICU and our own table. Compiled before the sanitizers are switched on.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_library(TABLE_XXHASH xxhash REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
set(ISO_CODES /usr/share/iso-codes/json/iso_3166-1.json CACHE FILEPATH "iso_3166-1.json of iso-codes")
set(ISO_PARTS /usr/share/iso-codes/json/iso_3166-2.json CACHE FILEPATH "iso_3166-2.json of iso-codes")
set(LOCALES /usr/share/locale CACHE PATH "Where iso-codes keeps its translations")
add_executable(country_table tools/country_table.c src/value/country_key.c src/value/fold.c
    src/base/arena.c src/base/str.c src/base/utf8.c ${polities})
target_compile_definitions(country_table PRIVATE _GNU_SOURCE)
target_compile_options(country_table PRIVATE -O1)
target_include_directories(country_table PRIVATE src ${GENERATED})
target_link_libraries(country_table PRIVATE ICU::uc ${TABLE_XXHASH})
set(header ${GENERATED}/value/country_table.h)
set(names ${CMAKE_SOURCE_DIR}/tools/country_names.py ${ISO_CODES} ${LOCALES}
    ${CMAKE_SOURCE_DIR}/reference/countries.tsv ${ISO_PARTS})
add_custom_command(OUTPUT ${header} VERBATIM
    DEPENDS country_table ${CMAKE_SOURCE_DIR}/tools/country_names.py
            ${CMAKE_SOURCE_DIR}/reference/countries.tsv ${ISO_CODES}
    COMMAND sh -c "\"$0\" \"$@\" | $<TARGET_FILE:country_table> > ${header}"
            ${Python3_EXECUTABLE} ${names})
list(APPEND GENERATED_HEADERS ${header})

# reference/NAME.tsv -> value/NAME_table.h by tools/NAME.py.
foreach(name legal_forms nicknames name_words)
    set(header ${GENERATED}/value/${name}_table.h)
    set(script ${CMAKE_SOURCE_DIR}/tools/${name}.py)
    set(table ${CMAKE_SOURCE_DIR}/reference/${name}.tsv)
    add_custom_command(OUTPUT ${header} DEPENDS ${script} ${table} ${CMAKE_SOURCE_DIR}/tools/folding.py
        COMMAND ${Python3_EXECUTABLE} -B ${script} ${table} > ${header})
    list(APPEND GENERATED_HEADERS ${header})
endforeach()

# The style sheet of the report becomes a constant.
set(header ${GENERATED}/insight/report_css.h)
set(script ${CMAKE_SOURCE_DIR}/tools/text_to_header.awk)
add_custom_command(OUTPUT ${header} DEPENDS ${CMAKE_SOURCE_DIR}/src/insight/report.css ${script}
    COMMAND awk -v name=REPORT_CSS -f ${script} ${CMAKE_SOURCE_DIR}/src/insight/report.css > ${header})
list(APPEND GENERATED_HEADERS ${header})
