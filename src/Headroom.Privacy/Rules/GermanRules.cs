using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people and companies of Germany are known by.</summary>
internal static class GermanRules
{
    private const string Tax = "steuer steuernummer steuer-id idnr st.-nr tax";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("DE_TAX_ID", @"[1-9]\d{10}|[1-9]\d[ ]\d{3}[ ]\d{3}[ ]\d{3}", 0.3, GermanNumbers.Tax, Tax, 0.9),
        Rule.Of("DE_TAX_NUMBER", @"\d{2,3}/\d{3}/\d{4,5}|\d{13}", 0.3, null, Tax, 0.75),
        Rule.Of("DE_VAT_ID", @"(?i)DE[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}", 0.8, GermanNumbers.SalesTax, "ust ust-idnr umsatzsteuer vat"),
        Rule.Of("DE_HEALTH_INSURANCE", @"[A-Za-z]\d{9}", 0.4, GermanNumbers.HealthInsurance, "krankenversicherung kvnr versichertennummer"),
        Rule.Of("DE_ID_CARD", @"(?i)[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{7}\d", 0.3, GermanNumbers.Document, "personalausweis ausweis", 0.9),
        Rule.Of("DE_ID_CARD", @"(?i)T\d{8}", 0.2, null, "personalausweis ausweis", 0.8),
        Rule.Of("DE_PASSPORT", @"(?i)[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{7}\d|L[CFGHJKLMNPRTVWXYZ0-9]{7}\d", 0.3, GermanNumbers.Document, "reisepass pass passport", 0.9),
        Rule.Of("DE_SOCIAL_SECURITY", @"\d{8}[A-Za-z]\d{3}|\d{2} \d{6} [A-Za-z] \d{3}", 0.75, GermanNumbers.SocialSecurity, "rvnr rentenversicherung sozialversicherung"),
        Rule.Of("DE_LANR", @"\d{9}", 0.08, GermanNumbers.Physician, "lanr arztnummer arzt", 0.85),
        Rule.Of("DE_BSNR", @"\d{9}", 0.05, null, "bsnr betriebsstättennummer praxis", 0.7),
        Rule.Of("DE_HANDELSREGISTER", @"(?i)HR[AB] ?\d{1,6}", 0.45, null, "handelsregister amtsgericht"),
        Rule.Of("DE_FUEHRERSCHEIN", @"(?i)[A-Z]{2}\d{8}[A-Z0-9]", 0.35, null, "führerschein fahrerlaubnis", 0.8),
        Rule.Of("DE_KFZ", @"(?i)[A-Z]{1,3}[ -][A-Z]{1,2}[ -]?\d{1,4}[EH]?", 0.3, null, "kennzeichen kfz", 0.75),
        Rule.Of("DE_PLZ", @"\d{5}", 0.02, GermanNumbers.Postcode, "plz postleitzahl", 0.6),
    ];
}
