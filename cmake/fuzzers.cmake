# fuzz/NAME_fuzz.c is a libFuzzer target; fuzz/corpus/NAME holds its seeds and past findings.
file(GLOB FUZZERS CONFIGURE_DEPENDS fuzz/*_fuzz.c)
foreach(file ${FUZZERS})
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} ${file})
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${name} PRIVATE kartotek_core)
endforeach()
