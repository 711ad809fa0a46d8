using System.Text;
using System.Text.RegularExpressions;

namespace Headroom.Curation.Tokens;

/// <summary>Where a match of a pattern cuts.</summary>
internal enum CutAt
{
    /// <summary>Before and behind it.</summary>
    Both,

    /// <summary>Before it: it joins what follows.</summary>
    Start,

    /// <summary>Behind it: it joins what is in front.</summary>
    End,
}

/// <summary>
/// Cuts by a regular expression, for patterns that have no scanner: slower, and characters beyond the basic plane are
/// two of the pattern's.
/// </summary>
internal sealed class PatternCutter(Regex pattern, CutAt at) : IPieceCutter
{
    public void Cut(ReadOnlySpan<byte> text, List<int> ends)
    {
        var characters = Encoding.UTF8.GetString(text);
        var last = 0;
        var bytes = 0;
        foreach (var match in pattern.EnumerateMatches(characters))
        {
            if (match.Length == 0) continue;
            if (at != CutAt.End) CutBefore(match.Index);
            if (at != CutAt.Start) CutBefore(match.Index + match.Length);
        }

        CutBefore(characters.Length);

        void CutBefore(int index)
        {
            // Half of a surrogate pair is no place to cut.
            if (index <= last || (index < characters.Length && char.IsLowSurrogate(characters[index]))) return;

            bytes += Encoding.UTF8.GetByteCount(characters.AsSpan(last, index - last));
            last = index;
            ends.Add(bytes);
        }
    }
}
