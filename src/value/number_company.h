#pragma once

// Check digits of companies: one function per country's rule. Each takes the characters behind the
// country prefix, already known to have the right shape, and says whether they are right.
// Source of the rules: the tax authorities' own descriptions and the European Commission's
// "VIES: VAT number algorithms".

#include "base/str.h"

bool at_uid_is_right(str s);
bool be_vat_is_right(str s);
bool bg_vat_is_right(str s);
bool ch_uid_is_right(str s);
bool cy_vat_is_right(str s);
bool cz_ico_is_right(str s);
bool cz_vat_is_right(str s);
bool de_vat_is_right(str s);
bool dk_cvr_is_right(str s);
bool ee_code_is_right(str s);
bool ee_vat_is_right(str s);
bool es_cif_is_right(str s);
bool es_nif_is_right(str s);
bool fi_ytunnus_is_right(str s);
bool fr_siren_is_right(str s);
bool fr_siret_is_right(str s);
bool fr_tva_is_right(str s);
bool mc_tva_is_right(str s);
bool gb_vat_is_right(str s);
bool gr_vat_is_right(str s);
bool hu_vat_is_right(str s);
bool ie_vat_is_right(str s);
bool is_kennitala_is_right(str s);
bool it_iva_is_right(str s);
bool lt_vat_is_right(str s);
bool lu_vat_is_right(str s);
bool lv_vat_is_right(str s);
bool mt_vat_is_right(str s);
bool nl_vat_is_right(str s);
bool no_orgnr_is_right(str s);
bool pl_nip_is_right(str s);
bool pl_regon_is_right(str s);
bool pt_nif_is_right(str s);
bool ro_cf_is_right(str s);
bool ro_onrc_is_right(str s);
bool se_orgnr_is_right(str s);
bool se_vat_is_right(str s);
bool si_vat_is_right(str s);
bool si_maticna_is_right(str s);
bool sk_vat_is_right(str s);
bool us_ein_is_right(str s);
bool iban_is_right(str s);
bool bic_is_right(str s);
bool lei_is_right(str s);
