using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people of the United Kingdom are known by.</summary>
internal static class BritishRules
{
    private const string Vehicle = "registration vehicle plate reg car";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("UK_NHS", @"\d{3}[ -]\d{3}[ -]\d{4}", 0.5, BritishNumbers.HealthService, "nhs patient health"),
        Rule.Of("UK_NHS", @"\d{10}", 0.2, BritishNumbers.HealthService, "nhs patient health", 0.85),
        Rule.Of("UK_NINO", @"(?i)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", 0.55, BritishNumbers.Insurance, "nino national_insurance ni"),
        Rule.Of("UK_DRIVING_LICENCE", @"(?i)[A-Z][A-Z9]{4}\d{6}[A-Z][A-Z9][A-Z0-9][A-Z]{2}", 0.75, BritishNumbers.DrivingLicence, "licence driving dvla"),
        Rule.Of("UK_DRIVING_LICENCE", @"(?i)[A-Z]{2}9{3}\d{6}[A-Z][A-Z9][A-Z0-9]{2}[A-Z]{1,2}", 0.7, BritishNumbers.DrivingLicence, "licence driving dvla"),
        Rule.Of("UK_PASSPORT", @"(?i)[A-Z]{2}\d{7}", 0.1, null, "passport", 0.7),
        Rule.Of("UK_POSTCODE", @"(?i)([A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPS-UW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2}", 0.1, null, "postcode post_code postal address london zip", 0.6),
        Rule.Of("UK_VEHICLE_REGISTRATION", @"(?i)[A-HJ-PR-Y]{2}\d{2}[ -]?[A-HJ-PR-Z]{3}", 0.3, null, Vehicle, 0.7),
        Rule.Of("UK_VEHICLE_REGISTRATION", @"(?i)[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y]", 0.1, null, Vehicle, 0.6),
    ];
}
