using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;

namespace Headroom.Privacy.Policies;

/// <summary>Policies that come with the program, each with the rules that it follows.</summary>
public static class PolicyPacks
{
    private static readonly Cover CardDisplay = new(new CharacterMask(MaskKind.KeepFirstLast, 6, 4));
    private static readonly Cover PhoneDisplay = new(new CharacterMask(MaskKind.KeepFirstLast, 3, 4));
    private static readonly Cover IdDisplay = new(new CharacterMask(MaskKind.KeepFirstLast, 1, 1));

    /// <summary>Names of the packs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["default", "finance", "health", "government"];

    /// <summary>
    /// Every finding becomes its entity's name. Names in running text are not looked for: unlike a number, a name
    /// cannot be checked, and prose has many words that look like one.
    /// </summary>
    public static MaskPolicy Default { get; } =
        new() { Name = "default", Detection = new DetectorOptions { FindsNames = false } };

    /// <summary>The pack of a name; null where there is none.</summary>
    public static MaskPolicy? Find(string name) => name switch
    {
        "default" => Default,
        "finance" => Finance,
        "health" => Health,
        "government" => Government,
        _ => null,
    };

    // C3 (what opens an account) is taken out; C2 (who somebody is) is shown as annex A shows it.
    private static MaskPolicy Finance { get; } = new()
    {
        Name = "finance",
        Source = "JR/T 0171-2020, levels C3 and C2 and annex A; JR/T 0197-2020, levels 3 to 5",
        Actions = new Dictionary<string, MaskAction>
        {
            ["SECRET"] = new Redact(),
            ["PRIVATE_KEY"] = new Redact(),
            ["CARD_SECURITY_CODE"] = new Redact(),
            ["BANK_CARD"] = CardDisplay,
            ["CREDIT_CARD"] = CardDisplay,
            ["IBAN_CODE"] = new Cover(new CharacterMask(MaskKind.KeepFirstLast, 4, 4)),
            ["CN_MOBILE"] = PhoneDisplay,
            ["CN_RESIDENT_ID"] = IdDisplay,
            ["CN_PASSPORT"] = IdDisplay,
            ["CN_USCC"] = new Keep(),
        },
    };

    // Codes may not be derived from the data (164.514(c)): every class is replaced, by surrogates of chance or by its
    // name, and none is hashed.
    private static MaskPolicy Health { get; } = new()
    {
        Name = "health",
        Source = "HIPAA Safe Harbor, 45 CFR 164.514(b)(2)",
        Detection = new DetectorOptions
        {
            MinimumScores = new Dictionary<string, double>
            {
                ["DATE_TIME"] = 0.3,
                ["ZIP_CODE"] = 0.4,
                ["AGE"] = 0.3,
                ["URL"] = 0.3,
                ["PERSON"] = 0.3,
                ["LOCATION"] = 0.3,
            },
        },
        Actions = new Dictionary<string, MaskAction>
        {
            ["DATE_TIME"] = new Generalise(),
            ["PERSON"] = new Surrogate(IsRandom: true),
            ["ADDRESS"] = new Surrogate(IsRandom: true),
        },
    };

    private static MaskPolicy Government { get; } = new()
    {
        Name = "government",
        Source = "GB/T 37964-2019 and GB/T 42460-2023: direct identifiers leave, pseudonyms are keyed; HMAC with SM3 (GB/T 32905-2016)",
        Default = new Pseudonymise(KeyedHash.Sm3),
        Actions = new Dictionary<string, MaskAction> { ["SECRET"] = new Redact(), ["PRIVATE_KEY"] = new Redact() },
    };
}
