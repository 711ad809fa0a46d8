using System.Text;

namespace Headroom.Privacy.Operators;

/// <summary>Covers characters of a value.</summary>
/// <param name="Kind">Which ones.</param>
/// <param name="From">Count at the beginning, or first index of the range.</param>
/// <param name="To">Count at the end, or last index of the range.</param>
/// <param name="Characters">What is looked for by the kinds that look for something.</param>
/// <param name="Cover">What covers a character.</param>
public sealed record CharacterMask(MaskKind Kind, int From, int To, string Characters = "", char Cover = '*')
{
    /// <summary>The value with characters covered. Counts are in Unicode characters, not in bytes.</summary>
    public string Apply(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var runes = value.EnumerateRunes().ToArray();
        var (found, foundEnd) = Found(value);
        var text = new StringBuilder(value.Length);
        for (var index = 0; index < runes.Length; index++)
        {
            if (Covers(index, runes.Length, found, foundEnd)) text.Append(Cover);
            else text.Append(runes[index].ToString());
        }

        return text.ToString();
    }

    private bool Covers(int index, int length, int found, int foundEnd) => Kind switch
    {
        MaskKind.KeepFirstLast => index >= From && index < length - To,
        MaskKind.KeepRange => index < From || index > To,
        MaskKind.MaskRange => index >= From && index <= To,
        MaskKind.MaskFirstLast => index < From || index >= length - To,
        MaskKind.MaskAfter => found >= 0 && index >= foundEnd,
        MaskKind.MaskBefore => found >= 0 && index < found,
        _ => throw new InvalidOperationException($"no such mask: {Kind}"),
    };

    private (int Start, int End) Found(string value)
    {
        var at = Characters.Length == 0 ? -1 : value.IndexOf(Characters, StringComparison.Ordinal);
        if (at < 0) return (-1, -1);

        var start = Count(value[..at]);
        return (start, start + Count(Characters));
    }

    private static int Count(string text) => text.EnumerateRunes().Count();
}
