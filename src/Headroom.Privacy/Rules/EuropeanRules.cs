using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people and companies of other states of Europe are known by.</summary>
internal static class EuropeanRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("FI_PERSONAL_IDENTITY_CODE", @"(?i)\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]", 0.85, EuropeanNumbers.Finnish, "hetu henkilötunnus"),
        Rule.Of("ES_NIF", @"(?i)\d{7,8}-?[A-HJ-NP-TV-Z]", 0.55, EuropeanNumbers.SpanishTax, "nif dni documento"),
        Rule.Of("ES_NIE", @"(?i)[XYZ]\d{7}-?[A-HJ-NP-TV-Z]", 0.8, EuropeanNumbers.SpanishForeigner, "nie"),
        Rule.Of("ES_PASSPORT", @"(?i)[A-Z]{3}\d{6}", 0.05, null, "pasaporte passport", 0.7),
        Rule.Of("IT_FISCAL_CODE", @"(?i)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", 0.7, null, "codice_fiscale fiscale"),
        Rule.Of("IT_DRIVER_LICENSE", @"(?i)[A-Z]{2}\d{7}[A-Z]|U1[B-DF-HJ-NP-TV-Z0-9]{7}[A-Z]", 0.2, null, "patente licenza license", 0.7),
        Rule.Of("IT_IDENTITY_CARD", @"(?i)[A-Z]{2} ?\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2}", 0.01, null, "carta identità cie", 0.7),
        Rule.Of("IT_PASSPORT", @"(?i)[A-Z]{2}\d{7}", 0.01, null, "passaporto passport", 0.7),
        Rule.Of("IT_VAT_CODE", @"(?i)(IT)?\d{11}", 0.1, null, "piva partita_iva p.iva", 0.75) with { Check = ItalianTax },
        Rule.Of("PL_PESEL", @"\d{11}", 0.35, EuropeanNumbers.Polish, "pesel", 0.95),
        Rule.Of("SE_PERSONNUMMER", @"\d{6}[-+]\d{4}|\d{8}[-+]\d{4}", 0.6, EuropeanNumbers.SwedishPerson, "personnummer pnr"),
        Rule.Of("SE_PERSONNUMMER", @"(18|19|20)\d{10}|\d{10}", 0.2, EuropeanNumbers.SwedishPerson, "personnummer pnr", 0.9),
        Rule.Of("SE_ORGANISATIONSNUMMER", @"\d{6}-\d{4}", 0.55, EuropeanNumbers.SwedishOrganisation, "orgnummer organisationsnummer"),
        Rule.Of("SE_ORGANISATIONSNUMMER", @"\d{10}", 0.1, EuropeanNumbers.SwedishOrganisation, "orgnummer organisationsnummer", 0.85),
        Rule.Of("TR_NATIONAL_ID", @"[1-9]\d{10}", 0.45, EuropeanNumbers.Turkish, "tckn kimlik tc", 0.95),
        Rule.Of("TR_LICENSE_PLATE", @"(?i)(0[1-9]|[1-7]\d|8[01]) [A-Z] \d{3,5}|(0[1-9]|[1-7]\d|8[01]) [A-Z]{2,3} \d{2,4}|(0[1-9]|[1-7]\d|8[01]) [A-Z] \d{2}", 0.3, null, "plaka araç", 0.8),
        Rule.Of("TR_LICENSE_PLATE", @"(?i)(0[1-9]|[1-7]\d|8[01])[A-Z]{1,3}\d{2,4}", 0.2, null, "plaka araç", 0.8),
        Rule.Of("TR_PHONE_NUMBER", @"\+90[ -]?[2-5]\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}", 0.8),
        Rule.Of("TR_PHONE_NUMBER", @"0?[ -]?[2-5]\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}", 0.3, null, "telefon cep gsm phone", 0.7),
    ];

    private static bool ItalianTax(ReadOnlySpan<byte> compact) => EuropeanNumbers.ItalianTax(compact[^11..]);
}
