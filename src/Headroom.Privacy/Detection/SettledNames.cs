using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>
/// Names that stay the same when a text is read as masking leaves it, among numbers of the same text.
/// </summary>
/// <param name="names">What was found so far, in the order of places.</param>
/// <param name="read">Reads a text and adds to <paramref name="names"/> what is in it.</param>
internal sealed class SettledNames(List<Finding> names, SettledNames.Reading read)
{
    private static readonly Comparer<Finding> ByStart =
        Comparer<Finding>.Create((first, second) => first.Start.CompareTo(second.Start));

    private readonly List<Finding> _more = [];
    private readonly List<Finding> _merged = [];
    private readonly MaskedSentence _masked = new();

    /// <summary>Reads a text.</summary>
    public delegate void Reading(ReadOnlySpan<byte> text);

    /// <summary>
    /// A sentence with something masked reads differently, and may show one more: it is read as it will be, until it
    /// shows none.
    /// </summary>
    public void Settle(
        ReadOnlySpan<byte> text, int start, int end, int firstName, List<Finding> findings, int firstFinding)
    {
        const int RoundsMax = 3;
        for (var round = 0; round < RoundsMax; round++)
        {
            _masked.Clear();
            var (name, number) = (firstName, firstFinding);
            while (name < names.Count || number < findings.Count && findings[number].Start < end)
            {
                var isName = number >= findings.Count || findings[number].Start >= end
                    || name < names.Count && names[name].Start <= findings[number].Start;
                _masked.Cover(text, start, isName ? names[name++] : findings[number++]);
            }

            _masked.Finish(text, start, end);
            var count = names.Count;
            read(_masked.Text);
            _more.Clear();
            for (var index = count; index < names.Count; index++) _masked.Restore(names[index], _more);
            names.RemoveRange(count, names.Count - count);
            if (_more.Count == 0) return;

            names.AddRange(_more);
            names.Sort(firstName, names.Count - firstName, ByStart);
        }
    }

    /// <summary>
    /// An address takes the postcode in it; else a number stays what it is, and a name keeps what lies beside it.
    /// </summary>
    public void Merge(List<Finding> findings)
    {
        _merged.Clear();
        var next = 0;
        foreach (var name in names)
        {
            while (next < findings.Count && findings[next].End <= name.Start) _merged.Add(findings[next++]);
            var start = _merged.Count > 0 ? Math.Max(name.Start, _merged[^1].End) : name.Start;
            while (next < findings.Count && findings[next].Start < name.End)
            {
                var inside = findings[next];
                if (name.Rule.Entity == RuleBook.Address.Entity && IsPostcode(inside) && inside.Start >= start
                    && inside.End <= name.End)
                {
                    next++;
                    continue;
                }

                Add(name, start, inside.Start);
                _merged.Add(inside);
                start = inside.End;
                next++;
            }

            Add(name, start, name.End);
        }

        while (next < findings.Count) _merged.Add(findings[next++]);
        findings.Clear();
        findings.AddRange(_merged);
    }

    private static bool IsPostcode(Finding finding) => finding.Rule.Entity is "ZIP_CODE" or "CN_POSTCODE";

    private void Add(Finding name, int start, int end)
    {
        // What a number leaves over on one side has to be two Chinese characters, or six letters.
        const int PartMin = 6;
        var isWhole = start == name.Start && end == name.End;
        if (isWhole || end - start >= PartMin) _merged.Add(name with { Start = start, End = end });
    }
}
