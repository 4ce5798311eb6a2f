# bench/NAME_bench.c is a program that measures; none runs in the tests.
file(GLOB BENCHES CONFIGURE_DEPENDS bench/*_bench.c)
foreach(file ${BENCHES})
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${file})
    target_link_libraries(${name} PRIVATE kartotek_core warnings)
endforeach()
