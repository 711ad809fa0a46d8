using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Signals;

/// <summary>What a code point becomes when text is lower-cased and decomposed (normal form D).</summary>
internal static class NormalizedCharacters
{
    private const int CapitalDottedI = 0x130;

    private static readonly NormalizedCharacter?[] Known = new NormalizedCharacter[0x10000];

    /// <summary>Whether a code point does not stay as it is, or is a mark whose place counts.</summary>
    public static bool IsChanged(int code)
    {
        var parts = PartsOf(code);
        return parts.Count != 1 || parts[0] != code || NormalForms.ClassOf(code) != 0;
    }

    /// <summary>What it becomes.</summary>
    public static NormalizedCharacter Of(int code)
    {
        if (code >= Known.Length) return Compute(code);

        // Two threads may compute it at once, and get the same.
        return Known[code] ??= Compute(code);
    }

    private static NormalizedCharacter Compute(int code)
    {
        var parts = PartsOf(code);
        return new NormalizedCharacter(
            Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => new Rune(part).ToString()))),
            parts.Count, NormalForms.ClassOf(parts[0]), NormalForms.ClassOf(parts[^1]));
    }

    private static List<int> PartsOf(int code)
    {
        var parts = new List<int>(4);
        if (code == CapitalDottedI) parts.AddRange(['i', 0x307]);
        else NormalForms.Decompose(Rune.ToLowerInvariant(new Rune(code)).Value, parts);
        return parts;
    }
}

/// <summary>A code point after normalisation.</summary>
/// <param name="Bytes">In UTF-8.</param>
/// <param name="Characters">Code points.</param>
/// <param name="FirstClass">Combining class of the first one.</param>
/// <param name="LastClass">Combining class of the last one.</param>
internal sealed record NormalizedCharacter(byte[] Bytes, int Characters, int FirstClass, int LastClass);
