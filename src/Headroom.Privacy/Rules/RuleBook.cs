namespace Headroom.Privacy.Rules;

/// <summary>All rules that come with the program.</summary>
public static class RuleBook
{
    /// <summary>Entity of keys, tokens and passwords; the rule's name tells whose.</summary>
    public const string Secret = "SECRET";

    /// <summary>Rules found by a pattern, in the order in which ties are decided.</summary>
    public static IReadOnlyList<Rule> Patterns { get; } = Numbered(
    [
        .. ChineseRules.All, .. GenericRules.All, .. AmericanRules.All, .. BritishRules.All, .. GermanRules.All,
        .. EuropeanRules.All, .. AsianRules.All,
    ]);

    /// <summary>An e-mail address.</summary>
    public static Rule Email { get; } = Rule.Of("EMAIL_ADDRESS", "", 0.98);

    /// <summary>An address of the web.</summary>
    public static Rule Url { get; } = Rule.Of("URL", "", 0.6);

    /// <summary>An address of version 6 of the internet protocol.</summary>
    public static Rule Ipv6 { get; } = Rule.Of("IP_ADDRESS", "", 0.6) with { Name = "ip-address/6" };

    /// <summary>A hardware address with colons or hyphens.</summary>
    public static Rule Mac { get; } = Rule.Of("MAC_ADDRESS", "", 0.6) with { Name = "mac-address/2" };

    /// <summary>A private key in text armour.</summary>
    public static Rule PrivateKey { get; } = Rule.Of("PRIVATE_KEY", "", 1) with { Name = "private-key" };

    /// <summary>A name and a password in an address.</summary>
    public static Rule UrlPassword { get; } = Rule.Of(Secret, "", 0.9) with { Name = "url-password" };

    /// <summary>A person's name, found by dictionaries and a model.</summary>
    public static Rule Person { get; } = Rule.Of("PERSON", "", 0.6);

    /// <summary>A postal address, found by dictionaries and a model.</summary>
    public static Rule Address { get; } = Rule.Of("ADDRESS", "", 0.6);

    /// <summary>A city, state or country; no person by itself, and only found where it is asked for.</summary>
    public static Rule Place { get; } = Rule.Of("LOCATION", "", 0.3, inContext: 0.49);

    /// <summary>Names of all entities, in alphabetical order.</summary>
    public static IReadOnlyList<string> Entities { get; } =
        [.. Patterns.Append(Email).Append(Url).Append(PrivateKey)
            .Append(Person).Append(Address).Append(Place).Select(rule => rule.Entity).Append(Secret)
            .Distinct().Order(StringComparer.Ordinal)];

    // Several rules of an entity get numbers.
    private static Rule[] Numbered(Rule[] rules)
    {
        var counts = new Dictionary<string, int>();
        for (var index = 0; index < rules.Length; index++)
        {
            var name = rules[index].Name;
            counts[name] = counts.GetValueOrDefault(name) + 1;
            if (counts[name] > 1) rules[index] = rules[index] with { Name = $"{name}/{counts[name]}" };
        }

        return rules;
    }
}
