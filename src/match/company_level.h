#pragma once

// How alike two companies are by their names, web domains, and legal forms with countries.

#include "match/side.h"

enum match_level company_level_name(struct side a, struct side b);
enum match_level company_level_domain(struct side a, struct side b);
enum match_level company_level_form(struct side a, struct side b);
