#pragma once

// Check digits of people's identity and tax numbers; see number_company.h for the contract.

#include "base/str.h"

bool at_vnr_is_right(str s);
bool be_national_is_right(str s);
bool be_bis_is_right(str s);
bool be_insz_is_right(str s);
bool bg_egn_is_right(str s);
bool bg_foreigner_is_right(str s);
bool ch_ahv_is_right(str s);
bool cy_tin_is_right(str s);
bool cz_birth_is_right(str s);
bool de_idnr_is_right(str s);
bool de_svnr_is_right(str s);
bool dk_cpr_is_right(str s);
bool ee_person_is_right(str s);
bool es_dni_is_right(str s);
bool es_nie_is_right(str s);
bool es_nss_is_right(str s);
bool fi_hetu_is_right(str s);
bool fr_nif_is_right(str s);
bool fr_nir_is_right(str s);
bool gb_nino_is_right(str s);
bool gb_utr_is_right(str s);
bool gr_amka_is_right(str s);
bool hu_tin_is_right(str s);
bool ie_pps_is_right(str s);
bool it_fiscal_is_right(str s);
bool lt_person_is_right(str s);
bool lv_person_is_right(str s);
bool nl_bsn_is_right(str s);
bool no_person_is_right(str s);
bool pl_pesel_is_right(str s);
bool pl_tin_is_right(str s);
bool pt_card_is_right(str s);
bool pt_niss_is_right(str s);
bool ro_cnp_is_right(str s);
bool se_person_is_right(str s);
bool si_emso_is_right(str s);
bool us_atin_is_right(str s);
bool us_itin_is_right(str s);
bool us_ssn_is_right(str s);
bool us_tin_is_right(str s);
