using System.Globalization;
using System.Text;
using Headroom.Privacy.Patterns;

namespace Headroom.Privacy.Rules;

/// <summary>A family of keys known by its beginning.</summary>
/// <param name="Rule">What findings name.</param>
/// <param name="Prefix">How it begins.</param>
/// <param name="Set">Characters that follow.</param>
/// <param name="LengthMin">Fewest of them.</param>
/// <param name="LengthMax">Most of them.</param>
internal sealed record KnownSecret(Rule Rule, byte[] Prefix, AsciiSet Set, int LengthMin, int LengthMax);

/// <summary>A family of keys known by the name beside it.</summary>
/// <param name="Rule">What findings name.</param>
/// <param name="Word">What the name contains, lower case.</param>
/// <param name="Set">Its characters.</param>
/// <param name="Length">How many.</param>
internal sealed record NamedSecret(Rule Rule, byte[] Word, AsciiSet Set, int Length);

/// <summary>The families of keys and tokens, by what they are looked up with.</summary>
internal static class SecretBook
{
    private static readonly KnownSecret[]?[] ByBeginning = new KnownSecret[]?[128 * 128];

    static SecretBook()
    {
        foreach (var group in Known.GroupBy(family => family.Prefix[0] * 128 + family.Prefix[1]))
            ByBeginning[group.Key] = [.. group.OrderByDescending(family => family.Prefix.Length)];
    }

    /// <summary>Families known by their beginning.</summary>
    public static IReadOnlyList<KnownSecret> Known { get; } =
        [.. Lines(SecretFamilies.Known).Select(parts => new KnownSecret(
            RuleOf(parts[0], 0.9), Encoding.ASCII.GetBytes(parts[1]), Set(parts[2]), Number(parts[3]),
                Number(parts[4])))];

    /// <summary>Families known by the name beside them.</summary>
    public static IReadOnlyList<NamedSecret> Named { get; } =
        [.. Lines(SecretFamilies.Named).Select(parts => new NamedSecret(
            RuleOf(parts[0], 0.75), Encoding.ASCII.GetBytes(parts[1]), Set(parts[2]), Number(parts[3])))];

    /// <summary>Any long value of a name that says it is secret.</summary>
    public static Rule Generic { get; } = RuleOf("generic", 0.7);

    /// <summary>Families that begin with the two characters; longest beginning first.</summary>
    public static ReadOnlySpan<KnownSecret> Beginning(byte first, byte second) =>
        (first | second) < 0x80 ? ByBeginning[first * 128 + second] : default;

    private static Rule RuleOf(string name, double score) =>
        Rule.Of(RuleBook.Secret, "", score) with { Name = $"secret/{name}" };

    private static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '));

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static AsciiSet Set(string letter) => PatternText.Rows(letter switch
    {
        "a" => "[A-Za-z0-9]",
        "w" => "[A-Za-z0-9_-]",
        "x" => "[A-Za-z0-9_.-]",
        "h" => "[0-9a-f]",
        "H" => "[0-9A-Fa-f]",
        "u" => "[0-9A-Z]",
        "l" => "[0-9a-z]",
        "b" => "[A-Za-z0-9+/=_-]",
        _ => "[0-9]",
    })[0][0].Set;
}
