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

file(GLOB MIGRATIONS CONFIGURE_DEPENDS migrations/*.sql)
list(SORT MIGRATIONS)
set(header ${GENERATED}/migrations.h)
add_custom_command(OUTPUT ${header}
    DEPENDS ${MIGRATIONS} ${CMAKE_SOURCE_DIR}/tools/migrations_to_header.awk
    COMMAND awk -f ${CMAKE_SOURCE_DIR}/tools/migrations_to_header.awk ${MIGRATIONS} > ${header})
list(APPEND GENERATED_HEADERS ${header})
