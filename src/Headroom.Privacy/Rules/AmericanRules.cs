using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people of the United States and Canada are known by.</summary>
internal static class AmericanRules
{
    private const string Social = "ssn social_security social sin 社会安全";
    private const string Licence = "driver license licence drivers driver's dl permit driving";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("US_SSN", @"\d{3}-\d{2}-\d{4}", 0.8, AmericanNumbers.SocialSecurity, Social),
        Rule.Of("US_SSN", @"\d{3} \d{2} \d{4}|\d{3}\.\d{2}\.\d{4}", 0.5, AmericanNumbers.SocialSecurity, Social),
        Rule.Of("US_SSN", @"\d{3}-\d{6}|\d{5}-\d{4}|\d{9}", 0.05, AmericanNumbers.SocialSecurity, Social, 0.85),
        Rule.Of("US_ITIN", @"9\d{2}-\d{2}-\d{4}|9\d{2} \d{2} \d{4}", 0.5, AmericanNumbers.Taxpayer, "itin taxpayer tax"),
        Rule.Of("US_ITIN", @"9\d{2}-\d{6}|9\d{4}-\d{4}|9\d{8}", 0.05, AmericanNumbers.Taxpayer, "itin taxpayer tax", 0.7),
        Rule.Of("US_NPI", @"[12]\d{9}", 0.3, AmericanNumbers.Provider, "npi provider", 0.9),
        Rule.Of("US_NPI", @"[12]\d{3}[ -]\d{3}[ -]\d{3}", 0.5, AmericanNumbers.Provider, "npi provider", 0.9),
        Rule.Of("US_MBI", @"(?i)[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}", 0.5, null, "mbi medicare beneficiary"),
        Rule.Of("US_MBI", @"(?i)[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-[AC-HJKMNP-RT-Y]{2}\d{2}", 0.7, null, "mbi medicare beneficiary"),
        Rule.Of("US_DRIVER_LICENSE", @"(?i)[A-Z]\d{7,8}|[A-Z]\d{12,14}|[A-Z]{2}\d{6}|\d[A-Z]{3}\d{5,6}", 0.3, null, Licence, 0.65),
        Rule.Of("US_DRIVER_LICENSE", @"\d{6,14}|\d{4}-\d{2}-\d{4}|[A-Z]\d{3}-\d{3,4}-\d{2,4}(-\d{2,4})?", 0.01, null, Licence, 0.6),
        Rule.Of("US_PASSPORT", @"[A-Za-z]\d{8}|\d{9}", 0.1, null, "passport 护照", 0.7),
        Rule.Of("US_BANK_NUMBER", @"\d{8,17}", 0.05, AmericanNumbers.NotAllTheSame, "account acct checking savings", 0.55),
        Rule.Of("ABA_ROUTING_NUMBER", @"[0123678]\d{8}", 0.1, BankNumbers.Routing, "routing aba rtn", 0.85),
        Rule.Of("ABA_ROUTING_NUMBER", @"[0123678]\d{3}-\d{4}-\d", 0.5, BankNumbers.Routing, "routing aba rtn"),
        Rule.Of("MEDICAL_LICENSE", @"[ABCDEFGHJKLMPRSTUX]([A-Z]|9)\d{7}", 0.55, AmericanNumbers.DrugRegistration, "dea license certificate medical"),
        Rule.Of("CA_SIN", @"[1-79]\d{2} \d{3} \d{3}|[1-79]\d{2}-\d{3}-\d{3}|9\d{2} \d{3} \d{3}", 0.45, AmericanNumbers.SocialInsurance, "sin social_insurance nas"),
        Rule.Of("CA_SIN", @"[1-79]\d{8}", 0.1, AmericanNumbers.SocialInsurance, "sin social_insurance nas", 0.8),
        Rule.Of("US_EIN", @"\d{2}-\d{7}", 0.3, null, "ein employer tax_id", 0.85),
        Rule.Of("MEDICAL_RECORD", @"(?i)(MRN)?[ :#-]?\d{6,10}", 0.01, null, "mrn medical_record patient_id", 0.8),
    ];
}
